import HuibianOPC

/// What a file says of numbers, measures and switches.
///
/// A damaged or hostile file may say anything. Numbers are held within what a document can mean, so
/// that nothing that is worked out of them overflows.
extension String {
  /// A count, level or id; nil for what is none, or needs more than 32 bits.
  var statedNumber: Int? { Int(self).flatMap { Int32(exactly: $0) }.map { Int($0) } }

  /// A length in twips, between ∓31 680, the largest that Word sets; nil for what is none.
  ///
  /// Without a unit it is in twips already (100.0 in files of Google Docs); strict files may say 595.3pt
  /// or 21cm. Rounded to a whole one. ISO 29500-1, 22.9.2.14.
  var statedTwips: Int? {
    let units: [(name: String, twips: Int, per: Int)] = [
      ("pt", 20, 1), ("pc", 240, 1), ("pi", 240, 1), ("in", 1440, 1), ("cm", 144_000, 254),
      ("mm", 14_400, 254),
    ]
    let limit = 31_680
    if let whole = Int(self) { return min(max(whole, -limit), limit) }
    let unit = units.first { hasSuffix($0.name) }
    guard let thousandths = dropLast(unit?.name.count ?? 0).thousandths else { return nil }
    let parts = 1000 * (unit?.per ?? 1)
    let size = (abs(thousandths) * (unit?.twips ?? 1) + parts / 2) / parts
    return min(size, limit) * (thousandths < 0 ? -1 : 1)
  }

  /// A length in English metric units (635 a twip) between ∓27 273 042, the largest of a drawing; nil
  /// for what is none. ISO 29500-1, 20.1.10.16.
  var statedExtent: Int? { Int(self).map { min(max($0, -27_273_042), 27_273_042) } }

  /// Of a switch: whether it is on. ISO 29500-1, 22.9.2.7.
  fileprivate var isSwitchedOn: Bool { !["0", "false", "off"].contains(self) }
}

extension Substring {
  /// A decimal number in thousandths, further digits dropped, between ∓a billion.
  fileprivate var thousandths: Int? {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1].prefix(3) : ""
    guard parts.count <= 2, let whole = Int(parts[0]),
      let rest = Int(fraction + String(repeating: "0", count: 3 - fraction.count)), rest >= 0
    else { return nil }
    let held = Swift.min(Swift.max(whole, -1_000_000), 1_000_000) * 1000
    return parts[0].hasPrefix("-") ? held - rest : held + rest
  }
}

extension XML.Element {
  /// An attribute that is a length, in twips.
  func twips(_ attribute: String) -> Int? { self[w: attribute]?.statedTwips }

  /// Of a switch such as `w:pageBreakBefore`: without a value it is on. ISO 29500-1, 17.17.4.
  var isOn: Bool { self[w: "val"]?.isSwitchedOn ?? true }

  /// Of an attribute that is a switch, such as `w:default`: without it, off.
  func isOn(_ attribute: String) -> Bool { self[w: attribute]?.isSwitchedOn ?? false }
}

/// Numbers that nothing in a part bears, counted up from the highest.
struct FreeNumbers {
  private var taken: Set<Int>
  private var next: Int

  /// - Parameter taken: What is borne; texts that are no numbers are passed over.
  init(besides taken: [String?] = []) {
    self.taken = Set(taken.compactMap { $0?.statedNumber })
    let highest = self.taken.max() ?? 0
    // Near the end of the range, from the beginning.
    next = highest < Int(Int32.max) / 2 ? max(highest, 0) + 1 : 1
  }

  mutating func take() -> String {
    while !taken.insert(next).inserted { next += 1 }
    return String(next)
  }
}
