import HuibianOPC

/// The defaults of a document (`w:docDefaults`), as properties that a style can spell out.
enum StyleDefaults {
  /// What takes back the properties that a document's defaults set: the values that hold where no
  /// default says anything. ISO 29500-1, 17.3.1 and 17.3.2.
  static func neutral(_ defaults: XML.Element?) -> [XML.Element] {
    (defaults?.elements ?? []).compactMap { property in
      values[property.name.local].map { values in
        XML.Element(property.name, values.map { (.w($0.0), $0.1) })
      }
    }
  }

  private static let values: [String: [(String, String)]] = [
    "spacing": [("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto")],
    "ind": [("left", "0"), ("right", "0"), ("firstLine", "0")],
    "jc": [("val", "left")], "widowControl": [("val", "1")], "snapToGrid": [("val", "1")],
    "keepNext": [("val", "0")], "keepLines": [("val", "0")],
    "rFonts": [
      ("ascii", "Times New Roman"), ("hAnsi", "Times New Roman"), ("eastAsia", "宋体"),
      ("cs", "Times New Roman"),
    ],
    "sz": [("val", "20")], "szCs": [("val", "20")], "kern": [("val", "0")],
    "b": [("val", "0")], "bCs": [("val", "0")], "i": [("val", "0")], "iCs": [("val", "0")],
    "color": [("val", "auto")],
  ]

  /// Properties laid over each other, the last on top; spacing, indents and typefaces side by side.
  static func merged(_ layers: [XML.Element]...) -> [XML.Element] {
    var result: [XML.Element] = []
    for property in layers.joined() {
      guard let index = result.firstIndex(where: { $0.name == property.name }) else {
        result.append(property)
        continue
      }
      guard ["spacing", "ind", "rFonts", "lang"].contains(property.name.local),
        property.children.isEmpty
      else {
        result[index] = property
        continue
      }
      for attribute in property.attributes {
        // A typeface by name and one by theme are one thing; the theme would win.
        let local = attribute.name.local
        if local.hasSuffix("Theme") {
          result[index][w: String(local.dropLast(5))] = nil
        } else {
          result[index][w: local + "Theme"] = nil
          if local == "cs" { result[index][w: "cstheme"] = nil }
        }
        result[index][attribute: attribute.name] = attribute.value
      }
    }
    return result
  }

  /// Properties of a paragraph in the order of the schema.
  static func sorted(paragraph properties: [XML.Element]) -> [XML.Element] {
    sorted(properties, by: ParagraphProperties.rank)
  }

  /// Properties of a run in the order of the schema.
  static func sorted(run properties: [XML.Element]) -> [XML.Element] {
    sorted(properties) { order.firstIndex(of: $0.name.local) ?? order.count }
  }

  private static func sorted(
    _ properties: [XML.Element], by rank: (XML.Element) -> Int
  ) -> [XML.Element] {
    properties.enumerated().sorted { a, b in
      let (left, right) = (rank(a.element), rank(b.element))
      return left == right ? a.offset < b.offset : left < right
    }.map(\.element)
  }

  /// ISO 29500-1, 17.3.2.28.
  private static let order = [
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline",
    "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
    "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
  ]
}
