/// Finds a tree's members by any of their spellings, and by their division codes.
///
/// Built once a tree.
struct TreeIndex: Sendable {
  /// Names from the root down to a member.
  typealias Path = [String]

  /// Every member by its name key; several where a name occurs under several parents.
  private(set) var paths: [String: [Path]] = [:]
  /// All members of each level, in tree order.
  private(set) var levels: [[Path]] = []
  /// How many members of a level have a name.
  private var namesakes: [[String: Int]] = []
  /// Members whose own name has a more usual form, by that.
  private var canonical: [String: [Path]] = [:]
  private var codes: [DivisionCode: Path] = [:]
  /// Codes above those of the roots: the area as a whole.
  private var areaCodes: Set<DivisionCode> = []
  private var parents: Set<Path> = []
  private var aliases: [String: String] = [:]
  private var areas: Set<String> = []

  var isEmpty: Bool { levels.isEmpty }

  init(roots: [Tree.Member], aliases: [String: String]) {
    for root in roots {
      add(root, under: [])
      if let code = root.code.flatMap({ DivisionCode($0) }) {
        areaCodes.formUnion(code.ancestors)
      }
    }
    areaCodes.subtract(codes.keys)
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
    let key = nameKey(member.name)
    paths[key, default: []].append(path)
    let usual = DivisionName.canonical(key)
    if usual != key { canonical[usual, default: []].append(path) }
    if let code = member.code.flatMap({ DivisionCode($0) }), codes[code] == nil {
      codes[code] = path
    }
    while levels.count < path.count {
      levels.append([])
      namesakes.append([:])
    }
    levels[path.count - 1].append(path)
    namesakes[path.count - 1][member.name, default: 0] += 1
    if !member.children.isEmpty { parents.insert(path) }
    for child in member.children { add(child, under: path) }
  }

  /// The label of a path at a level: the name, or 东湖街道/甲社区 where several parents have one.
  func label(_ path: Path, level: Int) -> String {
    guard level > 0, namesakes.indices.contains(level), (namesakes[level][path[level]] ?? 0) > 1
    else { return path[level] }
    return path[...level].joined(separator: "/")
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
    guard !codes.isEmpty else { return resolve(names: segments) }
    let (code, names) = divided(segments)
    guard let code else { return resolve(names: segments) }
    switch place(of: code) {
    case .member(let path):
      guard !names.isEmpty else { return .member(path) }
      switch resolve(names: names) {
      case .member(let named) where named.starts(with: path): return .member(named)
      case .member(let named) where !path.starts(with: named): return .ambiguous([path, named])
      default: return .member(path)
      }
    case .area: return names.isEmpty ? .area : resolve(names: names)
    default: return names.isEmpty ? .unknown : resolve(names: names)
    }
  }

  /// Whether a value has a code that the tree lacks although it lists others beside it.
  ///
  /// A code below the lowest member that is listed is none: it is rolled up to that.
  func hasUnlistedCode(_ segments: [String]) -> Bool {
    guard !codes.isEmpty, let code = divided(segments).code, codes[code] == nil,
      case .member(let path) = place(of: code)
    else { return false }
    return parents.contains(path)
  }

  /// The members of which one is meant by a name that a value has below a member with others listed
  /// beside it; nil if it has none, or none that is not listed.
  ///
  /// A name below the lowest member that is listed is none (a street below its town).
  func siblingsOfUnlisted(_ segments: [String]) -> (name: String, siblings: [String])? {
    guard case .member(let path) = resolve(segments), parents.contains(path) else { return nil }
    let names = codes.isEmpty ? segments : divided(segments).names
    guard let last = names.last, !areas.contains(nameKey(last)), !isPlaceholder(last),
      !members(last, under: nil).contains(where: { path.starts(with: $0) })
    else { return nil }
    let below = levels.indices.contains(path.count) ? levels[path.count] : []
    return (last, below.filter { $0.starts(with: path) }.compactMap(\.last))
  }

  /// The longest code of a value, and the names in it.
  private func divided(_ segments: [String]) -> (code: DivisionCode?, names: [String]) {
    var code: DivisionCode?
    var names: [String] = []
    for segment in segments {
      let key = nameKey(segment)
      let parts = DivisionCode.split(aliases[key] ?? key)
      if let found = parts.code, found.digits.utf8.count > code?.digits.utf8.count ?? 0 {
        code = found
      }
      if !parts.name.isEmpty { names.append(parts.name) }
    }
    return (code, names)
  }

  /// The member of a code, or the nearest one above it.
  private func place(of code: DivisionCode) -> Resolution {
    if let path = codes[code] { return .member(path) }
    if areaCodes.contains(code) { return .area }
    for above in code.ancestors {
      if let path = codes[above] { return .member(path) }
    }
    return .unknown
  }

  private func resolve(names segments: [String]) -> Resolution {
    var segments = segments[...]
    while let head = segments.first, areas.contains(nameKey(head)) || isPlaceholder(head) {
      segments.removeFirst()
    }
    guard let head = segments.first else { return .area }
    var candidates = members(head, under: nil)
    for name in segments.dropFirst() {
      let next = candidates.flatMap { members(name, under: $0) }
      if next.isEmpty, isPlaceholder(name) { continue }
      if next.isEmpty { return candidates.isEmpty ? .unknown : deepest(candidates) }
      candidates = next
    }
    return deepest(candidates)
  }

  private func isPlaceholder(_ segment: String) -> Bool {
    let key = nameKey(segment)
    return DivisionName.placeholders.contains(key) && paths[key] == nil
  }

  /// Of a member and one of the same name below it (a city that lists itself as its county), the
  /// upper.
  private func deepest(_ candidates: [Path]) -> Resolution {
    guard let first = candidates.min(by: { $0.count < $1.count }) else { return .unknown }
    return candidates.allSatisfy { $0.starts(with: first) }
      ? .member(first) : .ambiguous(candidates)
  }

  /// Members of a spelling; with a parent, those that stand anywhere below it.
  private func members(_ spelling: String, under parent: Path?) -> [Path] {
    let key = nameKey(spelling)
    func found(_ key: String) -> [Path] {
      within(paths[key] ?? [], parent)
    }
    let direct = found(key)
    if !direct.isEmpty { return direct }
    if let alias = aliases[key] { return found(alias) }
    let usual = DivisionName.canonical(key)
    let same = found(usual) + within(canonical[usual] ?? [], parent)
    if !same.isEmpty { return same }
    guard let stem = DivisionName.stemOfOffice(key), found(stem + "镇").isEmpty,
      found(stem + "乡").isEmpty
    else { return [] }
    return found(stem + "街道")
  }

  private func within(_ paths: [Path], _ parent: Path?) -> [Path] {
    guard let parent else { return paths }
    return paths.filter { $0.count > parent.count && $0.starts(with: parent) }
  }
}
