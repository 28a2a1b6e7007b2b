/// What offices set differently within GB/T 9704-2012; the defaults are the standard's own words.
package struct LayoutSettings: Hashable, Sendable {
  /// Where the page number stands.
  package enum PageNumberPlace: Hashable, Sendable {
    /// One character in from the outer edge: right on odd pages, left on even ones. Clause 7.5.
    case outer
    /// In the middle, as some offices have it.
    case centre
  }

  /// Printed on both sides: the binding edge of even pages is on the right.
  package var isDuplex: Bool
  /// Headings of level 2 in bold, which the standard does not ask for.
  package var isSecondHeadingBold: Bool
  package var numberPlace: PageNumberPlace
  /// The size of the issuing office's mark (发文机关标志) in points; the standard leaves it open (7.2.4).
  package var markSize: Int
  /// Names of typefaces that take the place of the usual ones.
  package var faces: [Typeface: String]

  package init(
    isDuplex: Bool = true, isSecondHeadingBold: Bool = false,
    numberPlace: PageNumberPlace = .outer, markSize: Int = 48, faces: [Typeface: String] = [:]
  ) {
    self.isDuplex = isDuplex
    self.isSecondHeadingBold = isSecondHeadingBold
    self.numberPlace = numberPlace
    self.markSize = markSize
    self.faces = faces
  }

  /// The name by which a document asks for a face.
  func name(of face: Typeface) -> String { faces[face] ?? face.rawValue }
}
