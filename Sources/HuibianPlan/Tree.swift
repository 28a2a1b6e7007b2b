package import HuibianTable

/// A tree of members with named levels: 问题属地 (县区 / 镇街 / 村社区), 内容分类 (一级 / 二级 / 三级).
///
/// Levels count from 0, the highest. A tree may be empty: then a value's own separators give its
/// levels (`城乡建设_征地_补偿`), and any value is known.
///
/// Members may have division codes (区划代码): rows then may have codes instead of names, or both, and
/// a code below the lowest member listed is rolled up to it.
///
/// An alias whose target is the empty text names the whole area above the roots (辖区): it is
/// skipped at the head of a path, and a row that has nothing but it is 未细分 at every level.
package struct Tree: Hashable, Sendable {
  /// The dimension's name: the column.
  package let name: String
  /// Names of the levels, from the top: `["一级", "二级"]`.
  package let levels: [String]
  /// The roots, in their order.
  package var roots: [Member] { didSet { index = TreeIndex(roots: roots, aliases: aliases) } }
  /// Other spellings → the member's name (属地曾用名, XX街道办).
  package var aliases: [String: String] {
    didSet { index = TreeIndex(roots: roots, aliases: aliases) }
  }
  /// Former names (by their keys) that were valid up to a day → that day; they are aliases too.
  package var expiries: [String: CivilDate] = [:]
  /// Of a tree without members: for each level the names that the data has under several parents.
  package private(set) var homonyms: [Set<String>] = []
  /// Derived from roots and aliases; not part of equality.
  private(set) var index: TreeIndex

  package struct Member: Hashable, Sendable {
    package let name: String
    /// 2, 4, 6, 9 or 12 digits; nil: not said.
    package let code: String?
    package var children: [Member]

    package init(_ name: String, code: String? = nil, _ children: [Member] = []) {
      self.name = name
      self.code = code
      self.children = children
    }
  }

  package init(
    name: String, levels: [String], roots: [Member] = [], aliases: [String: String] = [:]
  ) {
    self.name = name
    self.levels = levels
    self.roots = roots
    self.aliases = aliases
    index = TreeIndex(roots: roots, aliases: aliases)
  }

  package static func == (a: Tree, b: Tree) -> Bool {
    a.name == b.name && a.levels == b.levels && a.roots == b.roots && a.aliases == b.aliases
      && a.expiries == b.expiries && a.homonyms == b.homonyms
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(levels)
    hasher.combine(roots)
    hasher.combine(aliases)
  }

  /// The tree with what the data's values tell of it: without members, which names are no names for one
  /// place alone.
  package func learning(_ values: some Sequence<String>) -> Tree {
    guard !hasMembers else { return self }
    var parents: [[String: [String]]] = levels.map { _ in [:] }
    var result = self
    result.homonyms = levels.map { _ in [] }
    for value in values {
      guard let path = path(of: value) else { continue }
      for level in path.indices.dropFirst() where level < levels.count {
        let parent = Array(path[..<level])
        if let known = parents[level][path[level]], known != parent {
          result.homonyms[level].insert(path[level])
        }
        parents[level][path[level]] = parent
      }
    }
    if result.homonyms.allSatisfy(\.isEmpty) { result.homonyms = [] }
    return result
  }

  /// What a row at a parent that belongs to no child of the level asked is grouped under.
  package static let unspecified = "未细分"

  /// The characters that join the levels of one value.
  package static let separators: Set<Character> = ["-", "_", "/", ">", "－", "＿", "／", "＞"]
}
