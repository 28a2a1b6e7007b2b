import HuibianOPC

extension WordDocument {
  /// The chart that a stretch of text belongs to: that of the drawing whose alternative text it is, or
  /// the one in whose texts it stands. Nil for any other text.
  package func drawnChart(story: Int, paragraph: Int) -> DrawnChart? {
    let text = stories[story].paragraphs[paragraph]
    if stories[story].kind == .chart { return DrawnChart(stories[story].document.root) }
    guard let id = text.chartID, let other = self.story(ofChart: id, from: stories[story].part)
    else { return nil }
    return DrawnChart(stories[other].document.root)
  }

  func story(ofChart id: String, from source: PartName) -> Int? {
    guard
      let relationship = container.relationships(of: source).first(where: { $0.id == id }),
      !relationship.isExternal, let part = container.resolve(relationship.target, from: source)
    else { return nil }
    return stories.firstIndex { $0.part == part && $0.kind == .chart }
  }

  /// Makes parts of the charts that were placed, each with its workbook.
  ///
  /// - Throws: If a workbook cannot be written.
  mutating func write(_ charts: PlacedCharts) throws(OPCError) {
    for (story, chart) in charts.ownStories.sorted(by: { $0.key < $1.key }) {
      try refill(story: story, with: chart)
    }
    // The charts drawn, as they were before they were filled.
    var models: [Int: XML.Element] = [:]
    for story in stories.indices where stories[story].isChanged {
      var ids: [String] = []
      stories[story].document.root.collectChartIDs(&ids)
      var parts: [String: String] = [:]
      for id in ids {
        guard let index = charts.index(of: id) else { continue }
        let placed = charts.placed[index]
        let source = stories[story].part
        if let drawn = placed.drawn, let model = self.story(ofChart: drawn, from: source) {
          let root = models[model] ?? stories[model].document.root
          if models[model] != nil {
            parts[id] = try copy(of: model, placed.root ?? root, with: placed.chart, for: source)
          } else {
            parts[id] = drawn
            models[model] = root
            stories[model].document.root = placed.root ?? root
            if let chart = placed.chart { try refill(story: model, with: chart) }
          }
        } else if let chart = placed.chart {
          parts[id] = try build(chart, typeface: placed.typeface, for: source)
        }
      }
      if !parts.isEmpty { stories[story].document.root.refer(to: parts) }
    }
  }

  private static let chartType =
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

  private mutating func build(
    _ chart: Chart, typeface: String?, for source: PartName
  ) throws(OPCError) -> String {
    let part = container.freeName("charts/chart", "xml")
    let id = try addWorkbook(of: chart, to: part)
    let space = ChartSpace(chart, typeface: typeface)
    container.setPart(
      part, space.bytes(workbook: id, isStrict: container.isStrict), contentType: Self.chartType)
    return container.relate(source, to: part, kind: "chart")
  }

  /// The chart of a story with new numbers, in its own part.
  private mutating func refill(story: Int, with chart: Chart) throws(OPCError) {
    let part = stories[story].part
    removeWorkbook(of: part)
    let id = try addWorkbook(of: chart, to: part)
    ChartRefill.apply(chart, to: &stories[story].document.root, workbook: id)
    stories[story].isChanged = true
  }

  /// One more chart like that of a story.
  ///
  /// - Parameters:
  ///   - root: The chart before it was filled.
  ///   - chart: Nil: it keeps its numbers.
  private mutating func copy(
    of story: Int, _ root: XML.Element, with chart: Chart?, for source: PartName
  ) throws(OPCError) -> String {
    let part = container.freeName("charts/chart", "xml")
    var document = stories[story].document
    document.root = root
    // The looks that belong to the chart (chartStyle, chartColorStyle, images) are shared.
    let model = stories[story].part
    container.setRelationships(
      container.relationships(of: model).filter { $0.kind != "package" || $0.isExternal },
      of: part)
    if let chart {
      let id = try addWorkbook(of: chart, to: part)
      ChartRefill.apply(chart, to: &document.root, workbook: id)
    } else if let id = copyWorkbook(of: model, to: part) {
      document.root.edit(.c("externalData")) { $0[attribute: .r("id")] = id }
    }
    container.setPart(part, XML.serialize(document), contentType: Self.chartType)
    return container.relate(source, to: part, kind: "chart")
  }

  /// Takes away a chart of the body whose drawing is gone, with its workbook.
  mutating func removeChart(_ id: String, story: Int) {
    let part = stories[story].part
    removeWorkbook(of: part)
    container.setRelationships(
      container.relationships(of: container.mainPart).filter { $0.id != id },
      of: container.mainPart)
    container.removePart(part)
    stories[story].isChanged = false
  }
}

extension XML.Element {
  /// The relationships of the charts drawn below, in order.
  fileprivate func collectChartIDs(_ ids: inout [String]) {
    for case .element(let child) in children where child.mayHold(.charts) {
      if child.name == .c("chart"), let id = child[attribute: .r("id")] {
        ids.append(id)
      } else {
        child.collectChartIDs(&ids)
      }
    }
  }

  fileprivate mutating func refer(to parts: [String: String]) {
    for index in children.indices where children[index].element?.mayHold(.charts) ?? false {
      _ = updateChild(at: index) { child in
        if child.name == .c("chart"), let id = child[attribute: .r("id")], let part = parts[id] {
          child[attribute: .r("id")] = part
        } else {
          child.refer(to: parts)
        }
      }
    }
  }
}
