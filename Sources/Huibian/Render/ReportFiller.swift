import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianReaders
import HuibianTable
import HuibianTemplate
import HuibianWord

/// Fills the markers of a template's document, in document order, and counts the figures.
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
  /// The same where the page lies across.
  let landscapeWidths: [Int?]
  /// For each tag its place, for messages and the trace.
  let locations: [Location]
  /// What was assumed for want of columns, one sentence each.
  let assumptions: [String]
  /// The metrics that targets and indicators name.
  let named: [Measure]
  /// The styles of the document that tables and definitions are set in.
  let styles: TableStyles

  /// The number of the first figure.
  var firstFigure = 1
  /// Whether a record of each figure is kept, for the trace.
  var isTraced = true
  private(set) var records: [FigureRecord] = []
  private(set) var figures = 0
  /// Figures of which a part is not printed.
  private var withheld = 0
  /// How often each question has been answered, by its hash; in inserted documents too.
  var occurrences: [UInt64: Int] = [:]
  /// Of the question being asked.
  private var question = FigureQuestion()
  private(set) var placeholders = 0
  var tables = 0
  var charts = 0
  /// Warnings of figures that are no numbers.
  private(set) var sink = DiagnosticSink()
  private var headings = HeadingNumbers()
  /// Tables with a number, so far.
  var tableNumber = 0
  var warned: Set<Warning> = []

  struct Warning: Hashable {
    let tag: Int
    let id: String
    let measure: String
  }

  init(
    template: Template, bound: BoundTemplate, answers: Answers, isInTable: [Bool],
    isFallback: [Bool], widths: [Int?], landscapeWidths: [Int?], locations: [Location],
    assumptions: [String], named: [Measure], styles: TableStyles
  ) {
    self.named = named
    self.template = template
    self.bound = bound
    self.answers = answers
    self.isInTable = isInTable
    self.isFallback = isFallback
    self.widths = widths
    self.landscapeWidths = landscapeWidths
    self.locations = locations
    self.assumptions = assumptions
    self.styles = styles
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
    case .variable(let variable, let merges, let isChinese):
      let plain = answers.text(variable, scope)
      let text = isChinese ? chineseDigits(plain) : plain
      return merges
        ? .merged(text, control: nil, of: variable.loop) : .text(text, control: nil)
    case .figures(let phrase):
      let written = write(phrase, tag: marker, scope, isTable: isInTable[marker])
      return phrase.merges
        ? .merged(written.text, control: written.control)
        : .text(written.text, control: written.control)
    case .list(let list): return .text(text(of: list, tag: marker, scope), control: nil)
    case .table(let table):
      let blocks = blocks(of: table, scope)
      return table.isLandscape ? .landscape(blocks) : .blocks(blocks)
    case .chart(let chart): return .chart(self.chart(chart, scope))
    case .picture(var picture):
      picture.room = widths[marker].map { $0 * Picture.twip }
      return .picture(picture)
    case .contents(let levels): return .contents(levels: levels)
    case .document(let key): return .document(key)
    case .definitions:
      return .blocks(DefinitionList(definitions).paragraphs(hasStyles: styles.isOurs))
    }
  }

  /// The measures that the report uses, each once, in order of first use in the template.
  private var definitions: [DefinitionList.Entry] {
    let catalog = answers.catalog
    let printed = bound.measures
    let measures =
      printed + named.filter { measure in !printed.contains { $0.name == measure.name } }
    var entries = measures.map {
      DefinitionList.Entry(name: $0.name, text: catalog.summary(of: $0))
    }
    var used = Set(measures.flatMap { catalog.settingsUsed(by: $0) }.map(\.name))
    if bound.contents.contains(where: { $0.phrases.contains { $0.statistic.isTrend } }) {
      used.formUnion(PhraseSettings.ofTrends)
    }
    let settings =
      ["报告期为\(answers.period.title)", "截止日期为\(answers.asOf.chinese)"]
      + catalog.settings.filter { used.contains($0.name) || $0.value != $0.standard }
      .map(\.sentence)
    entries.append(.init(name: "统计口径", text: settings.joined(separator: "；")))
    if let disclosure = answers.disclosure {
      entries.append(.init(name: "公开口径", text: disclosure.sentence))
    }
    entries += assumptions.map { DefinitionList.Entry(name: "说明", text: $0) }
    return entries
  }

  /// What a person is told of the finished report.
  func summary(_ inputs: [InputSummary]) -> ReportSummary {
    ReportSummary(
      figures: figures, tables: tables, charts: charts, placeholders: placeholders,
      withheld: answers.disclosure.map { _ in withheld },
      rows: inputs.reduce(0) { $0 + $1.rows })
  }

  // MARK: Figures

  /// A phrase as it was written, and what its place must know of it.
  struct Written {
    let text: String
    let control: ControlIdentity?
    /// What it adds to a sum; nil for what adds up to nothing.
    let summand: Fraction?
    /// Whether a figure of it must not be printed.
    let isWithheld: Bool
    /// Whether its base is there, and whole.
    let isFair: Bool

    init(_ phrase: FigurePhrase, _ evaluated: EvaluatedPhrase, _ control: ControlIdentity?) {
      text = evaluated.text
      self.control = control
      summand = phrase.summand(evaluated)
      isWithheld = evaluated.isWithheld
      isFair = evaluated.isFair
    }
  }

  mutating func warn(_ warning: Diagnostic) { sink.report(warning) }

  /// Once for each tag and metric, and not for the second copy of a tag.
  mutating func warn(_ problem: EvaluatedPhrase.Problem, tag: Int) {
    guard !isFallback[tag] else { return }
    let warning = Warning(tag: tag, id: problem.kind.rawValue, measure: problem.measure)
    if warned.insert(warning).inserted { sink.report(problem.diagnostic(at: locations[tag])) }
  }

  /// A phrase at one place, with its control, and its record if there is to be a trace.
  ///
  /// - Parameters:
  ///   - share: The text of a share that was rounded with its neighbours; nil: its own.
  ///   - cell: Where it stands in a chart.
  mutating func write(
    _ phrase: FigurePhrase, tag: Int, _ scope: Scope, isTable: Bool, share: String? = nil,
    cell: FigureRecord.ChartCell? = nil
  ) -> Written {
    let evaluated = phrase.evaluated(
      answers, scope, isTable: isTable, share: share, asking: &question)
    for problem in evaluated.problems { warn(problem, tag: tag) }
    if isFallback[tag] { return Written(phrase, evaluated, nil) }
    let hash = question.hash(phrase.figures)
    let occurrence = (occurrences[hash] ?? 0) + 1
    occurrences[hash] = occurrence
    let identity = ControlIdentity(
      alias: phrase.alias, tag: FigureQuestion.tag(hash, occurrence: occurrence))
    if isTraced {
      records.append(
        FigureRecord(
          number: figures + firstFigure, location: locations[tag],
          source: template.tags[tag].source, phrase: phrase, evaluated: evaluated,
          tag: identity.tag, cell: cell))
    }
    figures += 1
    let written = Written(phrase, evaluated, identity)
    if written.isWithheld { withheld += 1 }
    return written
  }
}

extension FigurePhrase {
  fileprivate func summand(_ evaluated: EvaluatedPhrase) -> Fraction? {
    guard case .value = statistic, figures.first?.isAdditive == true else { return nil }
    return evaluated.parts.first?.current.value.quantity.fraction
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
