import HuibianOPC

/// Faces, fills and lines of charts: of different lightness or pattern, so that a grey print tells the
/// series apart.
struct ChartLook {
  /// For Hanzi and digits alike, as the running text around.
  let typeface: String

  init(typeface: String) { self.typeface = xmlSafe(typeface).text }

  /// In hundredths of a point: 五号, and 小四 for the title.
  static let size = 1050
  static let titleSize = 1200

  fileprivate enum Fill {
    case plain(StaticString)
    case pattern(StaticString)
  }

  /// Fixed colours of different lightness, for series that a person's chart has not.
  static let colors = ["1F4E79", "BDD7EE", "5B9BD5", "A6A6A6", "404040", "D9D9D9"]

  fileprivate static let dark: StaticString = "1F4E79"
  fileprivate static let edge: StaticString = "404040"
  /// From 18 % to 95 % lightness, patterns between.
  fileprivate static let fills: [Fill] = [
    .plain(dark), .plain("BDD7EE"), .plain("5B9BD5"), .pattern("wdUpDiag"), .plain("F2F2F2"),
    .pattern("pct50"), .pattern("dkHorz"), .plain("A6A6A6"), .pattern("wdDnDiag"),
    .pattern("smCheck"), .pattern("ltVert"), .pattern("dashHorz"),
  ]

  fileprivate static let strokes:
    [(color: StaticString, dash: StaticString, symbol: StaticString)] = [
      (dark, "solid", "circle"), ("5B9BD5", "dash", "square"), ("7F7F7F", "sysDot", "triangle"),
      ("000000", "lgDashDot", "diamond"), ("2E75B6", "sysDash", "x"), ("404040", "lgDash", "star"),
    ]

  /// How many fills, and how many lines, differ in grey.
  static var fillCount: Int { fills.count }
  static var strokeCount: Int { strokes.count }

  /// The colour of a label upon the fill.
  static func contrast(_ index: Int) -> StaticString {
    index % fills.count == 0 ? "FFFFFF" : "000000"
  }

  /// Whether a label upon the fill needs a ground of its own.
  static func isPattern(_ index: Int) -> Bool {
    if case .pattern = fills[index % fills.count] { true } else { false }
  }
}

/// Fills and lines.
extension XML.MarkupWriter {
  /// `c:spPr` of a column, bar or slice.
  mutating func putArea(_ index: Int) {
    put("<c:spPr>")
    switch ChartLook.fills[index % ChartLook.fills.count] {
    case .plain(let color): putSolid(color)
    case .pattern(let preset):
      put(#"<a:pattFill prst=""#)
      put(preset)
      put(#""><a:fgClr>"#)
      putColor(ChartLook.dark)
      put("</a:fgClr><a:bgClr>")
      putColor("FFFFFF")
      put("</a:bgClr></a:pattFill>")
    }
    putLine(ChartLook.edge, width: 6350)
    put("</c:spPr>")
  }

  /// `c:spPr` and `c:marker` of a line.
  mutating func putStroke(_ index: Int) {
    let (ink, dash, symbol) = ChartLook.strokes[index % ChartLook.strokes.count]
    // What is not the first line is hollow.
    let isHollow = index % ChartLook.strokes.count > 0
    put("<c:spPr>")
    putLine(ink, width: 22225, dash: dash)
    put("</c:spPr><c:marker>")
    putVal("symbol", symbol)
    put(#"<c:size val="6"/><c:spPr>"#)
    putSolid(isHollow ? "FFFFFF" : ink)
    putLine(ink, width: 9525)
    put("</c:spPr></c:marker>")
  }

  /// `c:spPr` of a line alone, as of an axis or the grid.
  mutating func putOutline(_ color: StaticString) {
    put("<c:spPr>")
    putLine(color, width: 6350)
    put("</c:spPr>")
  }

  /// `c:spPr`: white ground without an edge.
  mutating func putGround() {
    put("<c:spPr>")
    putSolid("FFFFFF")
    put("<a:ln><a:noFill/></a:ln></c:spPr>")
  }

  private mutating func putLine(_ ink: StaticString, width: Int, dash: StaticString = "solid") {
    put(#"<a:ln w=""#)
    put(width)
    put(#"">"#)
    putSolid(ink)
    put(#"<a:prstDash val=""#)
    put(dash)
    put(#""/></a:ln>"#)
  }

  fileprivate mutating func putSolid(_ ink: StaticString) {
    put("<a:solidFill>")
    putColor(ink)
    put("</a:solidFill>")
  }

  private mutating func putColor(_ ink: StaticString) {
    put(#"<a:srgbClr val=""#)
    put(ink)
    put(#""/>"#)
  }
}

/// Texts.
extension XML.MarkupWriter {
  /// `c:txPr`: the looks of a text that the reader's program writes.
  mutating func putText(
    _ look: ChartLook, _ size: Int = ChartLook.size, color: StaticString = "000000"
  ) {
    put("<c:txPr><a:bodyPr/>")
    putTextEnd(look, size, color)
  }

  /// The same for names along an axis: in lines as short as their room, or upright one below the other.
  mutating func putAxisText(_ look: ChartLook, _ size: Int, isVertical: Bool) {
    put(#"<c:txPr><a:bodyPr rot="0" vert=""#)
    put(isVertical ? "eaVert" : "horz")
    put(#""/>"#)
    putTextEnd(look, size, "000000")
  }

  private mutating func putTextEnd(_ look: ChartLook, _ size: Int, _ color: StaticString) {
    put("<a:lstStyle/><a:p><a:pPr><a:defRPr")
    putRunLook(look, size, color, isBold: false)
    put(#"</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>"#)
  }

  /// `c:title` with a text of ours.
  mutating func putTitle(
    _ text: String, _ look: ChartLook, size: Int, isBold: Bool = false, isVertical: Bool = false
  ) {
    put("<c:title><c:tx><c:rich>")
    put(isVertical ? #"<a:bodyPr rot="-5400000" vert="horz"/>"# : "<a:bodyPr/>")
    put("<a:lstStyle/><a:p><a:pPr><a:defRPr")
    putRunLook(look, size, "000000", isBold: isBold)
    put(#"</a:defRPr></a:pPr><a:r><a:rPr lang="zh-CN""#)
    putRunLook(look, size, "000000", isBold: isBold)
    put("</a:rPr><a:t>")
    put(text: xmlSafe(text).text)
    put(#"</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>"#)
  }

  /// The end of the tag that began, and what stands in it.
  private mutating func putRunLook(
    _ look: ChartLook, _ size: Int, _ color: StaticString, isBold: Bool
  ) {
    put(#" sz=""#)
    put(size)
    put(isBold ? #"" b="1">"# : #"" b="0">"#)
    putSolid(color)
    put(#"<a:latin typeface=""#)
    put(value: look.typeface)
    put(#""/><a:ea typeface=""#)
    put(value: look.typeface)
    put(#""/>"#)
  }
}
