import HuibianOPC
import Synchronization

/// Faces, fills and lines of charts: of different lightness or pattern, so that a grey print tells the
/// series apart.
///
/// What it makes is kept, with its bytes ready: a run may draw thousands of charts that look alike.
final class ChartLook: Sendable {
  /// For Hanzi and digits alike, as the running text around.
  let typeface: String

  /// What is made of few words and numbers.
  private enum Piece: Hashable {
    case text(size: Int, color: String, isBold: Bool)
    case axisText(size: Int, isVertical: Bool)
    case title(String, size: Int, isBold: Bool, isVertical: Bool)
    case area(Int)
    case stroke(Int)
    case outline(String)
    case ground
  }

  private let pieces = Mutex<[Piece: [XML.Element]]>([:])
  private static let looks = Mutex<[String: ChartLook]>([:])
  /// More than documents need; what comes after is made anew each time.
  private static let most = (looks: 16, pieces: 200)

  private init(typeface: String) { self.typeface = typeface }

  /// The look with a typeface, the same for all charts.
  static func look(typeface: String) -> ChartLook {
    looks.withLock { looks in
      if let known = looks[typeface] { return known }
      let look = ChartLook(typeface: typeface)
      if looks.count < most.looks { looks[typeface] = look }
      return look
    }
  }

  private func kept(_ piece: Piece, _ make: () -> [XML.Element]) -> [XML.Element] {
    if let known = pieces.withLock({ $0[piece] }) { return known }
    let made = make().map(\.ready)
    pieces.withLock { pieces in
      if pieces.count < Self.most.pieces { pieces[piece] = made }
    }
    return made
  }

  private func kept(_ piece: Piece, _ make: () -> XML.Element) -> XML.Element {
    kept(piece) { [make()] }[0]
  }

  /// In hundredths of a point: 五号, and 小四 for the title.
  static let size = 1050
  static let titleSize = 1200

  /// `c:txPr`: the looks of a text that the reader's program writes.
  func text(_ size: Int = ChartLook.size, color: String = "000000", isBold: Bool = false)
    -> XML.Element
  {
    kept(.text(size: size, color: color, isBold: isBold)) { madeText(size, color, isBold) }
  }

  private func madeText(_ size: Int, _ color: String, _ isBold: Bool) -> XML.Element {
    ChartMarkup.c(
      "txPr", [:],
      [
        ChartMarkup.a("bodyPr"), ChartMarkup.a("lstStyle"),
        ChartMarkup.a(
          "p", [:],
          [
            ChartMarkup.a("pPr", [:], [run("defRPr", size, color, isBold)]),
            ChartMarkup.a("endParaRPr", ["lang": "zh-CN"]),
          ]),
      ])
  }

  /// The same for names along an axis: in lines as short as their room, or upright one below the other.
  func axisText(_ size: Int, isVertical: Bool) -> XML.Element {
    kept(.axisText(size: size, isVertical: isVertical)) {
      var result = madeText(size, "000000", false)
      result.edit(.a("bodyPr")) { body in
        body["rot"] = "0"
        body["vert"] = isVertical ? "eaVert" : "horz"
      }
      return result
    }
  }

  /// `c:title` with a text of ours.
  func title(_ text: String, size: Int, isBold: Bool = false, isVertical: Bool = false)
    -> XML.Element
  {
    kept(.title(text, size: size, isBold: isBold, isVertical: isVertical)) {
      madeTitle(text, size, isBold, isVertical)
    }
  }

  private func madeTitle(
    _ text: String, _ size: Int, _ isBold: Bool, _ isVertical: Bool
  ) -> XML.Element {
    let body =
      isVertical
      ? ChartMarkup.a("bodyPr", ["rot": "-5400000", "vert": "horz"]) : ChartMarkup.a("bodyPr")
    return ChartMarkup.c(
      "title", [:],
      [
        ChartMarkup.c(
          "tx", [:],
          [
            ChartMarkup.c(
              "rich", [:],
              [
                body, ChartMarkup.a("lstStyle"),
                ChartMarkup.a(
                  "p", [:],
                  [
                    ChartMarkup.a("pPr", [:], [run("defRPr", size, "000000", isBold)]),
                    ChartMarkup.a(
                      "r", [:],
                      [
                        run("rPr", size, "000000", isBold),
                        XML.Element(.a("t"), [], [.text(xmlSafe(text).text)]),
                      ]),
                  ]),
              ])
          ]),
        ChartMarkup.flag("overlay", false),
      ])
  }

  private func run(_ local: String, _ size: Int, _ color: String, _ isBold: Bool) -> XML.Element {
    var result = ChartMarkup.a(
      local, [:],
      [solid(color)]
        + ["latin", "ea"].map { ChartMarkup.a($0, ["typeface": xmlSafe(typeface).text]) })
    if local == "rPr" { result["lang"] = "zh-CN" }
    result["sz"] = String(size)
    result["b"] = isBold ? "1" : "0"
    return result
  }

  // MARK: Fills and lines

  private enum Fill {
    case plain(String)
    case pattern(String)
  }

  /// Fixed colours of different lightness, for series that a person's chart has not.
  static let colors = ["1F4E79", "BDD7EE", "5B9BD5", "A6A6A6", "404040", "D9D9D9"]

  private static let dark = "1F4E79"
  private static let edge = "404040"
  /// From 18 % to 95 % lightness, patterns between.
  private static let fills: [Fill] = [
    .plain(dark), .plain("BDD7EE"), .plain("5B9BD5"), .pattern("wdUpDiag"), .plain("F2F2F2"),
    .pattern("pct50"), .pattern("dkHorz"), .plain("A6A6A6"), .pattern("wdDnDiag"),
    .pattern("smCheck"), .pattern("ltVert"), .pattern("dashHorz"),
  ]

  /// `c:spPr` of a column, bar or slice.
  func area(_ index: Int) -> XML.Element {
    let place = index % ChartLook.fills.count
    return kept(.area(place)) { madeArea(place) }
  }

  private func madeArea(_ index: Int) -> XML.Element {
    let fill: XML.Element
    switch ChartLook.fills[index % ChartLook.fills.count] {
    case .plain(let color): fill = solid(color)
    case .pattern(let preset):
      fill = ChartMarkup.a(
        "pattFill", ["prst": preset],
        [
          ChartMarkup.a("fgClr", [:], [color(ChartLook.dark)]),
          ChartMarkup.a("bgClr", [:], [color("FFFFFF")]),
        ])
    }
    return ChartMarkup.c("spPr", [:], [fill, line(ChartLook.edge, width: 6350)])
  }

  /// How many fills, and how many lines, differ in grey.
  static var fillCount: Int { fills.count }
  static var strokeCount: Int { strokes.count }

  /// The colour of a label upon the fill.
  func contrast(_ index: Int) -> String {
    index % ChartLook.fills.count == 0 ? "FFFFFF" : "000000"
  }

  /// Whether a label upon the fill needs a ground of its own.
  func isPattern(_ index: Int) -> Bool {
    if case .pattern = ChartLook.fills[index % ChartLook.fills.count] { true } else { false }
  }

  private static let strokes: [(color: String, dash: String, symbol: String)] = [
    (dark, "solid", "circle"), ("5B9BD5", "dash", "square"), ("7F7F7F", "sysDot", "triangle"),
    ("000000", "lgDashDot", "diamond"), ("2E75B6", "sysDash", "x"), ("404040", "lgDash", "star"),
  ]

  /// `c:spPr` and `c:marker` of a line.
  func stroke(_ index: Int) -> [XML.Element] {
    let place = index % ChartLook.strokes.count
    return kept(.stroke(place)) { madeStroke(place) }
  }

  private func madeStroke(_ index: Int) -> [XML.Element] {
    let (ink, dash, symbol) = ChartLook.strokes[index % ChartLook.strokes.count]
    let isHollow = dash != "solid"
    return [
      ChartMarkup.c("spPr", [:], [line(ink, width: 22225, dash: dash)]),
      ChartMarkup.c(
        "marker", [:],
        [
          ChartMarkup.val("symbol", symbol), ChartMarkup.val("size", "6"),
          ChartMarkup.c(
            "spPr", [:], [solid(isHollow ? "FFFFFF" : ink), line(ink, width: 9525)]),
        ]),
    ]
  }

  /// A line alone, as of an axis or the grid.
  func outline(_ color: String) -> XML.Element {
    kept(.outline(color)) { ChartMarkup.c("spPr", [:], [line(color, width: 6350)]) }
  }

  /// White ground without an edge.
  var ground: XML.Element {
    kept(.ground) {
      ChartMarkup.c(
        "spPr", [:], [solid("FFFFFF"), ChartMarkup.a("ln", [:], [ChartMarkup.a("noFill")])])
    }
  }

  private func line(_ ink: String, width: Int, dash: String = "solid") -> XML.Element {
    ChartMarkup.a(
      "ln", ["w": String(width)], [solid(ink), ChartMarkup.a("prstDash", ["val": dash])])
  }

  private func solid(_ ink: String) -> XML.Element {
    ChartMarkup.a("solidFill", [:], [color(ink)])
  }

  private func color(_ ink: String) -> XML.Element { ChartMarkup.a("srgbClr", ["val": ink]) }
}
