import HuibianOPC

/// The parts of a document laid out here that do not depend on what it says.
enum GongwenParts {
  /// The footers of a section, by the ids of their relationships.
  struct Footers {
    let odd: String
    let even: String
    /// Nil: the first page has the footer of odd ones.
    var first: String?
  }

  /// A section: page, margins, grid, and the footers of odd and even pages.
  ///
  /// - Parameter footers: Nil: none, and no page number.
  static func section(_ footers: Footers?) -> XML.Element {
    func footer(_ type: String, _ id: String) -> XML.Element {
      XML.Element(.w("footerReference"), [(.w("type"), type), (.r("id"), id)])
    }
    let references = footers.map { footers in
      [footer("even", footers.even), footer("default", footers.odd)]
        + (footers.first.map { [footer("first", $0)] } ?? [])
    }
    return Markup.w(
      "sectPr", [:],
      (references ?? []) + [
        Markup.w("pgSz", ["w": String(PageMeasures.width), "h": String(PageMeasures.height)]),
        Markup.w(
          "pgMar",
          [
            "top": String(PageMeasures.top), "right": String(PageMeasures.right),
            "bottom": String(PageMeasures.bottom), "left": String(PageMeasures.left),
            "header": String(PageMeasures.header), "footer": String(PageMeasures.footer),
            "gutter": "0",
          ]),
        Markup.w("cols", ["space": "425"]),
      ] + (footers?.first == nil ? [] : [Markup.w("titlePg")]) + [
        Markup.w("docGrid", ["type": "lines", "linePitch": String(PageMeasures.row)])
      ])
  }

  /// A footer with the page number between two 一字线, one character in from the outer edge.
  /// GB/T 9704-2012, 7.5.
  static func footer(
    isEven: Bool, place number: LayoutSettings.PageNumberPlace
  ) -> XML.Document {
    let place =
      number == .centre
      ? [Markup.val("jc", "center")]
      : isEven
        ? [Markup.w("ind", ["left": "280"])]
        : [Markup.w("ind", ["right": "280"]), Markup.val("jc", "right")]
    func field(_ type: String) -> XML.Element {
      Markup.w("r", [:], [Markup.w("fldChar", ["fldCharType": type])])
    }
    let instruction = XML.Element(
      .w("instrText"), [(.xml("space"), "preserve")], [.text(" PAGE ")])
    let runs =
      Markup.run("— ") + [field("begin"), Markup.w("r", [:], [instruction]), field("separate")]
      + Markup.run("1") + [field("end")] + Markup.run(" —")
    return Markup.root("ftr", [Markup.paragraph(style: .footer, place, runs)])
  }

  /// A footer with nothing in it: of a page without a number.
  static var emptyFooter: XML.Document {
    Markup.root("ftr", [Markup.paragraph(style: .footer)])
  }

  /// Settings; children in the order of ECMA-376 Part 1, 17.15.1.78.
  static func settings(_ settings: LayoutSettings) -> XML.Document {
    func compatibility(_ name: String, _ value: String) -> XML.Element {
      Markup.w(
        "compatSetting",
        ["name": name, "uri": "http://schemas.microsoft.com/office/word", "val": value])
    }
    return Markup.root(
      "settings",
      [
        Markup.w("zoom", ["percent": "100"])
      ] + (settings.isDuplex ? [Markup.w("mirrorMargins")] : []) + [
        Markup.w("bordersDoNotSurroundHeader"), Markup.w("bordersDoNotSurroundFooter"),
        Markup.val("defaultTabStop", "420"),
        Markup.w("evenAndOddHeaders"),
        // A compressed mark would take its line off the 28 columns.
        Markup.val("characterSpacingControl", "doNotCompress"),
        Markup.w(
          "compat", [:],
          [
            // A line that a break ends is not stretched to the margin.
            Markup.w("doNotExpandShiftReturn"),
            Markup.w("useFELayout"),
            compatibility("compatibilityMode", "15"),
            compatibility("overrideTableStyleFontSizeAndJustification", "1"),
            compatibility("enableOpenTypeFeatures", "1"),
            compatibility("doNotFlipMirrorIndents", "1"),
            compatibility("differentiateMultirowTableHeaders", "1"),
          ]),
        Markup.w("themeFontLang", ["val": "en-US", "eastAsia": "zh-CN"]),
        Markup.val("decimalSymbol", "."), Markup.val("listSeparator", ","),
      ])
  }

  static func fontTable(_ settings: LayoutSettings) -> XML.Document {
    var named: Set<String> = []
    let faces = Typeface.allCases.filter { named.insert(settings.name(of: $0)).inserted }
    return Markup.root("fonts", faces.map { $0.entry(named: settings.name(of: $0)) })
  }

  /// `docProps/core.xml`: it names nobody.
  static var coreProperties: XML.Document {
    XML.Document(
      root: XML.Element(XML.Name(.coreProperties, "coreProperties", prefix: "cp")),
      standalone: true)
  }

  /// `docProps/app.xml`: no company, no template, no path.
  static var extendedProperties: XML.Document {
    func name(_ local: String) -> XML.Name { XML.Name(.extendedProperties, local, prefix: "") }
    var properties = XML.Element(
      name("Properties"), elements: [XML.Element(name("Application"), [], [.text("Huibian")])])
    properties.declarations = [
      XML.Declaration(prefix: "", uri: XML.Namespace.extendedProperties.uri)
    ]
    return XML.Document(root: properties, standalone: true)
  }
}
