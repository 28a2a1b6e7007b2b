/// Finds a tree's members by any of their spellings.
///
/// Built once a tree.
struct TreeIndex: Sendable {
  /// Names from the root down to a member.
  typealias Path = [String]

  /// Every member by its name key; several where a name occurs under several parents.
  private(set) var paths: [String: [Path]] = [:]
  /// All members of each level, in tree order.
  private(set) var levels: [[Path]] = []
  private var aliases: [String: String] = [:]
  private var areas: Set<String> = []

  var isEmpty: Bool { levels.isEmpty }

  init(roots: [Tree.Member], aliases: [String: String]) {
    for root in roots { add(root, under: []) }
    for (spelling, name) in aliases {
      if name.isEmpty {
        areas.insert(nameKey(spelling))
      } else {
        self.aliases[nameKey(spelling)] = nameKey(name)
      }
    }
  }

  private mutating func add(_ member: Tree.Member, under parent: Path) {
    let path = parent + [member.name]
    paths[nameKey(member.name), default: []].append(path)
    while levels.count < path.count { levels.append([]) }
    levels[path.count - 1].append(path)
    for child in member.children { add(child, under: path) }
  }

  /// What a value stands for.
  enum Resolution: Hashable {
    case member(Path)
    /// The area as a whole.
    case area
    case ambiguous([Path])
    case unknown
  }

  /// - Parameter segments: The value, split at its separators; not empty.
  func resolve(_ segments: [String]) -> Resolution {
    var segments = segments[...]
    while let head = segments.first, areas.contains(nameKey(head)) { segments.removeFirst() }
    guard let head = segments.first else { return .area }
    var candidates = members(head, under: nil)
    for name in segments.dropFirst() {
      let next = candidates.flatMap { members(name, under: $0) }
      if next.isEmpty { return candidates.isEmpty ? .unknown : deepest(candidates) }
      candidates = next
    }
    return deepest(candidates)
  }

  private func deepest(_ candidates: [Path]) -> Resolution {
    switch candidates.count {
    case 0: .unknown
    case 1: .member(candidates[0])
    default: .ambiguous(candidates)
    }
  }

  /// Members of a spelling; with a parent, those that stand anywhere below it.
  private func members(_ spelling: String, under parent: Path?) -> [Path] {
    let key = nameKey(spelling)
    func found(_ key: String) -> [Path] {
      (paths[key] ?? []).filter { path in
        parent.map { path.count > $0.count && path.starts(with: $0) } ?? true
      }
    }
    let direct = found(key)
    if !direct.isEmpty { return direct }
    if let alias = aliases[key] { return found(alias) }
    return street(ofOffice: key, found)
  }

  /// 东湖街道办, 东湖街道办事处, 东湖办事处 and 东湖办 are 东湖街道.
  ///
  /// Those without 街道 only if no 东湖镇 or 东湖乡 is there too (开平街道 beside 开平镇).
  private func street(ofOffice key: String, _ found: (String) -> [Path]) -> [Path] {
    for ending in ["街道办事处", "街道办"] where key.hasSuffix(ending) {
      return found(String(key.dropLast(ending.count)) + "街道")
    }
    for ending in ["办事处", "办"] where key.hasSuffix(ending) {
      let stem = String(key.dropLast(ending.count))
      guard !stem.isEmpty, found(stem + "镇").isEmpty, found(stem + "乡").isEmpty else { return [] }
      return found(stem + "街道")
    }
    return []
  }
}
