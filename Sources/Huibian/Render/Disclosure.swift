import HuibianPlan

/// Whether a figure may be printed in a report for the public.
enum Disclosed: Hashable {
  case open
  /// A count below the threshold: printed as `<5`.
  case small
  /// What would reveal a small count, or rests on too few cases: printed as `—`.
  case hidden
}

/// Which figures are withheld where 口径 says 发布: 公开.
///
/// * A count of 1 to the threshold less 1 is `<5`; zero stays. So is a sum over that few rows, printed
///   as `—`: one batch of forty persons is one case.
/// * Where the parts of a total would leave one withheld part to be reckoned from the others, the
///   smallest of these is withheld too, along every dimension of the figure.
/// * Rates with a small numerator or a denominator below 比率最小分母, and means of fewer rows, are
///   withheld; so are changes and shares of what is withheld, and 其他 if a part of it is.
///
/// Each figure is judged with its own groups: slices that a template names one by one are not held
/// against each other.
struct Disclosure {
  /// 小数阈值.
  let threshold: Int
  /// 比率最小分母.
  let leastDenominator: Int
  private var withheld: [FigureSpec: [[String]: Disclosed]] = [:]

  /// Nil: everything may be printed.
  init?(_ catalog: Catalog, _ book: FigureBook, _ specs: [FigureSpec]) {
    guard catalog.setting("发布")?.value == .choice("公开") else { return nil }
    threshold = catalog.number("小数阈值")
    leastDenominator = catalog.number("比率最小分母")
    for spec in specs where book.contains(spec) && !spec.groupings.isEmpty {
      withheld[spec] = parts(of: spec, book)
    }
  }

  /// What is printed instead of a figure; nil: the figure itself.
  func mask(_ disclosed: Disclosed) -> String? {
    switch disclosed {
    case .open: nil
    case .small: "<\(threshold)"
    case .hidden: Phrase.undefined
    }
  }

  /// The sentence for 口径说明.
  var sentence: String {
    "按公开口径发布：1至\(threshold - 1)的数印作“<\(threshold)”；可以由其他数推算出它们的数、"
      + "分母小于\(leastDenominator)的比率不予列出，印作“—”"
  }

  /// - Parameter keys: Several for 其他, whose sum is `value`.
  func disclosed(_ spec: FigureSpec, _ keys: [[String]], _ value: FigureValue) -> Disclosed {
    let parts = keys.map { withheld[spec]?[$0] ?? .open }
    if keys.count == 1, parts[0] != .open { return parts[0] }
    return parts.contains { $0 != .open } ? .hidden : alone(value)
  }

  /// By the figure itself.
  private func alone(_ value: FigureValue) -> Disclosed {
    let isFew = (1..<threshold).contains(value.rows)
    switch value.quantity {
    case .count(let count):
      if (1..<threshold).contains(abs(count)) { return .small }
      return isFew && count != 0 ? .hidden : .open
    case .ratio(let numerator, let denominator):
      let isSmall = (1..<Int64(threshold)).contains(numerator)
      return isSmall || (1..<Int64(leastDenominator)).contains(denominator) ? .hidden : .open
    case .mean: return (1..<leastDenominator).contains(value.rows) ? .hidden : .open
    default: return .open
    }
  }

  /// The groups of a figure that are withheld, those that protect others among them.
  private func parts(of spec: FigureSpec, _ book: FigureBook) -> [[String]: Disclosed] {
    var counts: [[String]: Int] = [:]
    var result: [[String]: Disclosed] = [:]
    for key in book.keys(of: spec) {
      let value = book[spec, key]
      let disclosed = alone(value)
      if disclosed != .open { result[key] = disclosed }
      if case .count(let count) = value.quantity, count != 0 { counts[key] = count }
    }
    var isStable = false
    while !isStable {
      isStable = true
      for dimension in spec.groupings.indices {
        for line in lines(Array(counts.keys), along: dimension)
        where reveals(line, counts, result) {
          let open = line.filter { result[$0] == nil }
          guard
            let least = open.min(by: { a, b in
              let (x, y) = (counts[a] ?? 0, counts[b] ?? 0)
              return x == y ? a.lexicographicallyPrecedes(b) : x < y
            })
          else { continue }
          result[least] = .hidden
          isStable = false
        }
      }
    }
    return result
  }

  /// Keys that differ in one dimension only, together.
  private func lines(_ keys: [[String]], along dimension: Int) -> [[[String]]] {
    Array(
      Dictionary(grouping: keys) { key in
        key.indices.filter { $0 != dimension }.map { key[$0] }
      }.values)
  }

  /// Whether the total of a line gives a withheld part away: there is one only, or all are small and
  /// their sum fits one set of values alone.
  private func reveals(
    _ line: [[String]], _ counts: [[String]: Int], _ withheld: [[String]: Disclosed]
  ) -> Bool {
    let hidden = line.filter { withheld[$0] != nil }
    if hidden.isEmpty { return false }
    if hidden.count == 1 { return true }
    guard hidden.allSatisfy({ withheld[$0] == .small }) else { return false }
    let sum = hidden.reduce(0) { $0 + (counts[$1] ?? 0) }
    return sum == hidden.count || sum == hidden.count * (threshold - 1)
  }
}

extension Catalog {
  /// The value of a setting that is a number; 0 if there is none of that name.
  func number(_ name: String) -> Int {
    if case .integer(let number)? = setting(name)?.value { Int(number) } else { 0 }
  }
}
