import HuibianOPC

/// Gives the box of an imprint the height of its finished text, and its place as much room.
/// GB/T 9704-2012, 7.4.
enum ImprintFinish {
  static func apply(to body: inout XML.Element) {
    for index in body.children.indices {
      guard let place = body.children[index].element, GongwenStyle(of: place) == .imprintPlace,
        let height = height(of: place)
      else { continue }
      _ = body.updateChild(at: index) { paragraph in
        ParagraphProperties.set(ImprintBox.spacing(height), of: &paragraph)
        paragraph.moveShape(y: ImprintBox.top(height: height), height: height)
      }
    }
  }

  /// Nil without a table in a box.
  private static func height(of place: XML.Element) -> Int? {
    guard let table = place.firstBelow(.w("tbl")) else { return nil }
    let texts = table.all(.w("tr")).flatMap { $0.all(.w("tc")) }.flatMap { $0.all(.w("p")) }
      .map { $0.shownText(tab: "\t") }
    let last = texts.last { $0.contains("\t") }
    return ImprintBox.height(
      of: texts.filter { $0 != last }.map { TextWidth.characters($0) }, hasLast: last != nil)
  }
}

extension XML.Element {
  /// The first element of a name below, at any depth.
  fileprivate func firstBelow(_ name: XML.Name) -> XML.Element? {
    for child in elements {
      if child.name == name { return child }
      if let found = child.firstBelow(name) { return found }
    }
    return nil
  }
}
