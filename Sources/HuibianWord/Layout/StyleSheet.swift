import HuibianOPC

/// `word/styles.xml` of a document laid out here. GB/T 9704-2012, 5.2 and 7.3.
enum StyleSheet {
  static func document(_ settings: LayoutSettings) -> XML.Document {
    Markup.root(
      "styles", [defaults(settings)] + GongwenStyle.allCases.map { style($0, settings) })
  }

  private static func defaults(_ settings: LayoutSettings) -> XML.Element {
    Markup.w(
      "docDefaults", [:],
      [
        Markup.w(
          "rPrDefault", [:],
          [
            Markup.w(
              "rPr", [:],
              [
                Markup.fonts(settings.name(of: .fangsong)),
                Markup.w("lang", ["val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"]),
              ])
          ]),
        Markup.w("pPrDefault"),
      ])
  }

  /// `w:style`; its children in the order of ECMA-376 Part 1, 17.7.4.17.
  private static func style(_ style: GongwenStyle, _ settings: LayoutSettings) -> XML.Element {
    var element = Markup.w("style", ["type": style.type, "styleId": style.id])
    if style == .normal || style == .plainTable {
      element.attributes.insert(XML.Attribute(.w("default"), "1"), at: 1)
    } else if !isBuiltIn(style) {
      element.attributes.insert(XML.Attribute(.w("customStyle"), "1"), at: 1)
    }
    var children = [Markup.val("name", style.name)]
    if let base = base(of: style) { children.append(Markup.val("basedOn", base.id)) }
    if let next = next(after: style) { children.append(Markup.val("next", next.id)) }
    if style == .plainTable {
      children += [
        Markup.val("uiPriority", "99"), Markup.w("semiHidden"), Markup.w("unhideWhenUsed"),
      ]
    } else {
      children += [Markup.val("uiPriority", "1"), Markup.w("qFormat")]
    }
    let paragraph = paragraphProperties(of: style)
    if !paragraph.isEmpty { children.append(Markup.w("pPr", [:], paragraph)) }
    let run = runProperties(of: style, settings)
    if !run.isEmpty { children.append(Markup.w("rPr", [:], run)) }
    if let table = TableLook.styleProperties(of: style) { children.append(table) }
    element.children = children.map { .element($0) }
    return element
  }

  private static func isBuiltIn(_ style: GongwenStyle) -> Bool {
    switch style {
    case .normal, .title, .heading1, .heading2, .heading3, .heading4, .footer, .plainTable: true
    default: false
    }
  }

  private static func base(of style: GongwenStyle) -> GongwenStyle? {
    switch style {
    case .normal, .plainTable: nil
    case .lead1, .lead2, .lead3, .lead4, .placeholder, .signer, .attendanceLabel: nil
    case .annexTitle: .title
    case .table: .plainTable
    case .tableHeader, .tableNumber, .tableLabel: .tableText
    default: .normal
    }
  }

  private static func next(after style: GongwenStyle) -> GongwenStyle? {
    switch style {
    case .title, .heading1, .heading2, .heading3, .heading4, .addressee, .annexTitle, .caption:
      .body
    case .office: .date
    case .annexHeading: .annexTitle
    case .sealedOffice: .sealedDate
    case .position: .positionDate
    default: nil
    }
  }

  private static func paragraphProperties(of style: GongwenStyle) -> [XML.Element] {
    let row = String(PageMeasures.row)
    // Two characters (2 字). Word goes by firstLineChars, others by the twips.
    let firstLine = Markup.w(
      "ind",
      ["firstLineChars": "200", "firstLine": String(PageMeasures.twips(characters: 2))])
    let atRight = Markup.w("ind", ["right": String(PageMeasures.twips(characters: 2))])
    let centred = Markup.val("jc", "center")
    switch style {
    case .normal:
      // No extra space between Hanzi and digits: a row is 28 characters.
      return [
        Markup.w("widowControl"), Markup.off("autoSpaceDE"), Markup.off("autoSpaceDN"),
        Markup.w("spacing", ["before": "0", "after": "0", "line": row, "lineRule": "exact"]),
        Markup.val("jc", "both"),
      ]
    case .title:
      // Off the grid, on which LibreOffice gives a 22 pt row two rows whatever its height. The row
      // below it is the space after.
      return [
        Markup.w("keepNext"), Markup.w("keepLines"), Markup.off("snapToGrid"),
        Markup.w("spacing", ["before": "0", "after": row, "line": row, "lineRule": "exact"]),
        centred,
      ]
    case .annexTitle:
      // Row 3: one empty row between the label and the title.
      return [Markup.w("spacing", ["before": row, "after": row, "line": row, "lineRule": "exact"])]
    case .heading1, .heading2, .heading3, .heading4:
      let level = style == .heading1 ? 0 : style == .heading2 ? 1 : style == .heading3 ? 2 : 3
      return [
        Markup.w("keepNext"), Markup.w("keepLines"), firstLine,
        Markup.val("outlineLvl", String(level)),
      ]
    case .body, .note, .tableNote: return [firstLine]
    case .annexList:
      return [
        Markup.w(
          "ind",
          [
            "left": String(PageMeasures.twips(characters: 5)),
            "hanging": String(PageMeasures.twips(characters: 3)),
          ])
      ]
    case .office:
      return [
        Markup.w("keepNext"), Markup.w("keepLines"), Markup.w("spacing", ["before": row]), atRight,
        Markup.val("jc", "right"),
      ]
    case .date: return [atRight, Markup.val("jc", "right")]
    case .annexHeading: return [Markup.w("keepNext"), Markup.w("pageBreakBefore")]
    case .caption: return [Markup.w("keepNext"), Markup.w("keepLines"), centred]
    case .unit: return [Markup.w("keepNext"), Markup.val("jc", "right")]
    case .tableText: return TableLook.cellParagraph
    case .tableNumber: return [TableLook.numberIndent, Markup.val("jc", "right")]
    case .tableLabel: return [TableLook.labelIndent, Markup.val("jc", "left")]
    case .footer:
      return [
        Markup.off("snapToGrid"), Markup.w("spacing", ["line": "280", "lineRule": "exact"]),
        Markup.val("jc", "left"),
      ]
    case .spacer:
      return [Markup.off("snapToGrid"), Markup.w("spacing", ["line": "20", "lineRule": "exact"])]
    case .serial, .secrecy: return [Markup.w("keepNext")]
    case .mark:
      return [Markup.w("keepNext"), Markup.w("keepLines"), Markup.off("snapToGrid"), centred]
    case .documentNumber:
      // Two empty rows below the mark. Clause 7.2.5.
      return [
        Markup.w("keepNext"), Markup.w("spacing", ["before": String(2 * PageMeasures.row)]),
        centred,
      ]
    case .upwardNumber: return [Markup.w("keepNext"), Markup.val("jc", "left")]
    case .letterNumber:
      return [Markup.w("keepNext"), Markup.off("snapToGrid"), Markup.val("jc", "right")]
    case .redLine: return HeadMeasures.redLine
    case .orderNumber:
      return [
        Markup.w("keepNext"),
        Markup.w(
          "spacing",
          ["before": String(2 * PageMeasures.row), "after": String(2 * PageMeasures.row)]), centred,
      ]
    case .sealedOffice:
      // Two rows above: half of the seal stands above the name, its upper edge within a row of the text.
      return [
        Markup.w("keepNext"), Markup.w("keepLines"),
        Markup.w("spacing", ["before": String(2 * PageMeasures.row)]),
        indent(right: 4), Markup.val("jc", "right"),
      ]
    case .sealedDate: return [indent(right: 4), Markup.val("jc", "right")]
    case .seals:
      return [
        Markup.w("keepNext"), Markup.w("keepLines"),
        Markup.w("spacing", ["before": String(2 * PageMeasures.row)]), indent(right: 0.1),
        Markup.val("jc", "left"),
      ]
    case .position:
      return [
        Markup.w("keepNext"), Markup.w("keepLines"),
        Markup.w("spacing", ["before": String(2 * PageMeasures.row)]),
        indent(right: 4 + SignaturePlacement.nameStamp + 2), Markup.val("jc", "right"),
      ]
    case .positionDate:
      return [
        Markup.w("spacing", ["before": row]), indent(right: 4), Markup.val("jc", "right"),
      ]
    case .attendance:
      // 出席： is three characters wide; wrapped lines stand under the first name.
      return [
        Markup.w(
          "ind",
          [
            "left": String(PageMeasures.twips(characters: 5)),
            "hanging": String(PageMeasures.twips(characters: 3)),
          ])
      ]
    case .imprintPlace: return [Markup.off("snapToGrid"), Markup.val("jc", "left")]
    case .imprint:
      return [
        Markup.off("snapToGrid"),
        Markup.w("spacing", ["line": String(ImprintBox.row), "lineRule": "exact"]),
        Markup.val("jc", "both"),
      ]
    case .tableHeader, .addressee, .lead1, .lead2, .lead3, .lead4, .placeholder, .plainTable,
      .table, .signer, .attendanceLabel:
      return []
    }
  }

  private static func indent(right characters: Double) -> XML.Element {
    Markup.w("ind", ["right": String(PageMeasures.twips(characters: characters))])
  }

  private static func runProperties(
    of style: GongwenStyle, _ settings: LayoutSettings
  ) -> [XML.Element] {
    func face(_ typeface: Typeface) -> XML.Element {
      Markup.fonts(settings.name(of: typeface))
    }
    func cell(_ typeface: Typeface) -> [XML.Element] {
      [face(typeface), Markup.off("spacing")] + Markup.size(TableLook.size)
    }
    switch style {
    case .normal:
      return [
        face(.fangsong), Markup.val("spacing", String(PageMeasures.characterSpacing)),
        Markup.off("kern"),
      ] + Markup.size(32)
    case .title: return [face(.xiaobiaosong)] + Markup.size(44)
    case .heading1, .lead1, .annexHeading, .secrecy, .attendanceLabel: return [face(.heiti)]
    case .signer: return [face(.kaiti)]
    case .mark:
      return [face(.xiaobiaosong), Markup.val("color", "FF0000"), Markup.off("spacing")]
        + Markup.size(2 * settings.markSize)
    case .redLine: return Markup.size(2)
    case .imprint: return [Markup.off("spacing")] + Markup.size(28)
    case .heading2, .lead2:
      return [face(.kaiti)]
        + (settings.isSecondHeadingBold ? [Markup.w("b"), Markup.w("bCs")] : [])
    case .heading3, .heading4, .lead3, .lead4, .body: return [face(.fangsong)]
    case .caption: return [face(.heiti)] + Markup.size(28)
    case .tableText: return cell(.fangsong)
    case .tableHeader: return [face(.heiti)]
    case .footer: return [face(.songti), Markup.off("spacing")] + Markup.size(28)
    case .spacer: return Markup.size(2)
    case .placeholder: return [Markup.val("highlight", "yellow")]
    // What the standard does not name is of its usual size (5.2.2), beside tables too.
    case .addressee, .annexList, .office, .date, .note, .annexTitle, .unit, .tableNumber,
      .tableLabel, .tableNote, .plainTable, .table, .serial, .documentNumber, .upwardNumber,
      .letterNumber, .orderNumber, .sealedOffice, .sealedDate, .seals, .position, .positionDate,
      .attendance, .imprintPlace:
      return []
    }
  }
}
