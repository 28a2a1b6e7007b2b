import HuibianOPC

/// Content controls that an editor puts around nearly everything for purposes of its own.
///
/// Google Docs wraps paragraphs, rows, cells and runs in locked controls called `goog_rdk_0`,
/// `goog_rdk_1`, … that mean nothing to a person; the two ends of a block would hardly ever stand in one.
/// They are taken away from the tree when a story is opened. A story without tags keeps its bytes, and
/// with them its controls.
enum EditorControls {
  private static let mark = "goog_rdk_"

  /// Whether the part may hold such controls. Cost: one pass over the bytes.
  static func mayStand(in bytes: [UInt8]) -> Bool {
    let pattern = Array(mark.utf8)
    let text = bytes.span
    var index = 0
    while index + pattern.count <= text.count {
      if text[index] == pattern[0],
        pattern.indices.allSatisfy({ bytes[index + $0] == pattern[$0] })
      {
        return true
      }
      index += 1
    }
    return false
  }

  /// Puts the content of such controls in their places.
  static func remove(from element: inout XML.Element) {
    for index in element.children.indices {
      _ = element.updateChild(at: index) { remove(from: &$0) }
    }
    guard element.elements.contains(where: \.isEditorControl) else { return }
    element.children = element.children.flatMap { node -> [XML.Node] in
      guard case .element(let child) = node, child.isEditorControl else { return [node] }
      return child.first(.w("sdtContent"))?.children ?? []
    }
  }
}

extension XML.Element {
  fileprivate var isEditorControl: Bool {
    name == .w("sdt")
      && first(.w("sdtPr"))?.first(.w("tag"))?[w: "val"]?.hasPrefix("goog_rdk_") ?? false
  }
}
