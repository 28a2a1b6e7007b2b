import HuibianOPC

extension XML.Element {
  /// A measure of WordprocessingML in twips, rounded to a whole one; nil if there is none, or one larger
  /// than a sheet of 60 m.
  ///
  /// Word writes whole twips, Google Docs `100.0`, strict documents `70.85pt` or `25mm`.
  /// ISO 29500-1, 22.9.2.14.
  func twips(_ attribute: String) -> Int? { self[w: attribute]?.twips }
}

extension String {
  fileprivate var twips: Int? {
    if let whole = Int(self) { return abs(whole) < 4_000_000 ? whole : nil }
    var digits = self[...]
    var unit = (twips: 1, parts: 1)
    if let known = Self.units.first(where: { hasSuffix($0.key) }) {
      digits = digits.dropLast(2)
      unit = known.value
    }
    let isNegative = digits.first == "-"
    if isNegative { digits = digits.dropFirst() }
    let pieces = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = pieces.first.flatMap({ Int($0) }), whole >= 0, whole < 200_000,
      pieces.count <= 2
    else { return nil }
    // Thousandths are enough for a twip of any unit.
    let fraction = pieces.count == 2 ? pieces[1].prefix(3) : ""
    guard let thousandths = Int(fraction + String(repeating: "0", count: 3 - fraction.count)),
      thousandths >= 0
    else { return nil }
    let parts = 1000 * unit.parts
    let value = ((whole * 1000 + thousandths) * unit.twips + parts / 2) / parts
    return isNegative ? -value : value
  }

  /// Twips in so many of the unit.
  private static let units: [String: (twips: Int, parts: Int)] = [
    "pt": (20, 1), "in": (1440, 1), "cm": (144_000, 254), "mm": (14_400, 254), "pc": (240, 1),
    "pi": (240, 1),
  ]
}
