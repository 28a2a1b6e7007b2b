/// Where a title that is too long for one line is broken: into lines like a trapezium (梯形) or a
/// rhombus (菱形), and not inside a word where that can be told. GB/T 9704-2012, 7.3.1.
package struct TitleBreaking: Sendable {
  private let characters: [Character]
  private let phrasing: TitlePhrasing
  private let prohibited: Set<Int>
  /// The width up to a character's index, in characters of the title's size.
  private let reached: [Double]

  /// The width of a line: 20 characters of 2号 fit 156 mm; half a one is left for digits that a
  /// substitute face draws wider.
  package static let capacity = 19.5

  /// - Parameter prohibited: Offsets, in characters, at which the text cannot be parted whatever it
  ///   says.
  package init(_ title: String, prohibited: Set<Int> = []) {
    characters = Array(title)
    phrasing = TitlePhrasing(characters)
    self.prohibited = prohibited
    var width = 0.0
    reached =
      [0]
      + characters.map {
        width += TextWidth.width(of: $0)
        return width
      }
  }

  /// The offsets of the characters that begin a new line; empty if one line is enough, or if the
  /// title cannot be broken at all.
  ///
  /// 某某市某某区信访局关于2022年度信访工作总结的报告 breaks after 关于: 12 and 13½ characters.
  package var breaks: [Int] {
    guard let width = reached.last, width > Self.capacity else { return [] }
    let fewest = Int((width / Self.capacity).rounded(.up))
    var best: (cost: Double, breaks: [Int]) = (.infinity, [])
    // One line more than needed, if that spares a word.
    for lines in fewest...fewest + 1 where lines <= 5 {
      var found = Search(of: self, lines: lines)
      found.extend([], from: 0)
      let cost = found.best.cost + Double(lines - fewest) * 12
      if cost < best.cost { best = (cost, found.best.breaks) }
    }
    return best.breaks
  }

  /// All ways to break a title into a number of lines, the least costly kept.
  private struct Search {
    let title: TitleBreaking
    let lines: Int
    var best: (cost: Double, breaks: [Int]) = (.infinity, [])

    init(of title: TitleBreaking, lines: Int) {
      self.title = title
      self.lines = lines
    }

    /// Tries every continuation; `cost` is that of the breaks so far.
    mutating func extend(_ breaks: [Int], from cost: Double) {
      guard cost < best.cost else { return }
      if breaks.count == lines - 1 {
        let total = cost + title.shapeCost(breaks)
        if total < best.cost { best = (total, breaks) }
        return
      }
      let start = breaks.last ?? 0
      for offset in title.characters.indices.dropFirst(start + 2) {
        if title.reached[offset] - title.reached[start] > TitleBreaking.capacity { break }
        guard !title.prohibited.contains(offset),
          let price = title.phrasing.price(ofBreakAt: offset)
        else { continue }
        extend(breaks + [offset], from: cost + price)
      }
    }
  }

  /// How far the lines are from a trapezium or a rhombus; infinite if a line does not fit.
  private func shapeCost(_ breaks: [Int]) -> Double {
    let edges = ([0] + breaks + [characters.count]).map { reached[$0] }
    let widths = zip(edges.dropFirst(), edges).map { $0 - $1 }
    guard let longest = widths.max(), let shortest = widths.min(), longest <= Self.capacity else {
      return .infinity
    }
    let steps = zip(widths.dropFirst(), widths).map { $0 - $1 }
    let rises = steps.prefix { $0 >= Self.leastStep }
    let isShaped = steps.dropFirst(rises.count).allSatisfy { $0 <= -Self.leastStep }
    let ratio = shortest / longest
    return (isShaped ? 0 : 30) + (ratio < 0.35 ? 40 : 0) + abs(ratio - 0.75) * 10
  }

  /// Lines differ by at least this much, in characters, or they look equal.
  private static let leastStep = 1.0
}
