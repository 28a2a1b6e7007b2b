import HuibianOPC

/// Charts that were placed while a document was expanded, to be made parts.
struct PlacedCharts {
  struct Placed {
    let chart: Chart
    /// Of the running text around; nil: that of official documents.
    let typeface: String?
    /// The relationship of the chart that a person drew there; nil: it is to be built.
    let drawn: String?
  }

  /// In document order; drawings refer to them by ``id(_:)`` until they have a part.
  private(set) var placed: [Placed] = []
  /// Charts that name their figures in their own texts, by story.
  private(set) var ownStories: [Int: Chart] = [:]

  static func id(_ index: Int) -> String { "hb:\(index)" }

  /// The id by which the drawing is to refer to the chart.
  mutating func place(_ chart: Chart, typeface: String?, drawn: String?) -> String {
    placed.append(Placed(chart: chart, typeface: typeface, drawn: drawn))
    return Self.id(placed.count - 1)
  }

  mutating func place(_ chart: Chart, in story: Int) { ownStories[story] = chart }
}

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
    let folder = container.mainPart.folder
    for story in stories.indices where stories[story].isChanged {
      var ids: [String] = []
      stories[story].document.root.collectPlaced(&ids)
      var parts: [String: String] = [:]
      for id in ids {
        guard let index = Int(id.dropFirst(3)), charts.placed.indices.contains(index) else {
          continue
        }
        let placed = charts.placed[index]
        let source = stories[story].part
        if let drawn = placed.drawn, let model = self.story(ofChart: drawn, from: source) {
          if let root = models[model] {
            parts[id] = try copy(of: model, root, with: placed.chart, for: source, in: folder)
          } else {
            parts[id] = drawn
            models[model] = stories[model].document.root
            try refill(story: model, with: placed.chart)
          }
        } else {
          parts[id] = try build(placed, for: source, in: folder)
        }
      }
      if !parts.isEmpty { stories[story].document.root.refer(to: parts) }
    }
  }

  private static let chartType =
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

  private mutating func build(
    _ placed: PlacedCharts.Placed, for source: PartName, in folder: String
  ) throws(OPCError) -> String {
    let part = freePart(folder + "/charts/chart", ".xml")
    let id = try addWorkbook(of: placed.chart, to: part)
    var root = ChartSpace(placed.chart, typeface: placed.typeface).root(workbook: id)
    root.declarations = [
      ("c", "drawingml/chart"), ("a", "drawingml/main"), ("r", "officeDocument/relationships"),
    ]
    .map { prefix, path in
      XML.Declaration(prefix: prefix, uri: namespace(path))
    }
    container.setPart(
      part, XML.serialize(XML.Document(root: root, standalone: true)), contentType: Self.chartType)
    return relate(source, to: part)
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
  /// - Parameter root: The chart before it was filled.
  private mutating func copy(
    of story: Int, _ root: XML.Element, with chart: Chart, for source: PartName,
    in folder: String
  ) throws(OPCError) -> String {
    let part = freePart(folder + "/charts/chart", ".xml")
    var document = stories[story].document
    document.root = root
    // The looks that belong to the chart (chartStyle, chartColorStyle, images) are shared.
    let model = stories[story].part
    container.setRelationships(
      container.relationships(of: model).filter { $0.kind != "package" }, of: part)
    let id = try addWorkbook(of: chart, to: part)
    ChartRefill.apply(chart, to: &document.root, workbook: id)
    container.setPart(part, XML.serialize(document), contentType: Self.chartType)
    return relate(source, to: part)
  }

  private mutating func relate(_ source: PartName, to part: PartName) -> String {
    let isNear = !source.folder.isEmpty && part.text.hasPrefix(source.folder + "/")
    return container.addRelationship(
      type: XML.Namespace.r.uri + "/chart",
      target: isNear ? String(part.text.dropFirst(source.folder.count + 1)) : "/" + part.text,
      from: source)
  }

  private mutating func addWorkbook(of chart: Chart, to part: PartName) throws(OPCError) -> String {
    let folder = container.mainPart.folder
    let workbook = freePart(folder + "/embeddings/Microsoft_Excel_Worksheet", ".xlsx")
    container.setPart(
      workbook, try ChartWorkbook.bytes(of: chart), contentType: ChartWorkbook.contentType)
    let name = workbook.text.split(separator: "/").last ?? ""
    let isBeside = part.folder == folder + "/charts"
    return container.addRelationship(
      type: XML.Namespace.r.uri + "/package",
      target: isBeside ? "../embeddings/\(name)" : "/" + workbook.text, from: part)
  }

  /// Takes the template's workbook away, unless another chart has it too.
  private mutating func removeWorkbook(of chart: PartName) {
    let links = container.relationships(of: chart).filter { $0.kind == "package" }
    container.setRelationships(
      container.relationships(of: chart).filter { $0.kind != "package" }, of: chart)
    for link in links where !link.isExternal {
      guard let part = container.resolve(link.target, from: chart) else { continue }
      let isShared = container.relationshipSources.contains { source in
        container.relationships(of: source).contains {
          !$0.isExternal && container.resolve($0.target, from: source) == part
        }
      }
      if !isShared { container.removePart(part) }
    }
  }

  private func freePart(_ stem: String, _ suffix: String) -> PartName {
    var number = 1
    while true {
      guard let name = PartName("\(stem)\(number)\(suffix)") else {
        preconditionFailure("no part name")
      }
      if container.bytes(of: name) == nil, !stories.contains(where: { $0.part == name }) {
        return name
      }
      number += 1
    }
  }

  /// A namespace as the package writes it.
  private func namespace(_ path: String) -> String {
    guard container.isStrict else {
      return "http://schemas.openxmlformats.org/"
        + path.replacing("/", with: "/2006/")
    }
    return "http://purl.oclc.org/ooxml/" + path
  }
}

extension XML.Element {
  /// The charts below that have no part yet, in order.
  fileprivate func collectPlaced(_ ids: inout [String]) {
    for child in elements {
      if child.name == .c("chart"), let id = child[attribute: .r("id")], id.hasPrefix("hb:") {
        ids.append(id)
      } else {
        child.collectPlaced(&ids)
      }
    }
  }

  fileprivate mutating func refer(to parts: [String: String]) {
    for index in children.indices {
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
