package import HuibianTable

extension Tree {
  /// What the group of a row without a value is called in print.
  package static let unfilled = "未填写"

  /// The levels of a value by its own separators; blanks around each are dropped.
  package static func segments(of value: some StringProtocol) -> [String] {
    value.split(whereSeparator: { separators.contains($0) })
      .map { segment in
        var segment = segment
        while segment.first?.isWhitespace == true { segment.removeFirst() }
        while segment.last?.isWhitespace == true { segment.removeLast() }
        return String(segment)
      }
      .filter { !$0.isEmpty }
  }

  /// The member of a level under which a value is grouped.
  ///
  /// Every value has exactly one label, so that groups add up to the whole.
  ///
  /// * The empty text: `""`.
  /// * A value above the level (a district where streets are asked), or one whose levels end before
  ///   it: ``unspecified`` (未细分).
  /// * In a tree with members, a value that is no member: its own text at level 0, 未细分 below it.
  /// * In a tree without members: the value's segment of that level; of a division code, where the
  ///   level's name says how many digits it has, the code of that level.
  /// * A name that several parents have: with its parents, 东湖街道/甲社区.
  ///
  /// Cost: one look-up; call it once a dictionary entry.
  package func label(of value: String, level: Int) -> String {
    let segments = Tree.segments(of: value)
    if segments.isEmpty { return value.allSatisfy(\.isWhitespace) ? "" : value }
    switch resolution(of: segments) {
    case .member(let path):
      return level < path.count ? label(of: path, level: level) : Tree.unspecified
    case .area: return Tree.unspecified
    case .ambiguous, .unknown: return level == 0 ? value : Tree.unspecified
    }
  }

  /// The name of a path at a level, with its parents where it alone would mean several places.
  private func label(of path: [String], level: Int) -> String {
    if homonyms.indices.contains(level), homonyms[level].contains(path[level]) {
      return path[...level].joined(separator: "/")
    }
    return index.label(path, level: level)
  }

  /// Whether a bare name stands for several places of the data; without members only.
  func isHomonym(_ name: String) -> Bool { homonyms.contains { $0.contains(name) } }

  /// Whether the value is a member, under whatever spelling; always, if the tree has none.
  package func isKnown(_ value: String) -> Bool {
    let segments = Tree.segments(of: value)
    guard !segments.isEmpty, !index.isEmpty else { return true }
    switch index.resolve(segments) {
    case .member:
      return !index.hasUnlistedCode(segments) && index.siblingsOfUnlisted(segments) == nil
    case .area: return true
    case .ambiguous, .unknown: return false
    }
  }

  /// Names from the root down to the member that a value means; nil if it is none or not unique.
  ///
  /// `东湖街道办/甲社区` and, where only one street has it, `甲社区` are both [东湖街道, 甲社区]. In a
  /// tree without members: the value's own segments.
  package func path(of value: String) -> [String]? {
    let segments = Tree.segments(of: value)
    if segments.isEmpty { return nil }
    if case .member(let path) = resolution(of: segments) { return path }
    return nil
  }

  /// The parents under which an ambiguous bare name stands; empty if it is not ambiguous.
  package func parents(ofAmbiguous value: String) -> [String] {
    let segments = Tree.segments(of: value)
    guard !segments.isEmpty, case .ambiguous(let paths) = index.resolve(segments) else { return [] }
    return paths.map { $0.dropLast().joined(separator: "/") }
  }

  /// Whether a value lies in an area: the member itself or anything below it.
  ///
  /// With an area that is no member, whether the value lies in the tree at all.
  package func contains(_ value: String, in area: String) -> Bool {
    guard let path = path(of: value) else {
      return !index.isEmpty && index.resolve(Tree.segments(of: value)) == .area
    }
    guard !index.isEmpty, let parent = self.path(of: area) else { return true }
    return path.starts(with: parent)
  }

  /// The labels of a level, in tree order; see ``label(of:level:)``.
  package func members(level: Int) -> [String] {
    guard index.levels.indices.contains(level) else { return [] }
    return index.levels[level].map { index.label($0, level: level) }
  }

  /// The label of a path (``path(of:)``) at its own level.
  package func label(ofPath path: [String]) -> String {
    label(of: path, level: path.count - 1)
  }

  /// Members whose names begin with a text that is none itself: 灵山镇 and 灵山街道 of 灵山.
  package func members(beginning text: String) -> [String] {
    let key = nameKey(text)
    guard !key.isEmpty else { return [] }
    var seen: Set<String> = []
    return index.levels.joined().compactMap(\.last)
      .filter { nameKey($0).hasPrefix(key) && seen.insert($0).inserted }
  }

  /// Of a value that names something unlisted below a listed member: what is listed there, only those
  /// that begin alike if there are any.
  package func alternatives(toUnlistedIn value: String) -> [String] {
    guard let (name, siblings) = index.siblingsOfUnlisted(Tree.segments(of: value)) else {
      return []
    }
    let stem = nameKey(DivisionName.stemOfOffice(nameKey(name)) ?? name)
    let alike = siblings.filter { nameKey($0).hasPrefix(stem) }
    return alike.isEmpty ? siblings : alike
  }

  /// The former name in a value that was valid up to a day only, with its present name and that day.
  package func expiry(of value: String) -> (former: String, present: String, last: CivilDate)? {
    guard !expiries.isEmpty else { return nil }
    for segment in Tree.segments(of: value) {
      if let last = expiries[nameKey(segment)], let present = path(of: value)?.last {
        return (segment, present, last)
      }
    }
    return nil
  }

  /// All names of all levels, for “did you mean”.
  package var allNames: [String] { levels.indices.flatMap { members(level: $0) } }

  /// Whether the tree lists its members, or lives from the values' separators.
  package var hasMembers: Bool { !index.isEmpty }

  /// The number of a level by its name (一级, 镇街) or nil.
  package func level(named name: String) -> Int? {
    let key = nameKey(name)
    return levels.firstIndex { nameKey($0) == key }
  }

  private func resolution(of segments: [String]) -> TreeIndex.Resolution {
    if !index.isEmpty { return index.resolve(segments) }
    // Without members only the area's own name can be told from a level.
    let skipped = segments.prefix { aliases[$0] == "" }.count
    let rest = segments.dropFirst(skipped).map { aliases[$0] ?? $0 }
    if rest.count == 1, let code = DivisionCode(nameKey(rest[0])), let path = path(of: code) {
      return path.isEmpty ? .area : .member(path)
    }
    return rest.isEmpty ? .area : .member(rest)
  }

  /// The codes of the levels down to a code; nil if the levels' names are not those of divisions.
  private func path(of code: DivisionCode) -> [String]? {
    let widths = levels.compactMap { DivisionCode.width(ofLevel: $0) }
    guard widths.count == levels.count else { return nil }
    return widths.compactMap { code.prefix($0)?.digits }
  }
}
