/// The page of GB/T 9704-2012 in twips (1/20 pt): A4, 版心 156 × 225 mm, 22 rows of 28 characters.
package enum PageMeasures {
  /// A4. Clause 5.1.
  package static let width = 11906
  package static let height = 16838
  /// 天头 37 mm. Clause 5.2.1.
  package static let top = 2098
  package static let bottom = 1984
  /// 订口 28 mm; on even pages it is on the right, through `w:mirrorMargins`.
  package static let left = 1588
  package static let right = 1474
  /// From the page's lower edge to the lower edge of the footer: puts the top of the 一字线 7 mm below
  /// the text area, with a footer row of exactly 280. Clause 7.5.
  package static let footer = 1447
  package static let header = 851

  /// Width of the text area: 156 mm.
  package static let textWidth = width - left - right
  /// The distance of rows. 22 × 579 = 12738 fits the 12756 twips of the text area; 580 would leave
  /// 21 rows. Clause 5.2.3.
  package static let row = 579
  /// Added to the width of every 3号 character: 28 × (320 − 5) = 8820 fits the 8844 twips of a line.
  package static let characterSpacing = -5
  /// The advance of one Hanzi of running text (一字): 16 pt less the spacing.
  package static let character = 320 + characterSpacing
  /// Hanzi in a full line of running text.
  package static let charactersPerLine = 28

  /// A length given in characters of running text, to the nearest twip.
  package static func twips(characters: Double) -> Int {
    Int((characters * Double(character)).rounded())
  }
}
