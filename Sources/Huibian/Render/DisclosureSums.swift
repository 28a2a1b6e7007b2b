import HuibianPlan
import HuibianTable

/// What a reader of printed figures can reckon of those that are withheld, and what must be withheld
/// with them so that the reader cannot.
///
/// Figures that add up to another stand in a line. In each line the reader knows all but the withheld
/// ones, and of these the range: 1 to the threshold less 1 where `<5` is printed, the threshold or more
/// where `—` is. Narrowed from line to line, a range of one number gives the figure away.
struct DisclosureSums {
  private struct Figure {
    let spec: FigureSpec
    let key: [String]
    let amount: Int
    /// What may be left of it for the reader; one number: printed, or given away.
    let range: ClosedRange<Int>
    /// Withheld for its own sake.
    let isOwn: Bool
    var isWithheld: Bool
  }

  /// Parts and what they add up to; nil: their sum, which the reader is taken to know.
  private struct Line {
    let parts: [Int]
    let total: Int?
  }

  let threshold: Int
  private var figures: [Figure] = []
  private var places: [FigureSpec: [[String]: Int]] = [:]
  private var specs: [FigureSpec] = []
  private var lines: [Line] = []

  /// More than any count.
  private static let most = 1 << 40

  init(threshold: Int) { self.threshold = threshold }

  /// Counts and the numerators of rates; other figures add up to nothing.
  mutating func add(
    _ spec: FigureSpec, _ key: [String], _ quantity: Quantity, _ disclosed: Disclosed
  ) {
    let amount: Int
    let least: Int
    switch quantity {
    case .count(let count): (amount, least) = (count, threshold)
    case .ratio(let numerator, _): (amount, least) = (Int(numerator), 0)
    default: return
    }
    guard amount >= 0 else { return }
    if places[spec] == nil { specs.append(spec) }
    places[spec, default: [:]][key] = figures.count
    figures.append(
      Figure(
        spec: spec, key: key, amount: amount,
        range: disclosed == .small ? 1...max(1, threshold - 1) : min(least, amount)...Self.most,
        isOwn: disclosed != .open && amount > 0, isWithheld: disclosed != .open))
  }

  // MARK: Lines

  mutating func connect(_ catalog: Catalog, _ trees: [String: Tree]) {
    for spec in specs {
      for index in spec.groupings.indices {
        connect(spec, along: index)
        for coarser in specs where coarser.groupings.count == spec.groupings.count {
          connect(spec, at: index, to: coarser, trees)
        }
      }
      if case .total(let terms)? = catalog.measure(spec.measure)?.definition {
        connect(spec, terms)
      }
    }
  }

  /// Parts that differ in one dimension only, and the figure without it.
  private mutating func connect(_ spec: FigureSpec, along index: Int) {
    var whole = spec
    whole.groupings.remove(at: index)
    connect(spec, to: whole) { key in
      var key = key
      key.remove(at: index)
      return key
    }
  }

  /// Parts of time or of a tree, and the longer times or the level above.
  private mutating func connect(
    _ spec: FigureSpec, at index: Int, to coarser: FigureSpec, _ trees: [String: Tree]
  ) {
    let (fine, coarse) = (spec.groupings[index], coarser.groupings[index])
    var same = coarser
    same.groupings[index] = fine
    guard same == spec, fine.column == coarse.column, fine != coarse else { return }
    if let unit = fine.unit, let longer = coarse.unit {
      var labels: [String: String] = [:]
      for day in spec.period.range.start.days...spec.period.range.end.days {
        let day = CivilDate(days: day)
        let label = longer.label(of: day)
        // Weeks do not lie in months.
        guard labels.updateValue(label, forKey: unit.label(of: day)) ?? label == label else {
          return
        }
      }
      connect(spec, to: coarser) { key in labels[key[index]].map { key.replacing(index, $0) } }
    } else if let column = fine.column, let tree = trees[column], let level = coarse.level,
      fine.level.map({ $0 > level }) == true
    {
      connect(spec, to: coarser) { key in
        key.replacing(index, tree.label(of: key[index], level: level))
      }
    }
  }

  private mutating func connect(
    _ spec: FigureSpec, to whole: FigureSpec, _ total: ([String]) -> [String]?
  ) {
    var parts: [[String]: [Int]] = [:]
    for (key, figure) in places[spec] ?? [:] {
      if let total = total(key) { parts[total, default: []].append(figure) }
    }
    let isAlong = whole.groupings.count < spec.groupings.count
    for (key, parts) in parts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      add(parts, places[whole]?[key], isKnown: isAlong)
    }
  }

  /// What a metric is made of, in the same group.
  private mutating func connect(_ spec: FigureSpec, _ terms: [Measure.Term]) {
    for (key, figure) in places[spec] ?? [:] {
      let others = terms.compactMap { term in
        var part = spec
        part.measure = term.measure
        return places[part]?[key].map { (place: $0, sign: term.sign) }
      }
      guard others.count == terms.count else { continue }
      let added = others.filter { $0.sign > 0 }.map(\.place)
      let taken = others.filter { $0.sign < 0 }.map(\.place) + [figure]
      // 交办数 less 剔除数 is the rest: rest and 剔除数 are the parts.
      if taken.count == 1 {
        add(added, figure, isKnown: false)
      } else if added.count == 1 {
        add(taken, added[0], isKnown: false)
      }
    }
  }

  /// - Parameter isKnown: A total that was not asked is taken to be known all the same.
  private mutating func add(_ parts: [Int], _ total: Int?, isKnown: Bool) {
    let sum = parts.reduce(0) { $0 + figures[$1].amount }
    // Distinct counts of parts do not add up.
    let total = total.flatMap { figures[$0].amount == sum ? $0 : nil }
    guard total != nil || isKnown else { return }
    lines.append(Line(parts: parts.sorted(), total: total))
  }

  // MARK: Protection

  /// What is to be withheld besides.
  mutating func protected() -> [(FigureSpec, [String])] {
    var result: [(FigureSpec, [String])] = []
    // What protects a short line often protects the longer ones that hold it.
    lines.sort { a, b in
      a.parts.count == b.parts.count
        ? a.parts.lexicographicallyPrecedes(b.parts) : a.parts.count < b.parts.count
    }
    while let given = givenAway() {
      var isHidden = false
      var touched: Set<Int> = []
      // One of several that reckon from each other, and the rest when it is seen what that leaves.
      for line in given where touched.isDisjoint(with: lines[line].parts) {
        touched.formUnion(lines[line].parts)
        let open = lines[line].parts.filter { !figures[$0].isWithheld && figures[$0].amount > 0 }
        let least = open.min { a, b in
          let (x, y) = (figures[a], figures[b])
          return x.amount == y.amount
            ? x.key.lexicographicallyPrecedes(y.key) : x.amount < y.amount
        }
        guard let least else { continue }
        figures[least].isWithheld = true
        isHidden = true
        result.append((figures[least].spec, figures[least].key))
      }
      if !isHidden { break }
    }
    return result
  }

  /// The lines from which the reckoning of a withheld figure begins and in which something is left to be
  /// withheld; nil: none can be reckoned.
  private func givenAway() -> [Int]? {
    var ranges = figures.map { $0.isWithheld ? $0.range : $0.amount...$0.amount }
    var first: [Int] = []
    var isChanged = true
    var sweeps = 0
    // A reader gives up too.
    while isChanged, sweeps < 100 {
      isChanged = false
      sweeps += 1
      var found: [Int] = []
      for (index, line) in lines.enumerated() {
        let narrowed = narrow(line, &ranges)
        if narrowed.isChanged { isChanged = true }
        let isOpen = line.parts.contains { !figures[$0].isWithheld && figures[$0].amount > 0 }
        if narrowed.isGiven, isOpen { found.append(index) }
      }
      if first.isEmpty { first = found }
    }
    let isGiven = figures.indices.contains {
      figures[$0].isWithheld && figures[$0].isOwn && ranges[$0].lowerBound == ranges[$0].upperBound
    }
    return isGiven && !first.isEmpty ? first : nil
  }

  /// Narrows the ranges of a line by each other.
  private func narrow(
    _ line: Line, _ ranges: inout [ClosedRange<Int>]
  ) -> (isChanged: Bool, isGiven: Bool) {
    let unknown = line.parts.filter { ranges[$0].lowerBound < ranges[$0].upperBound }
    let isTotalUnknown = line.total.map { ranges[$0].lowerBound < ranges[$0].upperBound } ?? false
    if unknown.isEmpty, !isTotalUnknown { return (false, false) }
    let sum = line.parts.reduce(0) { $0 + figures[$1].amount }
    let total = line.total.map { ranges[$0] } ?? sum...sum
    var least = line.parts.reduce(0) { $0 + ranges[$1].lowerBound }
    var most = line.parts.reduce(0) { $0 + ranges[$1].upperBound }
    var (isChanged, isGiven) = (false, false)
    func set(_ figure: Int, _ low: Int, _ high: Int) {
      let old = ranges[figure]
      let (low, high) = (max(old.lowerBound, low), min(old.upperBound, high))
      guard low <= high, low...high != old else { return }
      ranges[figure] = low...high
      isChanged = true
      if low == high { isGiven = true }
    }
    for part in unknown {
      let old = ranges[part]
      set(
        part, total.lowerBound - (most - old.upperBound),
        total.upperBound - (least - old.lowerBound))
      least += ranges[part].lowerBound - old.lowerBound
      most += ranges[part].upperBound - old.upperBound
    }
    if let place = line.total { set(place, least, most) }
    return (isChanged, isGiven)
  }
}

extension [String] {
  fileprivate func replacing(_ index: Int, _ label: String) -> [String] {
    var result = self
    result[index] = label
    return result
  }
}
