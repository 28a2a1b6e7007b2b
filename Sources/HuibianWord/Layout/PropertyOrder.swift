import HuibianOPC

/// The order in which the schema asks for the properties of paragraphs or of runs.
struct PropertyOrder {
  /// `w:pPr` or `w:rPr`.
  let container: XML.Name
  private let names: [String]

  init(of container: String, _ names: [String]) {
    self.container = .w(container)
    self.names = names
  }

  /// Gives a paragraph or a run a property, in place of one of the same name.
  func set(_ property: XML.Element, of owner: inout XML.Element) {
    guard let index = owner.children.firstIndex(where: { $0.element?.name == container }) else {
      owner.children.insert(.element(XML.Element(container, elements: [property])), at: 0)
      return
    }
    _ = owner.updateChild(at: index) { properties in
      properties.children.removeAll { $0.element?.name == property.name }
      let own = rank(of: property)
      let place = properties.children.firstIndex { ($0.element.map(rank) ?? 0) > own }
      properties.children.insert(.element(property), at: place ?? properties.children.endIndex)
    }
  }

  /// Where a property stands; one that this list does not know stands last.
  func rank(of property: XML.Element) -> Int {
    guard property.name.namespace == .w else { return names.count }
    return names.firstIndex(of: property.name.local) ?? names.count
  }
}
