/// A picture and the room that it is to have in a document.
package struct Picture: Hashable, Sendable {
  /// What readers who do not see it are told.
  package let name: String
  package let file: PictureFile
  /// Wished, in EMU; nil: as the other side asks, or as the file wants.
  package let width: Int?
  package let height: Int?
  /// Of the lines in its place, in EMU; nil: not known.
  package var room: Int?

  package init(
    name: String, file: PictureFile, width: Int? = nil, height: Int? = nil, room: Int? = nil
  ) {
    self.name = name
    self.file = file
    self.width = width
    self.height = height
    self.room = room
  }

  /// EMU in a millimetre, and in a twip.
  package static let millimetre = 36_000
  package static let twip = 635

  /// The text area of an official document: 156 × 225 mm.
  private static let area = (cx: 156 * millimetre, cy: 225 * millimetre)

  /// Width and height in EMU, in the proportions of the file, within the room and within a page.
  var extent: (cx: Int, cy: Int) {
    let natural = file.naturalExtent
    let most = (cx: min(room ?? Self.area.cx, width ?? .max), cy: height ?? Self.area.cy)
    let isWished = width != nil || height != nil
    let wanted =
      isWished
      ? (cx: width ?? most.cx, cy: min(height ?? Self.area.cy, Self.area.cy)) : natural
    return fitted(into: (min(wanted.cx, most.cx), min(wanted.cy, most.cy)))
  }

  /// The largest extent in the proportions of the file that a frame holds.
  func fitted(into frame: (cx: Int, cy: Int)) -> (cx: Int, cy: Int) {
    // Exact, so that a picture twice as wide as high stays so; below 2⁶³ within the limits of a file.
    let (across, down) = (file.width * file.density.down, file.height * file.density.across)
    if across * frame.cy <= frame.cx * down {
      return (max(1, across * frame.cy / down), max(1, frame.cy))
    }
    return (max(1, frame.cx), max(1, down * frame.cx / across))
  }
}
