import HuibianOPC

/// A text box without border, its lines turned clockwise, at a place of the page.
struct PageNumberBox {
  /// From the left and upper edges of the page, and the sides, in twips.
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// The drawing, to stand in a run.
  func drawing(_ paragraphs: [XML.Element]) -> XML.Element {
    AnchoredShape(
      id: 1, name: "横页页码", x: .page(x), y: .page(y), width: width, height: height,
      content: .text(paragraphs, turned: true, isLow: true)
    ).drawing
  }
}
