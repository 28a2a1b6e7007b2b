import HuibianOPC

/// What paragraphs and runs look like by their styles: properties along the chain of `w:basedOn`, then
/// the document's defaults. ISO 29500-1, 17.7.2.
struct StyleBook {
  struct Style {
    let basedOn: String?
    let paragraph: XML.Element?
    let run: XML.Element?
    /// Of tables.
    let table: XML.Element?
  }

  private var styles: [String: Style] = [:]
  /// The ids of paragraph styles by name, in lower case.
  private(set) var ids: [String: String] = [:]
  /// And their names by id.
  private(set) var names: [String: String] = [:]
  /// The default paragraph style.
  private(set) var standard: String?
  /// The default table style.
  private(set) var standardTable: String?
  private(set) var defaults: (paragraph: XML.Element?, run: XML.Element?)

  init(_ root: XML.Element?) {
    let own = root?.first(.w("docDefaults"))
    defaults = (
      own?.first(.w("pPrDefault"))?.first(.w("pPr")), own?.first(.w("rPrDefault"))?.first(.w("rPr"))
    )
    for style in root?.all(.w("style")) ?? [] {
      guard let id = style[w: "styleId"], styles[id] == nil else { continue }
      styles[id] = Style(
        basedOn: style.first(.w("basedOn"))?[w: "val"], paragraph: style.first(.w("pPr")),
        run: style.first(.w("rPr")),
        table: style.first(.w("tblPr")))
      if style[w: "type"] == "table", style.isOn("default") { standardTable = id }
      guard style[w: "type"] ?? "paragraph" == "paragraph" else { continue }
      if let name = style.first(.w("name"))?[w: "val"] {
        ids[name.lowercased()] = id
        names[id] = name.lowercased()
      }
      if style.isOn("default") { standard = id }
    }
  }

  /// The attribute of a paragraph's property that holds: its own, its style's, the default.
  func paragraph(_ paragraph: XML.Element, _ property: String, _ attribute: String) -> String? {
    layers(paragraph).lazy.compactMap { $0.first(.w(property))?[w: attribute] }.first
  }

  /// Whether a switch of a paragraph is on; `unstated` if nothing says so.
  func isOn(_ property: String, _ paragraph: XML.Element, unstated: Bool = false) -> Bool {
    layers(paragraph).lazy.compactMap { $0.first(.w(property)) }.first?.isOn ?? unstated
  }

  private func layers(_ paragraph: XML.Element) -> [XML.Element] {
    let own = paragraph.first(.w("pPr"))
    return [own].compactMap { $0 }
      + chain(own?.first(.w("pStyle"))?[w: "val"]).compactMap(\.paragraph)
      + [defaults.paragraph].compactMap { $0 }
  }

  /// The attribute of a run's property that holds in the first run with text, or by the style.
  func run(_ paragraph: XML.Element, _ property: String, _ attribute: String = "val") -> String? {
    let own = paragraph.firstTextRun?.first(.w("rPr"))
    let layers =
      [own].compactMap { $0 }
      + chain(own?.first(.w("rStyle"))?[w: "val"], orStandard: false).compactMap(\.run)
      + chain(ParagraphProperties.style(of: paragraph)).compactMap(\.run)
      + [defaults.run].compactMap { $0 }
    return layers.lazy.compactMap { $0.first(.w(property))?[w: attribute] }.first
  }

  /// A style and those that it is based on; that of the default paragraph style for an unknown one, if
  /// `orStandard`.
  func chain(_ id: String?, orStandard: Bool = true) -> [Style] {
    ids(from: id ?? (orStandard ? standard : nil)).compactMap { styles[$0] }
  }

  /// A style and those that it is based on, in this order; each once, however they are tied.
  private func ids(from id: String?) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    var next = id
    while let id = next, seen.insert(id).inserted, let style = styles[id] {
      result.append(id)
      next = style.basedOn
    }
    return result
  }

  /// The paragraph properties of a style and of those that it is based on, with their ids; none for an
  /// unknown style.
  func paragraphs(from id: String) -> [(id: String, properties: XML.Element?)] {
    ids(from: id).map { ($0, styles[$0]?.paragraph) }
  }

  /// The outline level of a paragraph from 1; nil for text.
  func outlineLevel(_ paragraph: XML.Element) -> Int? {
    let level = self.paragraph(paragraph, "outlineLvl", "val")?.statedNumber
    return level.flatMap { (0...8).contains($0) ? $0 + 1 : nil }
  }

  /// The list and its level (from 0) to which a paragraph belongs; nil for none.
  func list(_ paragraph: XML.Element) -> (id: String, level: Int)? {
    let lists = layers(paragraph).compactMap { $0.first(.w("numPr")) }
    guard let id = lists.lazy.compactMap({ $0.first(.w("numId"))?[w: "val"] }).first, id != "0"
    else { return nil }
    let level = lists.lazy.compactMap { $0.first(.w("ilvl"))?[w: "val"] }.first
    return (id, level?.statedNumber ?? 0)
  }
}

extension XML.Element {
  /// The first run below, in the paragraph, that holds text.
  fileprivate var firstTextRun: XML.Element? {
    for child in elements {
      if child.name == .w("r"), child.first(.w("t")) != nil { return child }
      if case .container = InlineRole.of(child.name), let run = child.firstTextRun { return run }
    }
    return nil
  }
}
