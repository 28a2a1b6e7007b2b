/// A place among other offices that an office wants: 保持在全市中上游, 进入全省前三.
package struct RankGoal: Hashable, Sendable {
  package enum Band: Hashable, Sendable {
    /// 中上游, by the setting of that name.
    case upper
    /// 先进行列, by the setting of that name.
    case leading
    /// 前N, 第一.
    case top(Int)
  }

  /// 全市, 全省.
  package let area: String
  package let band: Band
  /// 保持在, 进入, 居.
  let verb: String

  /// A threshold that is a place; nil for anything else.
  ///
  /// - Parameters:
  ///   - text: `全市中上游`, `中上游`, `全省先进行列`, `全市前3位`, `全市前三`, `全市第一`; without an area it is 全市.
  ///   - sign: 保持在, 进入, 居, 位居; anything else gives the verb that goes with the band.
  package init?(_ text: String, sign: String) {
    var rest = Substring(nameKey(text))
    var verb = ["保持在", "保持", "进入", "位居", "居"].first { nameKey(sign) == $0 || rest.hasPrefix($0) }
    if let word = verb, rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
    area = ["全国", "全省", "全市", "全区", "全县", "全州"].first { rest.hasPrefix($0) } ?? "全市"
    if rest.hasPrefix(area) { rest = rest.dropFirst(2) }
    switch rest {
    case "中上游", "中上游水平":
      band = .upper
    case "先进行列", "先进", "前列":
      band = .leading
    default:
      guard let first = rest.first, first == "前" || first == "第",
        let number = RankGoal.number(rest.dropFirst()), number > 0,
        first == "前" || number == 1
      else { return nil }
      band = .top(number)
    }
    if verb == "保持" { verb = "保持在" }
    self.verb = verb ?? (band == .upper ? "保持在" : band == .top(1) ? "居" : "进入")
  }

  /// 3, 三, 3位, 十名.
  private static func number(_ text: Substring) -> Int? {
    var rest = text
    if let last = rest.last, "位名".contains(last) { rest = rest.dropLast() }
    if let number = Int(rest) { return number }
    return (1...99).first { chineseNumber($0) == rest }
  }

  /// 全市中上游, 全省先进行列, 全市前三位, 全市第一.
  package var words: String {
    switch band {
    case .upper: area + "中上游"
    case .leading: area + "先进行列"
    case .top(1): area + "第一位"
    case .top(let number): area + "前\(chineseNumber(number))位"
    }
  }

  /// Whether a rank among so many offices reaches it.
  ///
  /// - Parameters:
  ///   - count: Nil where the bulletin does not say how many were ranked.
  ///   - percent: Of the setting that belongs to the band.
  /// - Returns: Nil if it cannot be said.
  package func isReached(rank: Int, of count: Int?, percent: Int64) -> Bool? {
    if case .top(let number) = band { return rank <= number }
    guard let count, rank >= 1, rank <= count else { return nil }
    // rank ≤ ⌈count × percent / 100⌉
    return Int128(rank - 1) * 100 < Int128(count) * Int128(percent)
  }
}
