import HuibianDiagnostics
import HuibianPlan
import HuibianTable

/// A figure in a document: where it stands, what it rests on, and what was printed.
struct FigureRecord {
  /// From 1, in document order.
  let number: Int
  let location: Location
  /// The tag as typed.
  let source: String
  let phrase: FigurePhrase
  let evaluated: EvaluatedPhrase
  /// Of the question, see ``question(_:_:)``.
  let hash: String
  /// Which time the question is answered in the document, from 1.
  let occurrence: Int
  /// Nil: it stands in a text.
  var cell: ChartCell?

  /// A value of a chart: which chart, in document order from 1, and which cell of its workbook.
  struct ChartCell {
    let chart: Int
    let cell: String
  }

  /// The identity of the content control: `hb1:`, a hash of the question, and which time it is
  /// answered: `hb1:0d5c0f5f2a7be4a1:1`. Neither the words around, nor other figures, nor the data
  /// change it.
  var tag: String { "hb1:" + hash + ":" + String(occurrence) }

  /// 16 hex digits of the hash of measure, slice, period, cut-off, members and statistic: the same
  /// question has the same hash in another document.
  static func hash(_ phrase: FigurePhrase, _ evaluated: EvaluatedPhrase) -> String {
    SHA256.hash(Array(question(phrase, evaluated).utf8), digits: 16)
  }

  private static func question(_ phrase: FigurePhrase, _ evaluated: EvaluatedPhrase) -> String {
    let parts = evaluated.parts.map { part in
      [part.current.question, part.other?.question ?? ""].joined(separator: ";")
    }
    // What a target says rests on no figure.
    let asked =
      parts.isEmpty ? phrase.figures.map { "\($0.spec.measure);\($0.spec.period.title)" } : parts
    return phrase.statistic.name + "|" + asked.joined(separator: "|")
  }

  /// The payload of the trace's `figure` line.
  var json: JSONValue {
    .object([
      "id": .number(Int64(number)), "tag": .string(tag), "at": .string(location.text),
      "source": .string(source), "statistic": .string(phrase.statistic.name),
      "metrics": .array(evaluated.parts.map { json($0) }), "text": .string(evaluated.text),
      "chart": cell.map { .number(Int64($0.chart)) }, "cell": cell.map { .string($0.cell) },
    ])
  }

  private func json(_ part: EvaluatedPhrase.Part) -> JSONValue {
    var members = part.current.members(
      named: part.figure.measure.name, unit: part.figure.measure.unit)
    if let other = part.other {
      if let whole = phrase.statistic.whole {
        members.append(
          .init(
            "share", .object(other.members(named: whole.measure.name, unit: whole.measure.unit))))
      } else {
        members.append(
          .init(
            "base",
            .object(other.members(named: part.figure.measure.name, unit: part.figure.measure.unit)))
        )
      }
    }
    return .object(members)
  }
}

extension Answers.Answer {
  /// The question in one line, stable from run to run.
  var question: String {
    // Which members 其他 stands for is a matter of the data.
    let groups = zip(spec.groupings, members).map {
      $0.name + "=" + ($1.count == 1 ? $1[0] : "其他")
    }
    return (head ?? spec.question) + ";" + groups.joined(separator: ",")
  }

  fileprivate func members(named name: String, unit: String) -> [JSONValue.Member] {
    var result: [JSONValue.Member] = [
      .init("name", .string(name)), .init("unit", .string(unit)),
      .init("period", .string(spec.periodText)), .init("asOf", .string(spec.asOf.iso)),
    ]
    let picked =
      spec.slice.map { ($0.dimension.name, $0.members) }
      + zip(spec.groupings, members).map { ($0.name, $1) }
    if !picked.isEmpty {
      result.append(
        .init("where", .object(picked.map { .init($0.0, .array($0.1.map { .string($0) })) })))
    }
    guard disclosed == .open else { return result + [.init("suppressed", .bool(true))] }
    switch value.quantity {
    case .count(let count): result.append(.init("value", .number(Int64(count))))
    case .decimal(let scaled, let scale):
      result.append(
        .init(
          "value",
          .string(DecimalText.decimal(scaled, scale: scale, decimals: scale, trimsZeros: true))))
    case .ratio(let numerator, let denominator):
      result.append(.init("numerator", .number(numerator)))
      result.append(.init("denominator", .number(denominator)))
    case .text(let text): result.append(.init("value", .string(text)))
    case .mean(let sum, let count):
      result.append(.init("numerator", .number(sum)))
      result.append(.init("denominator", .number(count)))
    }
    result.append(.init("rows", .number(Int64(value.rows))))
    if !value.hasData { result.append(.init("hasData", .bool(false))) }
    return result
  }
}
