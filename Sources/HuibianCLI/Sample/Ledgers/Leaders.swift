/// The invented leaders of the sample, by code only: who they would be is nowhere.
enum Leaders {
  struct Leader: Hashable, Sendable {
    let code: String
    /// 领导层级.
    let level: String
    /// Whether the leader is head of party or government (党政主要领导) of the district.
    let isHead: Bool
    /// The position of the leader's town; nil above the towns.
    var town: Int? = nil
  }

  static let city = (1...3).map { Leader(code: "LS" + $0.padded(2), level: "市级", isHead: false) }
  static let district = (1...26)
    .map { Leader(code: "LQ" + $0.padded(2), level: "区县级", isHead: $0 <= 2) }
  static let department = (1...11)
    .map { Leader(code: "LB" + $0.padded(2), level: "部门", isHead: false) }
  /// Two a town, in the order of the towns.
  static let town = (1...(2 * District.towns.count))
    .map {
      Leader(code: "LZ" + $0.padded(2), level: "镇街", isHead: false, town: ($0 - 1) / 2)
    }
}
