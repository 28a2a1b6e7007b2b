import HuibianOPC

/// What holds for paragraphs and runs: their own properties, then those of lists and styles, then the
/// defaults. ISO 29500-1, 17.7.2.
struct StatedLooks {
  let styles: StyleBook
  /// By list and level: the paragraph properties of the level.
  private var levels: [String: [Int: XML.Element]] = [:]
  /// Typefaces of the theme, by `w:asciiTheme` and its like.
  private var theme: [String: String] = [:]

  init(_ container: OPCPackage) {
    styles = StyleBook(container.root(kind: "styles")?.root)
    readLevels(container.root(kind: "numbering")?.root)
    readTheme(container.root(kind: "theme")?.root)
  }

  private mutating func readLevels(_ root: XML.Element?) {
    var abstract: [String: [Int: XML.Element]] = [:]
    let own = { (list: XML.Element) -> [Int: XML.Element] in
      var result: [Int: XML.Element] = [:]
      for level in list.all(.w("lvl")) {
        guard let number = level[w: "ilvl"]?.statedNumber else { continue }
        result[number] = level.first(.w("pPr"))
      }
      return result
    }
    for list in root?.all(.w("abstractNum")) ?? [] {
      abstract[list[w: "abstractNumId"] ?? ""] = own(list)
    }
    for list in root?.all(.w("num")) ?? [] {
      guard let id = list[w: "numId"] else { continue }
      levels[id] = abstract[list.first(.w("abstractNumId"))?[w: "val"] ?? ""] ?? [:]
      for change in list.all(.w("lvlOverride")) { levels[id]?.merge(own(change)) { $1 } }
    }
  }

  private mutating func readTheme(_ root: XML.Element?) {
    let scheme = root?.first(.a("themeElements"))?.first(.a("fontScheme"))
    for (kind, name) in [("major", "majorFont"), ("minor", "minorFont")] {
      guard let fonts = scheme?.first(.a(name)) else { continue }
      let face = { (name: String) in fonts.first(.a(name))?["typeface"] ?? "" }
      theme[kind + "Ascii"] = face("latin")
      theme[kind + "HAnsi"] = face("latin")
      let hans = fonts.all(.a("font")).first { $0["script"] == "Hans" }?["typeface"] ?? ""
      theme[kind + "EastAsia"] = face("ea").isEmpty ? hans : face("ea")
    }
  }

  /// The properties that a paragraph takes, nearest first.
  func layers(_ paragraph: XML.Element, table: String?) -> [XML.Element] {
    var result: [XML.Element] = []
    var hasLevel = false
    let add = { (properties: XML.Element?) in
      guard let properties else { return }
      result.append(properties)
      // What a list says of its level stands behind what says that it is that list.
      guard !hasLevel, let list = properties.first(.w("numPr")) else { return }
      hasLevel = true
      let level = list.first(.w("ilvl"))?[w: "val"]?.statedNumber ?? 0
      if let id = list.first(.w("numId"))?[w: "val"], let level = levels[id]?[level] {
        result.append(level)
      }
    }
    add(paragraph.first(.w("pPr")))
    for style in styles.chain(style(of: paragraph)) { add(style.paragraph) }
    for style in styles.chain(table, orStandard: false) { add(style.paragraph) }
    add(styles.defaults.paragraph)
    return result
  }

  /// The properties that a run takes, nearest first.
  func layers(
    run: XML.Element, in paragraph: XML.Element, table: String?
  ) -> [XML.Element] {
    let own = run.first(.w("rPr"))
    return [own].compactMap { $0 }
      + styles.chain(own?.first(.w("rStyle"))?[w: "val"], orStandard: false).compactMap(\.run)
      + styles.chain(style(of: paragraph)).compactMap(\.run)
      + styles.chain(table, orStandard: false).compactMap(\.run)
      + [styles.defaults.run].compactMap { $0 }
  }

  /// The size of the default paragraph style.
  var standardHalfPoints: Int {
    let layers = styles.chain(nil).compactMap(\.run) + [styles.defaults.run].compactMap { $0 }
    return layers.lazy.compactMap { $0.first(.w("sz"))?[w: "val"]?.statedNumber }.first ?? 20
  }

  /// A style's id; that of the default style where there is no such style.
  func style(of paragraph: XML.Element) -> String? {
    let id = ParagraphProperties.style(of: paragraph)
    return id.flatMap { styles.chain($0).isEmpty ? nil : $0 } ?? styles.standard
  }

  /// The typeface of a slot (`eastAsia`, `ascii`); a typeface of the theme goes before a name.
  func typeface(_ slot: String, _ layers: [XML.Element]) -> String? {
    for fonts in layers.lazy.compactMap({ $0.first(.w("rFonts")) }) {
      if let name = fonts[w: slot + "Theme"].flatMap({ theme[$0] }), !name.isEmpty { return name }
      if let name = fonts[w: slot], !name.isEmpty { return name }
    }
    return nil
  }

  func run(_ text: String, _ layers: [XML.Element]) -> StatedRun {
    let value = { (property: String) in
      layers.lazy.compactMap { $0.first(.w(property))?[w: "val"] }.first
    }
    let color = value("color").flatMap { $0.lowercased() == "auto" ? nil : $0.uppercased() }
    return StatedRun(
      text: text, eastAsian: typeface("eastAsia", layers), latin: typeface("ascii", layers),
      halfPoints: min(max(value("sz")?.statedNumber ?? 20, 2), 3276), color: color,
      isBold: layers.lazy.compactMap { $0.first(.w("b")) }.first?.isOn ?? false,
      spacing: value("spacing")?.statedTwips ?? 0)
  }

  func isHidden(_ layers: [XML.Element]) -> Bool {
    layers.lazy.compactMap { $0.first(.w("vanish")) }.first?.isOn ?? false
  }
}
