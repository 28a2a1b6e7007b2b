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
  /// The identity of its content control, see ``FigureQuestion``.
  let tag: String
  /// Nil: it stands in a text.
  var cell: ChartCell?

  /// A value of a chart: which chart, in document order from 1, and which cell of its workbook.
  struct ChartCell {
    let chart: Int
    let cell: String
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
  fileprivate func members(named name: String, unit: String) -> [JSONValue.Member] {
    let spec = figure.spec
    var result: [JSONValue.Member] = [
      .init("name", .string(name)), .init("unit", .string(unit)),
      .init("period", .string(spec.periodText)), .init("asOf", .string(spec.asOf.iso)),
    ]
    let picked =
      spec.slice.map { ($0.dimension.name, $0.members) }
      + zip(spec.groupings, members.labels).map { ($0.name, $1) }
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
