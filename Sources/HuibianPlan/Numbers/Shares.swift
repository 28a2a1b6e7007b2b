/// The shares of the parts in their total as percentages that add up to 100 as printed.
///
/// Largest remainder: each share is cut at the last printed digit, and what is missing goes, one
/// unit each, to the parts that lost most; among equals to the earlier. 1, 1, 1 at 1 give
/// `33.4`, `33.3`, `33.3`.
///
/// - Returns: One text a part, in order, with fixed decimals and without the sign; `0.0` for all if
///   the total is zero.
/// - Precondition: No part is negative, and 0 ≤ `decimals` ≤ 6.
package func shares(_ parts: [Int64], decimals: Int) -> [String] {
  precondition(parts.allSatisfy { $0 >= 0 }, "a share of less than nothing")
  precondition((0...6).contains(decimals), "more decimals than a share has")
  let total = parts.reduce(Int128(0)) { $0 + Int128($1) }
  let whole = 100 * powerOfTen(decimals)
  var units = parts.map { total == 0 ? 0 : Int128($0) * whole / total }
  if total > 0 {
    let missing = Int(whole - units.reduce(0, +))
    let losses = parts.indices.map { Int128(parts[$0]) * whole % total }
    let order = parts.indices.sorted {
      losses[$0] != losses[$1] ? losses[$0] > losses[$1] : $0 < $1
    }
    for index in order.prefix(missing) { units[index] += 1 }
  }
  return units.map { RoundedNumber(scaled: $0, places: decimals).text(trimsZeros: false) }
}
