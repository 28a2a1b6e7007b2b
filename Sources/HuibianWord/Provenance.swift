import HuibianDiagnostics
import HuibianOPC

extension OPCPackage {
  /// Removes what tells who made the document, with what template and on which machine: properties,
  /// and the sources that settings name.
  ///
  /// Parts that tell nothing keep their bytes.
  mutating func removeProvenance() {
    for relationship in relationships(of: nil) where !relationship.isExternal {
      guard let part = resolve(relationship.target, from: nil) else { continue }
      switch relationship.kind {
      case "core-properties":
        edit(part) { root in
          root.clear([
            XML.Name(.dc, "creator", prefix: "dc"),
            XML.Name(.coreProperties, "lastModifiedBy", prefix: "cp"),
          ])
        }
      case "extended-properties":
        edit(part) { root in
          let gone = ["Template", "Company", "Manager", "HyperlinkBase"]
          root.remove(Set(gone.map { XML.Name(.extendedProperties, $0, prefix: "") }))
        }
      // The thumbnail shows the template, not the report.
      case "custom-properties", "thumbnail": removePart(part)
      default: break
      }
    }
    guard
      let settings = relationships(of: mainPart).first(where: { $0.kind == "settings" }),
      let part = resolve(settings.target, from: mainPart)
    else { return }
    edit(part) { $0.remove([.w("attachedTemplate"), .w("mailMerge")]) }
    let sources: Set<Substring> = [
      "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData",
    ]
    let kept = relationships(of: part).filter { !sources.contains($0.kind) }
    if kept.count < relationships(of: part).count { setRelationships(kept, of: part) }
  }

  private mutating func edit(_ part: PartName, _ change: (inout XML.Element) -> Void) {
    // Packed after it was looked through, and not set since.
    if isPacked(part) { return }
    var sink = DiagnosticSink()
    guard let bytes = bytes(of: part),
      let document = XML.parse(bytes, file: "", part: part.text, sink: &sink)
    else { return }
    var changed = document
    change(&changed.root)
    if changed != document { setPart(part, XML.serialize(changed), contentType: nil) }
  }
}

extension XML.Element {
  fileprivate mutating func remove(_ names: Set<XML.Name>) {
    children.removeAll { $0.element.map { names.contains($0.name) } ?? false }
  }

  fileprivate mutating func clear(_ names: Set<XML.Name>) {
    for index in children.indices {
      _ = updateChild(at: index) { if names.contains($0.name) { $0.children = [] } }
    }
  }
}
