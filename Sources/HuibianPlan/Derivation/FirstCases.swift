import HuibianTable

/// For every case the number of the first case of its matter, followed from repeat to repeat.
///
/// A case that names none before it is a first case itself. Where the case that is named is not in the
/// data, its number stands for the matter, so that its repeats still belong together.
struct FirstCases {
  let column: CodedColumn
  /// Rows that name a case that is not in the data.
  let unknown: [Int]

  /// Nil if the table lacks either column.
  init?(_ table: Table, key: String, link: String) {
    guard case .coded(let keys)? = table[key], case .coded(let links)? = table[link] else {
      return nil
    }
    var dictionary = keys.dictionary
    var codes: [String: Int32] = [:]
    for (code, text) in keys.dictionary.texts.enumerated() { codes[text] = Int32(code) }
    var known = [Bool](repeating: false, count: keys.dictionary.count)
    for code in keys.codes { known[Int(code)] = true }
    // The case before, by code of a link and then by code of a case; 0 for none.
    var named = [Int32](repeating: 0, count: links.dictionary.count)
    for (code, text) in links.dictionary.texts.enumerated().dropFirst() {
      named[code] = codes[text] ?? dictionary.append(Array(text.utf8))
    }
    var before = [Int32](repeating: 0, count: dictionary.count)
    var unknown: [Int] = []
    for row in keys.codes.indices {
      let other = named[Int(links.codes[row])]
      if other == 0 || other == keys.codes[row] { continue }
      before[Int(keys.codes[row])] = other
      if Int(other) >= known.count || !known[Int(other)] { unknown.append(row) }
    }
    before[0] = 0
    let first = before.indices.map { FirstCases.first(of: Int32($0), before) }
    let own = keys.codes.indices.map { row -> Int32 in
      // A row without a number of its own still says to which case it belongs.
      let start = keys.codes[row] == 0 ? named[Int(links.codes[row])] : keys.codes[row]
      return first[Int(start)]
    }
    column = CodedColumn(codes: own, dictionary: dictionary)
    self.unknown = unknown
  }

  /// The end of the chain; of a circle the case with the lowest code.
  private static func first(of start: Int32, _ before: [Int32]) -> Int32 {
    var current = start
    var seen: Set<Int32> = [start]
    while before[Int(current)] != 0 {
      current = before[Int(current)]
      if seen.insert(current).inserted { continue }
      var lowest = current
      var next = before[Int(current)]
      while next != current {
        lowest = min(lowest, next)
        next = before[Int(next)]
      }
      return lowest
    }
    return current
  }
}
