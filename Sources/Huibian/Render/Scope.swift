/// Where a rendering stands: the member of every loop around.
struct Scope: Sendable {
  /// A member of a loop; one that stands in many reports is made once.
  final class Member: Hashable, Sendable {
    /// The group's label; several for 其他.
    let labels: [String]
    /// The numbers of ``labels``, see ``FigureBook/group(_:)``.
    let groups: [Int]
    let printed: String
    /// From 1.
    let ordinal: Int
    let isFirst: Bool
    let isLast: Bool
    /// The first of ``groups``; 0 without one.
    let group: Int
    /// Whether it is one member and no 其他.
    let isSingle: Bool
    /// What a question calls it, in UTF-8: which members 其他 stands for is a matter of the data.
    let asked: [UInt8]

    init(
      labels: [String], groups: [Int], printed: String, ordinal: Int, isFirst: Bool, isLast: Bool
    ) {
      self.labels = labels
      self.groups = groups
      self.printed = printed
      self.ordinal = ordinal
      self.isFirst = isFirst
      self.isLast = isLast
      group = groups.first ?? 0
      isSingle = labels.count == 1
      asked = Array((labels.count == 1 ? labels[0] : "其他").utf8)
    }

    static func == (a: Member, b: Member) -> Bool {
      a === b
        || a.ordinal == b.ordinal && a.isFirst == b.isFirst && a.isLast == b.isLast
          && a.labels == b.labels && a.printed == b.printed
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(labels)
      hasher.combine(ordinal)
    }
  }

  private final class Place: Sendable {
    let loop: LoopID
    let member: Member
    let around: Place?

    init(_ loop: LoopID, _ member: Member, around: Place?) {
      self.loop = loop
      self.member = member
      self.around = around
    }
  }

  private var innermost: Place?

  /// The member at which a loop stands; nil outside the loop.
  subscript(loop: LoopID) -> Member? {
    var place = innermost
    while let here = place {
      if here.loop == loop { return here.member }
      place = here.around
    }
    return nil
  }

  /// This place, with a loop at a member.
  func entering(_ loop: LoopID, _ member: Member) -> Scope {
    var result = self
    result.innermost = Place(loop, member, around: innermost)
    return result
  }
}

/// The members picked for the groupings of a figure, in the order of these: of most figures one or two.
struct PickedMembers {
  private(set) var count = 0
  /// Whether each is one member and no 其他.
  private(set) var areSingle = true
  private var first: Scope.Member?
  private var second: Scope.Member?
  private var others: [Scope.Member] = []

  /// Those of some loops that stand at one.
  init(_ loops: [LoopID], _ scope: Scope) {
    for loop in loops { if let member = scope[loop] { append(member) } }
  }

  init(_ members: [Scope.Member]) {
    for member in members { append(member) }
  }

  mutating func append(_ member: Scope.Member) {
    switch count {
    case 0: first = member
    case 1: second = member
    default: others.append(member)
    }
    count += 1
    areSingle = areSingle && member.isSingle
  }

  /// - Precondition: 0 ≤ `index` < ``count``.
  subscript(index: Int) -> Scope.Member {
    guard let member = index == 0 ? first : index == 1 ? second : others[index - 2] else {
      preconditionFailure("a member that was not picked")
    }
    return member
  }

  /// The labels of each.
  var labels: [[String]] { (0..<count).map { self[$0].labels } }
}
