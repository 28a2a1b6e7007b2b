import HuibianOPC

/// Which numbered lists begin anew in each copy of a region.
///
/// Those that lie in the region as a whole, with several items: items that are repeated one by one, or
/// a numbered heading of each copy, go on counting.
struct ListRestarts {
  /// The lists of each region, by its id.
  private(set) var lists: [Int: Set<String>] = [:]
  private let numbering: Numbering
  private let boundaries: Set<Int>
  private let loops: Set<Int>
  private var total: [String: Int] = [:]

  /// - Parameter stories: Structured.
  init(_ stories: [Story], _ numbering: Numbering, _ regions: [RegionMarks]) {
    self.numbering = numbering
    boundaries = Set(regions.flatMap(\.boundaries))
    loops = Set(regions.filter(\.isLoop).map(\.id))
    for story in stories where story.kind != .chart {
      total.merge(items(of: story.document.root).mapValues(\.all), uniquingKeysWith: +)
    }
    guard !total.isEmpty else { return }
    for story in stories where story.isChanged && story.kind != .chart {
      find(in: story.document.root)
    }
  }

  /// The items of one list in a stretch.
  private struct Items {
    var all = 0
    /// For each level how many there may be at most; 2 stands for more.
    var levels: [Int: Int] = [:]

    mutating func add(_ other: Items, isEither: Bool = false) {
      all += other.all
      levels.merge(other.levels) { isEither ? max($0, $1) : min(2, $0 + $1) }
    }

    /// Whether there are several of the outermost level.
    var isList: Bool { levels.min { $0.key < $1.key }?.value ?? 0 > 1 }
  }

  private mutating func find(in element: XML.Element) {
    if element.name == .region, let id = element[attribute: .id].flatMap({ Int($0) }),
      loops.contains(id)
    {
      let found = items(inSegments: element)
      let whole = found.filter { $0.value.isList && $0.value.all == total[$0.key] }.keys
      if !whole.isEmpty { lists[id] = Set(whole) }
    }
    for case .element(let child) in element.children where child.mayHold(.foreign) {
      find(in: child)
    }
  }

  private func items(of element: XML.Element) -> [String: Items] {
    var result: [String: Items] = [:]
    for child in element.elements {
      var found: [String: Items] = [:]
      switch child.name {
      case .w("p"):
        found = items(of: child)
        // The empty half of a paragraph that was cut comes to nothing.
        if let item = numbering.item(child), !child.isCut || child.isVisible(besides: boundaries) {
          found[item.list, default: Items()].add(Items(all: 1, levels: [item.level: 1]))
        }
      case .region:
        found = items(inSegments: child)
        if child[attribute: .id].flatMap({ Int($0) }).map(loops.contains) ?? false {
          found = found.mapValues { Items(all: $0.all, levels: $0.levels.mapValues { _ in 2 }) }
        }
      default: found = items(of: child)
      }
      for (list, items) in found { result[list, default: Items()].add(items) }
    }
    return result
  }

  /// Of a region: one of its segments comes at a time.
  private func items(inSegments region: XML.Element) -> [String: Items] {
    var result: [String: Items] = [:]
    for segment in region.elements {
      for (list, items) in items(of: segment) {
        result[list, default: Items()].add(items, isEither: true)
      }
    }
    return result
  }
}
