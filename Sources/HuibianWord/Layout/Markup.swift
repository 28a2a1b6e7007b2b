import HuibianOPC

/// WordprocessingML in few strokes, for the documents and tables built here.
enum Markup {
  /// An element of WordprocessingML with attributes of WordprocessingML.
  static func w(
    _ local: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ children: [XML.Element] = []
  ) -> XML.Element {
    XML.Element(.w(local), attributes.map { (.w($0.key), $0.value) }, elements: children)
  }

  /// An element with nothing but `w:val`.
  static func val(_ local: String, _ value: String) -> XML.Element {
    w(local, ["val": value])
  }

  /// A switch turned off: `<w:snapToGrid w:val="0"/>`.
  static func off(_ local: String) -> XML.Element { val(local, "0") }

  /// One typeface for Hanzi, digits and Latin alike.
  static func fonts(_ typeface: String) -> XML.Element {
    w(
      "rFonts",
      ["ascii": typeface, "eastAsia": typeface, "hAnsi": typeface, "cs": "Times New Roman"])
  }

  /// Size in half-points, for all scripts.
  static func size(_ halfPoints: Int) -> [XML.Element] {
    [val("sz", String(halfPoints)), val("szCs", String(halfPoints))]
  }

  /// A paragraph: properties in the order of the schema, then runs.
  static func paragraph(
    style: GongwenStyle?, _ properties: [XML.Element] = [], _ runs: [XML.Element] = []
  ) -> XML.Element {
    paragraph(styleID: style?.id, properties, runs)
  }

  /// The same in a style by its id.
  static func paragraph(
    styleID: String?, _ properties: [XML.Element] = [], _ runs: [XML.Element] = []
  ) -> XML.Element {
    let all = (styleID.map { [val("pStyle", $0)] } ?? []) + properties
    return w("p", [:], (all.isEmpty ? [] : [w("pPr", [:], all)]) + runs)
  }

  /// A run; `\n` becomes a line break, `\t` a tab, characters that XML forbids U+FFFD. No run for an
  /// empty text.
  static func run(_ text: String, _ properties: [XML.Element] = []) -> [XML.Element] {
    guard !text.isEmpty else { return [] }
    let own = properties.isEmpty ? [] : [w("rPr", [:], properties)]
    return [w("r", [:], own + content(text))]
  }

  /// What a run holds for a text.
  private static func content(_ text: String) -> [XML.Element] {
    let safe = xmlSafe(text).text
    guard safe.utf8.contains(where: { $0 < 0x20 }) else { return self.text(safe) }
    var result: [XML.Element] = []
    var piece = ""
    for character in safe {
      switch character {
      case "\n", "\r\n", "\r":
        result += self.text(piece) + [w("br")]
        piece = ""
      case "\t":
        result += self.text(piece) + [w("tab")]
        piece = ""
      default: piece.append(character)
      }
    }
    return result + self.text(piece)
  }

  /// `w:t`, which keeps its blanks; nothing for an empty text.
  static func text(_ text: String) -> [XML.Element] {
    guard !text.isEmpty else { return [] }
    let keepsSpace = text.first?.isWhitespace == true || text.last?.isWhitespace == true
    return [
      XML.Element(.w("t"), keepsSpace ? [(.xml("space"), "preserve")] : [], [.text(text)])
    ]
  }

  /// The root of a part, with the namespaces that its content needs.
  static func root(_ local: String, _ children: [XML.Element]) -> XML.Document {
    var element = w(local, [:], children)
    element.declarations = [
      XML.Declaration(prefix: "w", uri: XML.Namespace.w.uri),
      XML.Declaration(prefix: "r", uri: XML.Namespace.r.uri),
    ]
    return XML.Document(root: element, standalone: true)
  }
}
