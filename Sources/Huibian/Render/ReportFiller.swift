import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianReaders
import HuibianTable
import HuibianTemplate
import HuibianWord

/// Fills the markers of a template's document, in document order, and keeps a record of each figure.
struct ReportFiller: MarkerFiller {
  typealias Scope = Huibian.Scope

  let template: Template
  let bound: BoundTemplate
  let answers: Answers
  /// For each tag whether it stands in a table, where decimals are fixed.
  let isInTable: [Bool]
  /// For each tag whether it is the second copy of one that a person sees, and is not counted.
  let isFallback: [Bool]
  /// For each tag the width of the lines there, in twips, if it is known.
  let widths: [Int?]
  /// For each tag its place, for messages and the trace.
  let locations: [Location]
  /// What was assumed for want of columns, one sentence each.
  let assumptions: [String]
  /// Whether the document has the styles of official documents.
  let hasStyles: Bool

  /// The number of the first figure.
  var firstFigure = 1
  private(set) var figures: [FigureRecord] = []
  /// How often each question has been answered, by its hash; in inserted documents too.
  var occurrences: [String: Int] = [:]
  private(set) var placeholders = 0
  private(set) var tables = 0
  var charts = 0
  /// Warnings of figures that are no numbers.
  private(set) var sink = DiagnosticSink()
  private var headings = HeadingNumbers()
  private var controls = 0
  var warned: Set<Warning> = []

  struct Warning: Hashable {
    let tag: Int
    let id: String
    let measure: String
  }

  init(
    template: Template, bound: BoundTemplate, answers: Answers, isInTable: [Bool],
    isFallback: [Bool], widths: [Int?], locations: [Location], assumptions: [String],
    hasStyles: Bool
  ) {
    self.template = template
    self.bound = bound
    self.answers = answers
    self.isInTable = isInTable
    self.isFallback = isFallback
    self.widths = widths
    self.locations = locations
    self.assumptions = assumptions
    self.hasStyles = hasStyles
  }

  mutating func copies(of region: Int, in scope: Scope) -> [(segment: Int, scope: Scope)] {
    switch bound.regions[region] {
    case .broken: return []
    case .branches(let conditions):
      for (segment, condition) in conditions.enumerated() {
        if condition.map({ answers.holds($0, scope) }) ?? true { return [(segment, scope)] }
      }
      return []
    case .loop(let selection):
      let members = answers.members(selection, scope)
      let hasOtherwise = template.regions[region].boundaries.count > 2
      if members.isEmpty { return hasOtherwise ? [(1, scope)] : [] }
      return members.map { (0, scope.entering(region, $0)) }
    }
  }

  mutating func content(of marker: Int, in scope: Scope) -> MarkerContent {
    switch bound.contents[marker] {
    case .nothing: return .nothing
    case .text(let text): return .text(text, control: nil)
    case .fill(let prompt):
      if !isFallback[marker] { placeholders += 1 }
      return .highlighted("【待填" + (prompt.isEmpty ? "" : "：" + prompt) + "】")
    case .numbering(let style): return .text(headings.next(style), control: nil)
    case .variable(let variable, let merges):
      let text = answers.text(variable, scope)
      return merges ? .merged(text, control: nil) : .text(text, control: nil)
    case .figures(let phrase):
      let written = write(phrase, tag: marker, scope, isTable: isInTable[marker])
      return phrase.merges
        ? .merged(written.text, control: written.control)
        : .text(written.text, control: written.control)
    case .list(let selection, let figure, let whole):
      return .text(list(selection, figure, whole, tag: marker, scope), control: nil)
    case .table(let table): return .blocks(blocks(of: table, scope))
    case .chart(let chart): return .chart(self.chart(chart, scope))
    case .picture(var picture):
      picture.room = widths[marker].map { $0 * Picture.twip }
      return .picture(picture)
    case .contents(let levels): return .contents(levels: levels)
    case .document(let key): return .document(key)
    case .definitions:
      return .blocks(DefinitionList(definitions).paragraphs(hasStyles: hasStyles))
    }
  }

  /// The measures that the report uses, each once, in order of first use in the template.
  private var definitions: [DefinitionList.Entry] {
    let catalog = answers.catalog
    var entries = bound.measures.map {
      DefinitionList.Entry(name: $0.name, text: catalog.summary(of: $0))
    }
    let keepsTies =
      answers.keepsTies
      && bound.selections.values.contains { $0.limit != nil && $0.order != nil }
    let used = Set(bound.measures.flatMap { catalog.settingsUsed(by: $0) }.map(\.name))
    let settings =
      ["报告期为\(answers.period.title)", "截止日期为\(answers.asOf.chinese)"]
      + catalog.settings.filter { used.contains($0.name) || $0.value != $0.standard }
      .map { "\($0.name)为\($0.value.text)\($0.unit)" }
      + (keepsTies ? ["“前N”并列的都取"] : [])
    entries.append(.init(name: "统计口径", text: settings.joined(separator: "，")))
    if let disclosure = answers.disclosure {
      entries.append(.init(name: "公开口径", text: disclosure.sentence))
    }
    entries += assumptions.map { DefinitionList.Entry(name: "说明", text: $0) }
    return entries
  }

  /// What a person is told of the finished report.
  func summary(_ inputs: [InputSummary]) -> ReportSummary {
    ReportSummary(
      figures: figures.count, tables: tables, charts: charts, placeholders: placeholders,
      withheld: answers.disclosure.map { _ in
        figures.count { $0.evaluated.parts.contains { $0.isWithheld } }
      },
      rows: inputs.reduce(0) { $0 + $1.rows })
  }

  // MARK: Figures

  struct Written {
    let text: String
    let control: ControlIdentity?
    let evaluated: EvaluatedPhrase
  }

  mutating func warn(_ warning: Diagnostic) { sink.report(warning) }

  /// A phrase at one place, with its control and its line in the trace.
  ///
  /// - Parameters:
  ///   - share: The text of a share that was rounded with its neighbours; nil: its own.
  ///   - cell: Where it stands in a chart.
  mutating func write(
    _ phrase: FigurePhrase, tag: Int, _ scope: Scope, isTable: Bool, share: String? = nil,
    cell: FigureRecord.ChartCell? = nil
  ) -> Written {
    let evaluated = phrase.evaluated(answers, scope, isTable: isTable, share: share)
    for problem in evaluated.problems where !isFallback[tag] {
      let warning = Warning(tag: tag, id: problem.id, measure: problem.measure)
      if warned.insert(warning).inserted { sink.report(problem.diagnostic(at: locations[tag])) }
    }
    if isFallback[tag] {
      return Written(text: evaluated.text, control: nil, evaluated: evaluated)
    }
    let hash = FigureRecord.hash(phrase, evaluated)
    occurrences[hash, default: 0] += 1
    let record = FigureRecord(
      number: figures.count + firstFigure, location: locations[tag],
      source: template.tags[tag].source, phrase: phrase, evaluated: evaluated, hash: hash,
      occurrence: occurrences[hash] ?? 1, cell: cell)
    figures.append(record)
    let alias = phrase.figures.map(\.measure.name).joined(separator: "、") + phrase.statistic.suffix
    return Written(
      text: evaluated.text,
      control: ControlIdentity(alias: String(alias.prefix(60)), tag: record.tag),
      evaluated: evaluated)
  }

  /// 城乡建设（35件，占17.9%）、…
  private mutating func list(
    _ selection: BoundSelection, _ figure: BoundFigure, _ whole: BoundFigure, tag: Int,
    _ scope: Scope
  ) -> String {
    var items: [String] = []
    for member in answers.members(selection, scope) {
      let place = scope.entering(selection.id, member)
      let value = write(FigurePhrase(figures: [figure]), tag: tag, place, isTable: false)
      var phrase = FigurePhrase(figures: [figure])
      phrase.statistic = .share(whole)
      let isCount = figure.measure.wording.kind != .rate && figure.measure.wording.kind != .duration
      let share = isCount ? "，占" + write(phrase, tag: tag, place, isTable: false).text : ""
      items.append("\(member.printed)（\(value.text)\(share)）")
    }
    return items.joined(separator: "、")
  }

  // MARK: Tables

  private mutating func blocks(of table: BoundTable, _ scope: Scope) -> [XML.Element] {
    if !isFallback[table.tag] { tables += 1 }
    var rows: [TableRow] = []
    addRows(of: table, level: 0, path: [], scope, &rows)
    let shares = table.columns.map { answers.evenShares($0.phrase, rows.map(\.scope)) }
    var body: [[TableContent.Cell]] = []
    for (index, row) in rows.enumerated() {
      body.append(
        row.path.map { TableContent.Cell($0) }
          + zip(table.columns, shares).map {
            cell($0.phrase, tag: table.tag, row.scope, share: $1?[index])
          })
    }
    continueEqualCells(table.merges, &body)
    let headings = table.selections.map { $0.dimension.heading }
    var total: [TableContent.Cell]?
    if table.hasTotal, !body.isEmpty {
      if !answers.addsUp(table, scope),
        warned.insert(Warning(tag: table.tag, id: "partial-rows", measure: "")).inserted
      {
        sink.report(.partialRows(at: locations[table.tag]))
      }
      total =
        [TableContent.Cell("合计", columns: headings.count)]
        + table.columns.map { cell($0.total, tag: table.tag, scope) }
    }
    let content = TableContent(
      header: [(headings + table.columns.map(\.header)).map { TableContent.Cell($0) }],
      body: body, total: total)
    let width = widths[table.tag] ?? PageMeasures.textWidth
    return TableBuilder(width: width, hasStyles: hasStyles).elements(for: content) {
      controls += 1
      return controls
    }
  }

  /// A row before its figures are written: its headings, and where it stands.
  private struct TableRow {
    let path: [String]
    let scope: Scope
  }

  private func addRows(
    of table: BoundTable, level: Int, path: [String], _ scope: Scope, _ rows: inout [TableRow]
  ) {
    let selection = table.selections[level]
    for member in answers.members(selection, scope) {
      let place = scope.entering(selection.id, member)
      let path = path + [member.printed]
      if level + 1 < table.selections.count {
        addRows(of: table, level: level + 1, path: path, place, &rows)
      } else {
        rows.append(TableRow(path: path, scope: place))
      }
    }
  }

  private mutating func cell(
    _ phrase: FigurePhrase, tag: Int, _ scope: Scope, share: String? = nil
  ) -> TableContent.Cell {
    let written = write(phrase, tag: tag, scope, isTable: true, share: share)
    return TableContent.Cell(written.text, control: written.control)
  }

  /// Headings that equal the one above, under equal headings to the left, become one cell with it.
  private func continueEqualCells(_ merges: [Bool], _ rows: inout [[TableContent.Cell]]) {
    for row in rows.indices.dropFirst().reversed() {
      for column in merges.indices where merges[column] {
        guard (0...column).allSatisfy({ rows[row][$0].text == rows[row - 1][$0].text })
        else { break }
        rows[row][column].continuesAbove = true
      }
    }
  }
}

extension DimensionReference {
  /// The heading of a table's column: 问题属地, 月份.
  var heading: String { unit?.rawValue ?? column ?? name }
}

/// The running numbers of headings: a heading of a level restarts those below.
private struct HeadingNumbers {
  private var counts = [0, 0, 0, 0]

  mutating func next(_ style: NumberingStyle) -> String {
    let level = NumberingStyle.allCases.firstIndex(of: style) ?? 0
    counts[level] += 1
    for below in (level + 1)..<4 where below < 4 { counts[below] = 0 }
    let number = counts[level]
    switch style {
    case .first: return chineseNumber(number) + "、"
    case .second: return "（" + chineseNumber(number) + "）"
    case .third: return "\(number)."
    case .fourth: return "（\(number)）"
    }
  }
}
