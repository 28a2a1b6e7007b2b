import HuibianOPC

/// Turns the marks of regions into elements that hold what they enclose, segment by segment.
///
/// Works from the leaves up: a region is made at the lowest element that holds all its boundaries and
/// is of the right sort, inner regions before the outer ones that share the place.
struct RegionStructure {
  private let regions: [Int: RegionMarks]
  private let owners: [Int: Int]
  /// Markers in document order.
  private var ranks: [Int: Int] = [:]
  private(set) var problems: [ExpansionProblem] = []

  init(_ regions: [RegionMarks]) {
    var owners: [Int: Int] = [:]
    for region in regions {
      for marker in region.boundaries { owners[marker] = region.id }
    }
    self.owners = owners
    self.regions = Dictionary(regions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Structures a story, or another stretch that holds whole regions.
  mutating func structure(story root: inout XML.Element) {
    ranks = [:]
    rank(root)
    let left = structure(&root)
    for id in left.keys.sorted() {
      problems.append(ExpansionProblem(kind: .crossing, id: id))
    }
  }

  private mutating func rank(_ element: XML.Element) {
    if let id = element.markerID { ranks[id] = ranks.count }
    for case .element(let child) in element.children { rank(child) }
  }

  /// - Returns: How many boundaries of each region that is not made yet lie in the element.
  private mutating func structure(_ element: inout XML.Element) -> [Int: Int] {
    if let id = element.markerID { return owners[id].map { [$0: 1] } ?? [:] }
    var found: [Int: Int] = [:]
    for index in element.children.indices {
      let inner = element.updateChild(at: index) { child in structure(&child) }
      for (id, count) in inner ?? [:] { found[id, default: 0] += count }
    }
    if found.isEmpty { return found }
    if element.name == .w("p"), element.nestsBlocks {
      // Read before what stands in it, and written among it: what lies between its tags cannot be told.
      for id in found.keys.sorted() {
        problems.append(ExpansionProblem(kind: .crossing, id: id))
      }
      return [:]
    }
    if element.name == .w("tr") { markTagRow(&element, Array(found.keys)) }
    let complete = found.compactMap { id, count in
      regions[id].flatMap { $0.boundaries.count == count ? $0 : nil }
    }.sorted { rank(of: $0) > rank(of: $1) }
    if element.name == .w("tbl") {
      MergeContinuation.note(in: &element, complete.filter { $0.extent == .rows })
      let columns = complete.filter { $0.extent == .columns }
      if !columns.isEmpty { problems += ColumnStructure.structure(&element, columns) }
      for region in columns { found[region.id] = nil }
    }
    for region in complete where make(region, in: &element) { found[region.id] = nil }
    return found
  }

  private func rank(of region: RegionMarks) -> Int { ranks[region.boundaries[0]] ?? 0 }

  /// - Returns: Whether this element is the right place for the region.
  private func make(_ region: RegionMarks, in element: inout XML.Element) -> Bool {
    switch region.extent {
    case .inline: return makeInline(region, in: &element)
    case .paragraphs: return makeParagraphs(region, in: &element)
    case .rows: return makeRows(region, in: &element)
    case .columns: return false  // Made at the table, before its rows.
    }
  }

  private func makeInline(_ region: RegionMarks, in element: inout XML.Element) -> Bool {
    // Above the paragraph it is no longer inline.
    guard Dialect.of(paragraph: element.name) != nil || InlineRole.isContainer(element.name) else {
      return false
    }
    for marker in region.boundaries { element.children = lifted(element.children, marker) }
    let positions = region.boundaries.compactMap { marker in
      element.children.firstIndex { $0.element?.markerID == marker }
    }
    guard positions.count == region.boundaries.count, positions == positions.sorted() else {
      return false
    }
    let segments = zip(positions, positions.dropFirst()).map {
      Array(element.children[($0 + 1)..<$1])
    }
    element.children.replaceSubrange(
      positions[0]...(positions.last ?? positions[0]), with: [region.node(segments)])
    return true
  }

  /// Cuts the paragraphs that hold boundaries, each in two that are joined again after expansion if
  /// nothing came between.
  private func makeParagraphs(_ region: RegionMarks, in element: inout XML.Element) -> Bool {
    let holders = region.boundaries.map { marker in
      element.children.first { $0.element?.contains(marker: marker) ?? false }?.element?.name
    }
    guard holders.allSatisfy({ $0 == .w("p") }) else { return false }
    var positions: [Int] = []
    for marker in region.boundaries {
      guard
        let index = element.children.firstIndex(where: {
          $0.element?.contains(marker: marker) ?? false
        }),
        case .element(let paragraph) = element.children[index],
        let (left, right) = ParagraphCut.cut(
          paragraph, at: marker, lifted: lifted(paragraph.children, marker))
      else { return false }
      element.children.replaceSubrange(index...index, with: [.element(left), .element(right)])
      positions.append(index + 1)
    }
    let segments = zip(positions, positions.dropFirst()).map { Array(element.children[$0..<$1]) }
    element.children.replaceSubrange(
      positions[0]..<(positions.last ?? positions[0]), with: [region.node(segments)])
    return true
  }

  private func makeRows(_ region: RegionMarks, in element: inout XML.Element) -> Bool {
    let positions = region.boundaries.compactMap { marker in
      element.children.firstIndex { $0.element?.contains(marker: marker) ?? false }
    }
    guard positions.count == region.boundaries.count, positions == positions.sorted(),
      let name = element.children[positions[0]].element?.name,
      element.name == .w("tbl") || name == .w("tr")
    else { return false }
    let segments = positions.indices.dropLast().map { segment in
      var rows = Array(element.children[positions[segment]...positions[segment + 1]])
      if positions.count > 2 {
        var pruning = Pruning(
          boundaries: region.boundaries, keeping: segment, all: Set(owners.keys))
        rows = pruning.pruned(rows: rows, startingIn: segment)
      }
      return rows
    }
    element.children.replaceSubrange(
      positions[0]...(positions.last ?? positions[0]), with: [region.node(segments)])
    return true
  }

  private func markTagRow(_ row: inout XML.Element, _ found: [Int]) {
    let holdsEnd = found.contains {
      regions[$0]?.extent == .rows || regions[$0]?.extent == .columns
    }
    if holdsEnd, !row.isVisible(besides: Set(owners.keys)) {
      row[attribute: .tagRow] = "1"
    }
  }

  /// The nodes with the marker among them: whatever holds it is split, and halves that hold nothing go.
  private func lifted(_ nodes: [XML.Node], _ marker: Int) -> [XML.Node] {
    guard
      let index = nodes.firstIndex(where: { $0.element?.contains(marker: marker) ?? false }),
      case .element(let holder) = nodes[index], holder.markerID != marker
    else { return nodes }
    var (left, right) = (holder, holder)
    let inner: (children: [XML.Node], wrap: ([XML.Node]) -> XML.Element)
    if holder.name == .w("sdt"), let content = holder.first(.w("sdtContent")) {
      inner = (
        content.children,
        { nodes in
          var control = holder
          control.children = holder.children.map { child in
            guard case .element(var element) = child, element.name == .w("sdtContent") else {
              return child
            }
            element.children = nodes
            return .element(element)
          }
          return control
        }
      )
    } else {
      inner = (
        holder.children,
        { nodes in
          var wrapper = holder
          wrapper.children = nodes
          return wrapper
        }
      )
    }
    let children = lifted(inner.children, marker)
    guard let position = children.firstIndex(where: { $0.element?.markerID == marker }) else {
      return nodes
    }
    left = inner.wrap(Array(children[..<position]))
    right = inner.wrap(Array(children[(position + 1)...]))
    var replacement: [XML.Node] = []
    if !left.isEmptyWrapper { replacement.append(.element(left)) }
    replacement.append(children[position])
    if !right.isEmptyWrapper { replacement.append(.element(right)) }
    var result = nodes
    result.replaceSubrange(index...index, with: replacement)
    return result
  }
}

extension InlineRole {
  static func isContainer(_ name: XML.Name) -> Bool {
    if case .container = of(name) { true } else { false }
  }
}

extension RegionMarks {
  func node(_ segments: [[XML.Node]]) -> XML.Node {
    .element(
      XML.Element(
        .region, [(.id, String(id))],
        segments.map { .element(XML.Element(.segment, [], $0)) }))
  }
}

extension XML.Element {
  func contains(marker: Int) -> Bool {
    markerID == marker
      || children.contains { $0.element?.contains(marker: marker) ?? false }
  }
}

extension XML.Element {
  /// Whether a paragraph or a table stands in the element other than in a text box, as no schema allows.
  fileprivate var nestsBlocks: Bool {
    children.contains { node in
      guard let child = node.element else { return false }
      switch child.name {
      case .w("p"), .w("tbl"): return true
      case .w("txbxContent"): return false
      default: return child.nestsBlocks
      }
    }
  }
}
