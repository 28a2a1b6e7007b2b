import HuibianOPC

/// Switches of a document's settings.
extension OPCPackage {
  /// Whether a switch of the settings is on.
  func hasSetting(_ name: String) -> Bool {
    root(kind: "settings")?.root.first(.w(name))?.isOn ?? false
  }

  /// Turns a switch of the settings on; without settings, nothing.
  mutating func turnOn(_ name: String) {
    guard let part = partName(kind: "settings"), var document = document(part) else { return }
    document.root.children.removeAll { $0.element?.name == .w(name) }
    // ISO 29500-1, 17.15.1.78: what comes before it in the schema, as far as files have it.
    let before: Set<String> = [
      "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
      "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
      "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
      "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
      "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
      "hideSpellingErrors",
      "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
      "attachedTemplate",
      "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
      "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting",
      "documentProtection", "autoFormatOverride", "styleLockTheme", "styleLockQFSet",
      "defaultTabStop",
      "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps",
      "showEnvelope", "summaryLength", "clickAndTypeStyle", "defaultTableStyle",
    ]
    let place = document.root.children.firstIndex { node in
      node.element.map { !before.contains($0.name.local) } ?? false
    }
    document.root.children.insert(
      .element(XML.Element(.w(name))), at: place ?? document.root.children.count)
    setPart(part, XML.serialize(document), contentType: nil)
  }
}
