import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate

typealias TableTotals = TableTag.Totals

extension Binder {
  /// A 表 with its figures; nil after a report.
  mutating func bindTable(_ typed: TableTag, tag: Int, sink: inout DiagnosticSink) -> BoundTable? {
    let table = typed.isReview ? review(typed, tag: tag) : typed
    let outer = around(tag)
    let first = table.columns.first?.measure.name ?? table.measures.first?.measure.name
    var rows: [BoundSelection] = []
    for (index, axis) in table.rows.enumerated() {
      guard
        let selection = selection(
          of: axis, number: index, ledgerOf: first, tag: tag, around: outer + rows.map(\.id),
          sink: &sink)
      else { return nil }
      rows.append(selection)
    }
    var across: BoundSelection?
    if let axis = table.across {
      guard
        let selection = selection(
          of: axis, number: table.rows.count, ledgerOf: first, tag: tag, around: outer, sink: &sink)
      else { return nil }
      across = selection
    }
    var style: String?
    if let name = table.style {
      guard let id = tableStyles[name] else {
        sink.report(.unknownTableStyle(name, tableStyles.keys.sorted(), at: location(tag)))
        return nil
      }
      style = id
    }
    var cells = TableCells(tag: tag, outer: outer, rows: rows.map(\.id), across: across?.id)
    guard
      let columns = table.measures.isEmpty
        ? bind(table.columns, table, &cells, sink: &sink)
        : bind(table.statistics, table, &cells, sink: &sink)
    else { return nil }
    return BoundTable(
      tag: tag, rows: rows, rowTitles: rowTitles(table, rows), items: cells.items, across: across,
      columns: columns,
      phrases: cells.phrases, totals: table.totals,
      merges: table.rows.map { table.merged.contains($0.dimension) },
      isNumbered: table.isNumbered, title: table.title, hasNumber: table.hasNumber,
      isLandscape: table.isLandscape, styleID: style)
  }

  private mutating func selection(
    of axis: TableTag.Axis, number: Int, ledgerOf measure: String?, tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> BoundSelection? {
    var quiet = DiagnosticSink()
    let isKnown =
      dimension(
        axis.dimension, tag: tag, ledgerOf: measure, isQuiet: true, sink: &quiet) != nil
    if !isKnown, let named = catalog.measure(axis.dimension.text) {
      sink.report(.measureAsAxis(named.name, at: location(tag)))
      return nil
    }
    return selection(
      id: -1 - (tag * 16 + number), axis.dimension, axis.selection, tag: tag, around: around,
      sink: &sink)
  }

  /// What the columns of members are called; two levels of one tree by their levels too.
  private func rowTitles(_ table: TableTag, _ rows: [BoundSelection]) -> [String] {
    let headings = rows.map(\.dimension.heading)
    return zip(table.rows, headings).map { axis, heading in
      if let title = axis.title { return title }
      let isOnly = headings.count { $0 == heading } == 1
      return isOnly ? heading : heading + (axis.dimension.level.map { "（\($0)）" } ?? "")
    }
  }

  // MARK: Columns

  private mutating func bind(
    _ typed: [TableTag.Column], _ table: TableTag, _ cells: inout TableCells,
    sink: inout DiagnosticSink
  ) -> [BoundTable.Column]? {
    let isOnlyMeasure = Set(typed.map { $0.measure.name }).count == 1
    var columns: [BoundTable.Column] = []
    for (index, column) in typed.enumerated() {
      guard let main = bind(column, index, table.totals, &cells, sink: &sink) else { continue }
      columns.append(
        BoundTable.Column(
          heads: column.heads,
          title: column.title ?? title(column, main, isOnlyMeasure: isOnlyMeasure),
          unit: main.isBareInTable ? main.figures[0].measure.unit : nil,
          kind: kind(of: main)))
    }
    return columns.count == typed.count ? columns : nil
  }

  private func kind(of phrase: FigurePhrase) -> BoundTable.Column.Kind {
    if phrase.isNumberInTable { return .numbers }
    guard case .texts = phrase.statistic, let figure = phrase.figures.first,
      let ledger = figure.measure.ledger, let column = figure.spec.groupings.last?.column
    else { return .texts }
    return catalog.isProse(column, of: ledger) ? .prose : .texts
  }

  /// Binds a column at each kind of place; the phrase at the rows and columns proper, or nil after a
  /// report.
  private mutating func bind(
    _ column: TableTag.Column, _ number: Int, _ totals: TableTotals, _ cells: inout TableCells,
    sink: inout DiagnosticSink
  ) -> FigurePhrase? {
    guard
      let main = phrase(
        column, column.filters, cells.loops(), whole: cells.outer, tag: cells.tag, sink: &sink)
    else { return nil }
    let isBare = main.isBareInTable
    for place in cells.places(totals, column: number) {
      let loops = cells.loops(depth: place.depth, isAcross: place.isAcross)
      var phrase = main
      // A sum has no text.
      if case .texts = main.statistic, loops != cells.loops() { continue }
      if loops != cells.loops() {
        guard
          let own = self.phrase(
            column, column.filters, loops, whole: cells.outer, tag: cells.tag, sink: &sink)
        else { return nil }
        phrase = own.restingOn(main, lastLoop: cells.loops().last)
      }
      if case .ownRank = phrase.statistic { phrase.statistic = .ownRank(cells.ranked(place)) }
      if isBare { phrase.isBare = true }
      cells.phrases[place] = phrase
    }
    return main
  }

  private mutating func bind(
    _ statistics: [TableTag.Statistic], _ table: TableTag, _ cells: inout TableCells,
    sink: inout DiagnosticSink
  ) -> [BoundTable.Column]? {
    let hasUnits = statistics.contains(where: \.isUnit)
    var kinds = statistics.map { $0.isUnit ? BoundTable.Column.Kind.units : .numbers }
    var isWhole = true
    for (item, measure) in table.measures.enumerated() {
      var unit = ""
      for (number, statistic) in statistics.enumerated() where !statistic.isUnit {
        guard
          let main = phrase(
            measure, measure.filters + statistic.filters, cells.loops(), whole: cells.outer,
            tag: cells.tag, sink: &sink)
        else {
          isWhole = false
          break
        }
        unit = main.figures[0].measure.chartUnit
        if !main.isNumberInTable { kinds[number] = .texts }
        for place in cells.places(table.totals, column: number, item: item) {
          let loops = cells.loops(depth: place.depth, isAcross: place.isAcross)
          guard
            var phrase = loops == cells.loops()
              ? main
              : phrase(
                measure, measure.filters + statistic.filters, loops, whole: cells.outer,
                tag: cells.tag, sink: &sink)
          else { return nil }
          if hasUnits, main.saysUnit { phrase.isBare = true }
          cells.phrases[place] = phrase
        }
      }
      let slice = measure.measure.slices.flatMap(\.members).joined(separator: "、")
      let name = catalog.measure(measure.measure.name)?.name ?? measure.measure.name
      cells.items.append(BoundTable.Item(title: measure.title ?? slice + name, unit: unit))
    }
    guard isWhole else { return nil }
    return zip(statistics, kinds).map { statistic, kind in
      BoundTable.Column(heads: statistic.heads, title: statistic.title, unit: nil, kind: kind)
    }
  }

  /// A metric inside some loops, with its filters; nil after a report.
  private mutating func phrase(
    _ column: TableTag.Column, _ filters: [Filter], _ loops: [LoopID], whole: [LoopID], tag: Int,
    sink: inout DiagnosticSink
  ) -> FigurePhrase? {
    if catalog.measure(column.measure.name) == nil, filters.isEmpty, !column.sharesTotal,
      let phrase = listedTexts(
        column.measure.name, column.measure.slices, around: loops, tag: tag, sink: &sink)
    {
      return phrase
    }
    guard
      let figure = figure(
        column.measure.name, column.measure.slices, tag: tag, around: loops,
        isComputed: !filters.contains(.target), sink: &sink),
      var phrase = apply(filters, to: [figure], tag: tag, around: loops, sink: &sink)
    else { return nil }
    phrase.isSigned = true
    guard column.sharesTotal else { return phrase }
    if !phrase.statistic.name.isEmpty {
      sink.report(.severalStatistics([phrase.statistic.name, "占比"], at: location(tag)))
      return nil
    }
    guard
      let total = self.figure(
        column.measure.name, column.measure.slices, tag: tag, around: whole, sink: &sink)
    else { return nil }
    phrase.statistic = .share(total)
    return phrase
  }

  /// `来访批次`, `同比幅度`: the metric's name where the filter alone would not tell.
  private func title(
    _ column: TableTag.Column, _ phrase: FigurePhrase, isOnlyMeasure: Bool
  ) -> String {
    let slice = column.measure.slices.flatMap(\.members).joined(separator: "、")
    if case .texts = phrase.statistic { return slice + column.measure.name }
    let filter = phrase.statistic.name
    return filter.isEmpty || !isOnlyMeasure || !slice.isEmpty
      ? slice + phrase.figures[0].measure.name + filter : filter
  }
}

/// The cells of a table while it is bound.
private struct TableCells {
  let tag: Int
  let outer: [LoopID]
  let rows: [LoopID]
  let across: LoopID?
  var phrases: [BoundTable.Place: FigurePhrase] = [:]
  var items: [BoundTable.Item] = []

  /// The loops around a cell; by default around the cells proper.
  func loops(depth: Int? = nil, isAcross: Bool = true) -> [LoopID] {
    outer + rows.prefix(depth ?? rows.count) + (isAcross ? across.map { [$0] } ?? [] : [])
  }

  /// The places at which a column has figures, sums among them.
  func places(_ totals: TableTotals, column: Int, item: Int = 0) -> [BoundTable.Place] {
    var depths = [rows.count]
    if totals.groups { depths += (1..<max(rows.count, 1)).reversed() }
    if totals.row, !rows.isEmpty { depths.append(0) }
    var kinds = [across != nil]
    if totals.column { kinds.append(false) }
    return depths.flatMap { depth in
      kinds.map { BoundTable.Place(column: column, item: item, depth: depth, isAcross: $0) }
    }
  }

  /// Among whose members a cell's figure has a rank.
  func ranked(_ place: BoundTable.Place) -> LoopID {
    place.depth > 0 ? rows[place.depth - 1] : rows.last ?? across ?? .wholeDocument
  }
}

extension FigurePhrase {
  /// A sum's phrase: a share of the metric in itself, taken along a loop that the sum has not, is the
  /// whole's share in the whole.
  fileprivate func restingOn(_ main: FigurePhrase, lastLoop: LoopID?) -> FigurePhrase {
    guard case .share(let whole) = main.statistic, let lastLoop, let figure = figures.first,
      whole.measure == figure.measure, whole.spec.slice.isEmpty, figure.spec.slice.isEmpty,
      !whole.loops.contains(lastLoop), main.figures[0].loops.contains(lastLoop),
      !figure.loops.contains(lastLoop), whole.loops.count == main.figures[0].loops.count - 1
    else { return self }
    var result = self
    result.statistic = .share(figure)
    return result
  }

  /// Whether a column of a 表 holds bare numbers and says the unit in its heading: values, bases and
  /// differences of counts and amounts. Rates and percentages keep their sign.
  fileprivate var isBareInTable: Bool {
    let wording = figures[0].measure.wording
    return wording.kind != .rate && !wording.unit.isEmpty && saysUnit
  }

  /// Whether its text ends in the unit of the metric.
  fileprivate var saysUnit: Bool {
    switch statistic {
    case .value, .base, .changeDifference: numerals == .arabic && largeUnit == nil
    case .change, .changePercent, .share, .shares, .trend, .times, .first, .whole, .occurrence,
      .rank, .standing, .ownRank, .target, .targetOutcome, .texts:
      false
    }
  }

  /// Whether it prints a number in a table, and not a sentence or a name.
  fileprivate var isNumberInTable: Bool {
    if case .grade = figures[0].measure.definition { return false }
    switch statistic {
    case .value, .base, .changeDifference, .changePercent, .share, .ownRank:
      return numerals == .arabic
    case .change, .shares, .trend, .times, .first, .whole, .occurrence, .rank, .standing, .target,
      .targetOutcome, .texts:
      return false
    }
  }
}

extension Diagnostic {
  static func unknownTableStyle(_ name: String, _ known: [String], at location: Location)
    -> Diagnostic
  {
    let hint =
      nearestName(to: name, among: known).map { "是不是“\($0)”？" }
      ?? (known.isEmpty
        ? "这个模板里没有表格样式；去掉“样式”，或在 Word、WPS 里先用一次要用的表格样式"
        : "模板里有：" + known.prefix(8).joined(separator: "、"))
    return Diagnostic(
      .error, "unknown-style", "模板里没有名为\(quoted(name))的表格样式", at: location, hints: [hint])
  }
}
