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
/// * Rates with a small numerator, with all but a few of a part of the whole (98% of fifty), or with a
///   denominator below 比率最小分母, and means of fewer rows, are withheld; so are changes and shares of
///   what is withheld, and 其他 if a part of it is.
/// * Where the printed figures of one answer or report would let a withheld one be reckoned, the
///   smallest of these is withheld too (``DisclosureSums``): along every dimension, between a dimension and
///   its finer levels, and between a metric that others make up and these others.
/// * A rate whose numerator or denominator is withheld in the same groups is withheld.
///
/// Slices that a template names one by one are not held against each other, nor are metrics that make
/// up another without the catalogue saying so.
struct Disclosure {
  /// 小数阈值.
  let threshold: Int
  /// 比率最小分母.
  let leastDenominator: Int
  /// Rates of which numerator and the rest of the denominator are both cases.
  private var ratesOfCounts: Set<String> = []
  private var withheld: [FigureSpec: [[String]: Disclosed]] = [:]

  /// Nil: everything may be printed.
  init?(_ catalog: Catalog, _ book: FigureBook, _ specs: [FigureSpec], trees: [String: Tree]) {
    guard catalog.setting("发布")?.value == .choice("公开") else { return nil }
    threshold = catalog.number("小数阈值")
    leastDenominator = catalog.number("比率最小分母")
    var sums = DisclosureSums(threshold: threshold)
    let planned = specs.filter { book.contains($0) }
    for spec in planned where withheld[spec] == nil {
      var own: [[String]: Disclosed] = [:]
      let isPart = catalog.isRateOfCounts(spec.measure)
      if isPart { ratesOfCounts.insert(spec.measure) }
      for key in spec.groupings.isEmpty ? [[]] : book.keys(of: spec) {
        let value = book[spec, key]
        let disclosed = alone(value, isPart)
        if disclosed != .open { own[key] = disclosed }
        sums.add(spec, key, value.quantity, disclosed)
      }
      withheld[spec] = own
    }
    sums.connect(catalog, trees)
    for (spec, key) in sums.protected() { withheld[spec, default: [:]][key] = .hidden }
    for spec in planned { hideRates(spec, catalog, book) }
  }

  /// Where numerator or denominator are asked too, in the same groups, and withheld.
  private mutating func hideRates(_ spec: FigureSpec, _ catalog: Catalog, _ book: FigureBook) {
    guard
      case .ratio(let numerator, let denominator)? = catalog.measure(spec.measure)?.definition
    else { return }
    for name in [numerator, denominator] {
      var part = spec
      part.measure = name
      for key in withheld[part]?.keys ?? [:].keys where withheld[spec]?[key] == nil {
        withheld[spec, default: [:]][key] = .hidden
      }
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
    return parts.contains { $0 != .open }
      ? .hidden
      : alone(value, ratesOfCounts.contains(spec.measure))
  }

  /// By the figure itself.
  ///
  /// - Parameter isPart: Of a rate: what the denominator has besides the numerator is cases too.
  private func alone(_ value: FigureValue, _ isPart: Bool) -> Disclosed {
    let isFew = (1..<threshold).contains(value.rows)
    switch value.quantity {
    case .count(let count):
      if (1..<threshold).contains(abs(count)) { return .small }
      return isFew && count != 0 ? .hidden : .open
    case .ratio(let numerator, let denominator):
      let few = 1..<max(1, Int64(threshold))
      let isSmall = few.contains(numerator) || (isPart && few.contains(denominator - numerator))
      return isSmall || (1..<Int64(leastDenominator)).contains(denominator) ? .hidden : .open
    case .mean: return (1..<leastDenominator).contains(value.rows) ? .hidden : .open
    default: return .open
    }
  }
}

extension Catalog {
  /// Whether the numerator of a rate is a count of rows.
  fileprivate func isRateOfCounts(_ name: String) -> Bool {
    guard case .ratio(let numerator, _)? = measure(name)?.definition,
      case .count? = measure(numerator)?.definition
    else { return false }
    return true
  }

  /// The value of a setting that is a number; 0 if there is none of that name.
  func number(_ name: String) -> Int {
    if case .integer(let number)? = setting(name)?.value { Int(number) } else { 0 }
  }
}
