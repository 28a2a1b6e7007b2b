import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTemplate
import HuibianWord

/// Gives names their meaning: metrics become figures, dimensions loops, other names texts.
///
/// Every name that means nothing is reported with its tag and the nearest name that does; the tag
/// then prints nothing, and the report is not written.
struct Binder {
  let template: Template
  let blocks: [TemplateBlock]
  let catalog: Catalog
  let context: Context
  /// 单位, 年, 期间, 今天 and every text of `--set`, by folded name.
  let texts: [String: String]
  /// What is shown for the tags of pictures; a tag without one has been reported.
  let pictures: [Int: Picture]
  /// The keys of the documents that tags insert; a tag without one has been reported.
  let documents: [Int: String]

  /// The charts that a person drew, by the tags that name their figures.
  let drawnCharts: [Int: DrawnChart]
  /// The ids of the template's table styles, by the names that people see.
  let tableStyles: [String: String]

  var bound: BoundTemplate
  /// The loops around, by region, outermost first; filled as regions are bound.
  private var loops: [LoopID: DimensionReference] = [:]
  /// The figures that 有数据 asks about in the parts of a 且 before the one that is being bound.
  var tested: Set<FigureSpec> = []

  init(
    template: Template, blocks: [TemplateBlock], catalog: Catalog, context: Context,
    texts: [String: String], each: DimensionReference? = nil, pictures: [Int: Picture] = [:],
    documents: [Int: String] = [:], drawnCharts: [Int: DrawnChart] = [:],
    tableStyles: [String: String] = [:]
  ) {
    self.template = template
    self.blocks = blocks
    self.catalog = catalog
    self.context = context
    self.texts = texts
    self.drawnCharts = drawnCharts
    self.tableStyles = tableStyles
    self.pictures = pictures
    self.documents = documents
    bound = BoundTemplate(
      contents: Array(repeating: .nothing, count: template.tags.count),
      regions: Array(repeating: .broken, count: template.regions.count), figures: [],
      dimensions: [:], slices: [])
    if let each { declare(.wholeDocument, each) }
  }

  mutating func bind(sink: inout DiagnosticSink) -> BoundTemplate {
    reportSingleBraces(sink: &sink)
    // A region of columns may begin after what it is around: outer regions come first.
    let depths = template.regions.map { template.scopes(ofTag: $0.boundaries[0]).count }
    let outerFirst = template.regions.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
    for index in outerFirst { bindRegion(template.regions[index], sink: &sink) }
    for tag in template.tags.indices {
      bound.contents[tag] = content(of: tag, sink: &sink)
    }
    return bound
  }

  // MARK: Regions

  private mutating func bindRegion(_ region: Region, sink: inout DiagnosticSink) {
    let first = region.boundaries[0]
    switch template.tags[first].kind {
    case .each(let each):
      guard
        let selection = selection(
          id: region.id, each.dimension, each.selection, tag: first, around: around(first),
          sink: &sink)
      else { return }
      bound.regions[region.id] = .loop(selection)
    case .section(let name):
      if let dimension = dimension(DimensionName(name), tag: first, isQuiet: true, sink: &sink),
        catalog.measure(name) == nil, texts[name] == nil
      {
        declare(region.id, dimension)
        bound.regions[region.id] = .loop(
          BoundSelection(id: region.id, dimension: dimension, parent: nil))
      } else if let operand = operand(
        MeasureReference(name), tag: first, around: around(first), sink: &sink)
      {
        bound.regions[region.id] = .branches([.isTrue(operand), nil])
      }
    default:
      var conditions: [TemplateCondition?] = []
      for boundary in region.boundaries.dropLast() {
        switch template.tags[boundary].kind {
        case .ifStart(let expression), .ifColumns(let expression), .elseIf(let expression):
          guard
            let condition = condition(
              expression, tag: boundary, around: around(boundary), sink: &sink)
          else { return }
          conditions.append(condition)
        default: conditions.append(nil)
        }
      }
      bound.regions[region.id] = .branches(conditions)
    }
  }

  /// A text that was given or follows from the report; nil if there is none of this name.
  mutating func text(_ name: String, tag: Int) -> String? {
    guard let text = texts[name] else { return nil }
    bound.textTags[name] = min(tag, bound.textTags[name] ?? tag)
    return text
  }

  /// The loops around a tag, outermost first.
  func around(_ tag: Int) -> [LoopID] {
    (loops[.wholeDocument] == nil ? [] : [.wholeDocument])
      + template.scopes(ofTag: tag).filter { loops[$0] != nil }
  }

  mutating func declare(_ id: LoopID, _ dimension: DimensionReference) {
    loops[id] = dimension
    bound.dimensions[id] = dimension
  }

  func loopDimension(_ id: LoopID) -> DimensionReference? { loops[id] }

  /// A dimension with everything that picks its members; nil after a report.
  mutating func selection(
    id: LoopID, _ name: DimensionName, _ typed: Selection, tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> BoundSelection? {
    let measure = typed.order?.measure.name
    guard
      let dimension = dimension(name, tag: tag, ledgerOf: measure, sink: &sink)
    else { return nil }
    declare(id, dimension)
    let parent = around.last { outer in
      guard let other = loops[outer], let column = other.column else { return false }
      return column == dimension.column && other.level != dimension.level
    }
    var result = BoundSelection(
      id: id, dimension: dimension,
      parent: parent.flatMap { outer in loops[outer].map { (outer, $0) } })
    result.limit = typed.limit
    result.mergesOthers = typed.mergesOthers
    if let order = typed.order {
      guard
        let figure = self.figure(
          order.measure.name, order.measure.slices, tag: tag, around: around + [id], sink: &sink)
      else { return nil }
      result.order = (figure, order.isAscending)
    }
    if let expression = typed.condition {
      guard
        let condition = condition(expression, tag: tag, around: around + [id], sink: &sink)
      else { return nil }
      result.condition = condition
    } else if let column = dimension.column,
      let listed = listedCondition(column, around: around + [id], tag: tag, sink: &sink)
    {
      (result.condition, result.ledger) = (listed.condition, listed.ledger)
    }
    return result
  }

  // MARK: Tags

  private mutating func content(of tag: Int, sink: inout DiagnosticSink) -> TagContent {
    switch template.tags[tag].kind {
    case .value(let value): return self.value(value, tag: tag, sink: &sink)
    case .table(let table):
      return bindTable(table, tag: tag, sink: &sink).map { .table($0) } ?? .nothing
    case .list(let list):
      let around = around(tag)
      let id = -1 - tag * 16
      guard
        let selection = selection(
          id: id, list.dimension, list.selection, tag: tag, around: around, sink: &sink),
        let figure = self.figure(
          list.order.measure.name, list.order.measure.slices, tag: tag, around: around + [id],
          sink: &sink),
        let whole = self.figure(
          list.order.measure.name, list.order.measure.slices, tag: tag, around: around,
          sink: &sink)
      else { return .nothing }
      let known: [Filter] = [.listNames, .etCetera, .and, .withoutShares]
      let others = list.filters.filter { !known.contains($0) }
      guard others.isEmpty else {
        sink.report(.notInList(others.map(\.name), at: location(tag)))
        return .nothing
      }
      return .list(
        BoundList(
          selection: selection, figure: figure, whole: whole,
          namesOnly: list.filters.contains(.listNames),
          saysMore: list.filters.contains(.etCetera),
          joinsWithAnd: list.filters.contains(.and),
          omitsShares: list.filters.contains(.withoutShares)))
    case .fill(let text): return .fill(text)
    case .definitions: return .definitions
    case .contents(let levels): return .contents(levels: levels)
    case .numbering(let style): return .numbering(style)
    case .chart(let chart):
      return bindChart(chart, tag: tag, sink: &sink).map { .chart($0) } ?? .nothing
    case .picture: return pictures[tag].map { .picture($0) } ?? .nothing
    case .insert: return documents[tag].map { .document($0) } ?? .nothing
    case .part(let name):
      sink.report(.partOutOfPlace(name, at: location(tag)))
      return .nothing
    case .ifStart, .ifColumns, .elseIf, .elseBranch, .end, .each, .section, .broken: return .nothing
    }
  }

  private mutating func value(_ value: ValueTag, tag: Int, sink: inout DiagnosticSink)
    -> TagContent
  {
    let merges = value.filters.contains(.merge)
    let isChinese = value.filters.contains(.chinese)
    if value.names.count == 1, !value.slices.isEmpty, value.filters.allSatisfy({ $0 == .merge }),
      catalog.measure(value.names[0]) == nil,
      let phrase = listedTexts(value, tag: tag, sink: &sink)
    {
      return .figures(phrase)
    }
    if value.names.count == 1, value.slices.isEmpty,
      value.filters.allSatisfy({ $0 == .merge || $0 == .chinese })
    {
      let name = value.names[0]
      if let text = self.text(name, tag: tag) {
        return .text(isChinese ? chineseDigits(text) : text)
      }
      if let variable = variable(name, around: around(tag)) {
        return .variable(variable, merges: merges, isChinese: isChinese)
      }
      if catalog.measure(name) == nil, let phrase = listedTexts(value, tag: tag, sink: &sink) {
        return .figures(phrase)
      }
      if catalog.measure(name) == nil {
        reportUnknown(name, tag: tag, sink: &sink)
        return .nothing
      }
    }
    guard let phrase = phrase(value, tag: tag, around: around(tag), sink: &sink)
    else { return .nothing }
    return .figures(phrase)
  }

  /// 名称, 序号, 是首项, 是末项 of the innermost loop, or a dimension's name for the loop over it.
  func variable(_ name: String, around: [LoopID]) -> LoopVariable? {
    guard let innermost = around.last else { return nil }
    switch name {
    case "名称": return .name(innermost)
    case "序号": return .ordinal(innermost)
    case "是首项": return .isFirst(innermost)
    case "是末项": return .isLast(innermost)
    default:
      return around.last { id in
        guard let dimension = loops[id] else { return false }
        return nameKey(dimension.name) == nameKey(name)
          || dimension.column.map { nameKey($0) == nameKey(name) } == true
      }.map { .name($0) }
    }
  }

  // MARK: Places

  /// Whether a tag stands in the alternative text of a drawing.
  func isInAlternativeText(_ tag: Int) -> Bool {
    blocks[template.tags[tag].block].path.isAlternativeText
  }

  func location(_ tag: Int) -> Location {
    let tag = template.tags[tag]
    return blocks[tag.block].location(tag.ordinal, tag.range.lowerBound)
  }
}
