import HuibianDiagnostics
package import HuibianOPC
import HuibianPlan
import HuibianTable

/// In which form values are given out.
package enum StatisticsFormat: String, Hashable, Sendable, CaseIterable {
  case text, csv, json, xlsx
}

extension StatisticsAnswer {
  /// The forms that are texts.
  package enum TextForm { case text, csv, json }

  /// The answer as a text, with a final line break.
  package func printed(_ form: TextForm) -> String {
    switch form {
    case .text: aligned
    case .csv: commaSeparated
    case .json: json
    }
  }

  /// The answer as written to a file or standard output.
  package func bytes(_ format: StatisticsFormat) throws(OPCError) -> [UInt8] {
    switch format {
    case .text: Array(printed(.text).utf8)
    case .csv: Array(printed(.csv).utf8)
    case .json: Array(printed(.json).utf8)
    case .xlsx: try workbook()
    }
  }

  /// Header and rows, for a person.
  var cells: (header: [String], rows: [[String]]) {
    (header, entries.map { row($0, isForReading: true) })
  }

  // MARK: Rows

  private var header: [String] {
    let compared: [String] =
      switch comparison {
      case .yearEarlier: ["上年同期", "同比增减", "同比幅度"]
      case .previousPeriod: ["上期", "环比增减", "环比幅度"]
      case nil: []
      }
    return ["指标", "期间"] + dimensions + ["数值", "单位"] + compared
      + (hasTargets ? ["目标", "完成情况"] : [])
  }

  /// Numbers without their unit, which has its column; only percentages and percentage points say
  /// what they are, because one unit would not do for both.
  ///
  /// - Parameter isForReading: Parts of time as a report writes them (2024年第一季度), not as they sort.
  private func row(_ entry: Entry, isForReading: Bool = false) -> [String] {
    figures(entry, isForReading) + (hasTargets ? [entry.targets.words, entry.outcomes] : [])
  }

  private func figures(_ entry: Entry, _ isForReading: Bool) -> [String] {
    let style = PhraseStyle(percentDecimals: percentDecimals, isTable: true)
    let wording = entry.measure.wording
    let group = isForReading ? entry.printedGroup : entry.group
    var cells = [entry.measure.name, entry.spec.period.title]
    cells += dimensions.map { group[$0] ?? "" }
    cells += [entry.mask ?? Phrase.number(entry.current.quantity, wording, style), wording.unit]
    if let compared = entry.compared {
      let base: String =
        compared.base.quantity.map { entry.baseMask ?? Phrase.number($0, wording, style) }
        ?? Phrase.undefined
      if entry.isWithheld {
        return cells + [base, Phrase.undefined, wording.kind == .rate ? "" : Phrase.undefined]
      }
      cells += [
        base, difference(compared, style),
        wording.kind == .rate ? "" : percent(compared, style),
      ]
    }
    return cells
  }

  private func difference(_ compared: ComparedFigure, _ style: PhraseStyle) -> String {
    let text = Phrase.signedDifference(compared, style)
    return compared.wording.kind == .rate && text != Phrase.undefined ? text + "个百分点" : text
  }

  private func percent(_ compared: ComparedFigure, _ style: PhraseStyle) -> String {
    let text = Phrase.signedRatio(compared, style)
    return text == Phrase.undefined ? text : text + "%"
  }

  // MARK: Text

  private var aligned: String {
    let rows = [header] + cells.rows
    let widths = header.indices.map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
    let isNumber =
      [Bool](repeating: false, count: 2 + dimensions.count) + [true, false]
      + (comparison == nil ? [] : [true, true, true]) + [false, false]
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.displayWidth)
        return isNumber[column] ? blanks + cell : cell + blanks
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  // MARK: CSV

  /// With a byte order mark, so that Excel on Chinese Windows reads it as UTF-8.
  private var commaSeparated: String {
    "\u{FEFF}"
      + ([header] + entries.map { row($0) }).map { row in
        row.enumerated().map { column, cell in
          // A text that a spreadsheet would take for a formula stays a text.
          let isFormula =
            column < 2 + dimensions.count && cell.first.map { "=+-@\t\r".contains($0) } == true
          let safe = isFormula ? "'" + cell : cell
          return safe.contains(where: { ",\"\r\n".contains($0) })
            ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
        }.joined(separator: ",") + "\r\n"
      }.joined()
  }

  // MARK: JSON

  private var json: String {
    if entries.isEmpty { return "[]\n" }
    return "[\n" + entries.map { json($0).text }.joined(separator: ",\n") + "\n]\n"
  }

  private func json(_ entry: Entry) -> JSONValue {
    let wording = entry.measure.wording
    var members: [JSONValue.Member] = [
      .init("metric", .string(entry.measure.name)),
      .init(
        "period",
        .string(entry.spec.period.range.start.iso + ".." + entry.spec.period.range.end.iso)),
    ]
    if !entry.spec.groupings.isEmpty {
      members.append(
        .init(
          "group",
          .object(
            zip(entry.spec.groupings, entry.labels).map {
              .init($0.name, .string($1.isEmpty ? Tree.unfilled : $1))
            })))
    }
    if entry.mask == nil {
      members.append(.init("value", value(entry.current.quantity, wording)))
    }
    members.append(.init("unit", .string(wording.unit)))
    if entry.mask == nil { members += parts(entry.current.quantity, prefix: "") }
    if !entry.targets.isEmpty {
      members.append(.init("targets", .array(entry.targets.map { target(of: entry, $0) })))
    }
    if entry.isWithheld {
      members.append(.init("suppressed", .bool(true)))
      if entry.baseMask == nil, let base = entry.compared?.base.quantity {
        members.append(.init("base", value(base, wording)))
      }
      return .object(members)
    }
    guard let compared = entry.compared, let base = compared.base.quantity else {
      return .object(members)
    }
    members.append(.init("base", value(base, wording)))
    members += parts(base, prefix: "base_")
    guard entry.current.quantity.isDefined, base.isDefined, entry.gap == nil else {
      return .object(members)
    }
    let style = PhraseStyle(percentDecimals: percentDecimals)
    let difference = unsigned(Phrase.signedDifference(compared, style))
    if wording.kind == .rate {
      members.append(.init("points", .string(difference)))
      return .object(members)
    }
    if case .count(let now) = entry.current.quantity, case .count(let before) = base {
      members.append(.init("change", .number(Int64(now - before))))
    } else if difference != Phrase.undefined {
      members.append(.init("change", .string(difference)))
    }
    let percent = Phrase.signedRatio(compared, style)
    if percent != Phrase.undefined {
      members.append(.init("percent", .string(unsigned(percent))))
    }
    return .object(members)
  }

  private func target(of entry: Entry, _ target: Target) -> JSONValue {
    .object([
      .init("target", .string(target.words)), .init("sign", .string(target.sign.rawValue)),
      .init("threshold", .string(target.text)),
      .init(
        "outcome",
        .string(
          (entry.mask == nil ? target.outcome(entry.current.quantity) : .undefined).words)),
    ])
  }

  private func unsigned(_ text: String) -> String {
    text.hasPrefix("+") ? String(text.dropFirst()) : text
  }

  private func value(_ quantity: Quantity, _ wording: MetricWording) -> JSONValue {
    switch quantity {
    case .count(let count): .number(Int64(count))
    case .decimal(let scaled, let scale):
      .decimal(
        DecimalText.decimal(scaled, scale: scale, decimals: scale, trimsZeros: true))
    case .ratio, .mean, .text:
      .string(Phrase.value(quantity, wording, PhraseStyle(percentDecimals: percentDecimals)))
    }
  }

  private func parts(_ quantity: Quantity, prefix: String) -> [JSONValue.Member] {
    switch quantity {
    case .count, .decimal, .text: []
    case .ratio(let numerator, let denominator), .mean(let numerator, let denominator):
      [
        .init(prefix + "numerator", .number(numerator)),
        .init(prefix + "denominator", .number(denominator)),
      ]
    }
  }
}

extension StatisticsAnswer.Entry {
  /// Whether the value or its base is not printed, and so neither is their difference.
  fileprivate var isWithheld: Bool { mask != nil || baseMask != nil }

  /// 完成, 未完成; — where the value is not printed, for it would tell of it.
  fileprivate var outcomes: String {
    if targets.isEmpty { return "" }
    return mask == nil ? targets.outcomes(current.quantity) : Phrase.undefined
  }

  /// By dimension the member; 未填写 for rows without a value.
  fileprivate var group: [String: String] {
    Dictionary(
      zip(spec.groupings.map(\.name), labels.map { $0.isEmpty ? Tree.unfilled : $0 })
    ) { first, _ in first }
  }

  /// The same for reading: parts of time in words, each member on one line.
  fileprivate var printedGroup: [String: String] {
    Dictionary(
      zip(spec.groupings, labels).map { dimension, label in
        let text = label.isEmpty ? Tree.unfilled : label
        let printed =
          label.isEmpty ? text : dimension.unit?.printed(label, isOneYear: false) ?? text
        return (dimension.name, printed.split { $0.isNewline }.joined(separator: "、"))
      }
    ) { first, _ in first }
  }

  fileprivate var compared: ComparedFigure? {
    base.map { base in
      ComparedFigure(
        measure.wording, current: current.quantity,
        base: !base.hasData
          ? .noData
          : gap.map { .partial(base.quantity, isCurrent: $0 == .current) } ?? .value(base.quantity))
    }
  }
}

extension String {
  /// Columns on a terminal: two for a full-width character.
  var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }
}
