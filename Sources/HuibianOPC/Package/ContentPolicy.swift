import HuibianDiagnostics

/// Decides what a package may carry to the readers of our report.
///
/// What runs, what pulls in another document, and what is fetched when the report is opened stays out.
struct ContentPolicy {
  /// Relationship kinds by which active content hangs on a document, with the words for it.
  static let active: [Substring: String] = [
    "vbaProject": "宏（VBA）", "control": "ActiveX 控件", "oleObject": "嵌入的 OLE 对象",
    "aFChunk": "外来内容块（altChunk）", "subDocument": "子文档", "attachedToolbars": "自定义工具栏",
  ]

  /// Content types of what runs, however it is attached.
  static func isMacro(_ contentType: String) -> Bool {
    let type = lowercasedASCII(contentType)
    return type.contains("macroenabled") || type == "application/vnd.ms-office.vbaproject"
  }

  /// What becomes of an external relationship.
  enum Verdict: Hashable {
    case keep
    /// Leave it out without a word about danger: the path to the template on its author's disk.
    case drop
    /// Keep its id, lead it nowhere.
    case neutralise
  }

  static func verdict(on relationship: Relationship) -> Verdict {
    switch relationship.kind {
    case "hyperlink":
      let target = lowercasedASCII(relationship.target)
      let isOpen = ["http:", "https:", "mailto:"].contains { target.hasPrefix($0) }
      return isOpen || target.hasPrefix("#") ? .keep : .neutralise
    case "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData":
      return .drop
    default: return .neutralise
    }
  }

  /// Elements of the settings that name a dropped relationship, and go with it.
  static let droppedElements: Set<XML.Name> = [.w("attachedTemplate"), .w("mailMerge")]

  /// The target that Word itself writes for a linked picture that it has lost.
  static let nowhere = "NULL"
}

extension XML.Element {
  /// Removes the child elements of the given names that refer, at any depth, to one of the ids.
  mutating func removeChildren(_ names: Set<XML.Name>, referringTo ids: Set<String>) {
    children.removeAll { node in
      guard let element = node.element, names.contains(element.name) else { return false }
      return element.refers(to: ids)
    }
  }

  private func refers(to ids: Set<String>) -> Bool {
    attributes.contains { $0.name.namespace == .r && ids.contains($0.value) }
      || elements.contains { $0.refers(to: ids) }
  }
}
