/// Right indents of the issuing office and the date, in characters. GB/T 9704-2012, 7.3.5.
package struct SignaturePlacement: Hashable, Sendable {
  /// From the right edge of the text area to the end of the office's name (署名).
  package let office: Double
  /// From the right edge of the text area to the end of the date (成文日期).
  package let date: Double

  /// The room that a signature stamp (签名章) takes, in characters: 22 mm. Clause 7.3.5.3.
  package static let nameStamp = 4.0

  /// Places a signature by the widths of its two texts.
  ///
  /// Unsealed (7.3.5.2): the office ends 2 characters from the edge and the date begins 2 after the
  /// office does; where the date would come nearer to the edge than 2, it stands at 2 and the office
  /// gives way. Sealed (7.3.5.1): the date ends 4 characters from the edge, the office is centred
  /// over it. 某区信访局 (5) and 2022年12月31日 (7), unsealed: office 6, date 2.
  ///
  /// - Parameters:
  ///   - office: The name's width in characters, a half-width one counting ½.
  ///   - date: The date's width in characters.
  package init(office: Double, date: Double, isSealed: Bool) {
    let line = Double(PageMeasures.charactersPerLine)
    if isSealed {
      self.date = 4
      self.office = min(max(0, 4 + (date - office) / 2), max(0, line - office))
    } else if office - date >= 2 {
      self.office = 2
      // A name longer than a line wraps; the date then follows the name's full first line.
      self.date = min(office, line - 2) - date
    } else {
      self.office = date + 4 - office
      self.date = 2
    }
  }
}
