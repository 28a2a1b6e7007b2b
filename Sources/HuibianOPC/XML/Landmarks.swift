import Synchronization

extension XML {
  /// What sorts of names stand at and below an element, so that a walk passes what holds nothing for it.
  ///
  /// A sort that is missing is not there; one that is present may be absent, though hardly ever is: the
  /// names are told by a hash.
  package struct Landmarks: OptionSet, Sendable {
    package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Elements and attributes of namespaces that no format defines: marks of our own.
    @inlinable package static var foreign: Landmarks { Landmarks(rawValue: 1 << 0) }
    /// Content controls.
    @inlinable package static var controls: Landmarks { Landmarks(rawValue: 1 << 1) }
    /// References to charts.
    @inlinable package static var charts: Landmarks { Landmarks(rawValue: 1 << 2) }
    /// What bears an id that must differ from others, but controls and shapes: drawings, bookmarks,
    /// ends of ranges, revisions, paragraphs.
    @inlinable package static var identities: Landmarks { Landmarks(rawValue: 1 << 3) }
    /// VML, and text boxes of DrawingML.
    @inlinable package static var shapes: Landmarks { Landmarks(rawValue: 1 << 4) }
    /// Notes, and references to them.
    @inlinable package static var notes: Landmarks { Landmarks(rawValue: 1 << 5) }
    /// Drawings and whatever else has an alternative text.
    @inlinable package static var drawings: Landmarks { Landmarks(rawValue: 1 << 6) }
    /// What must hold a paragraph, a row or a cell.
    @inlinable package static var containers: Landmarks { Landmarks(rawValue: 1 << 7) }
    /// Fields.
    @inlinable package static var fields: Landmarks { Landmarks(rawValue: 1 << 8) }

    /// Both together; a list of sorts would be put together anew each time.
    @inlinable package static func | (a: Landmarks, b: Landmarks) -> Landmarks {
      Landmarks(rawValue: a.rawValue | b.rawValue)
    }

    /// Whether there is none.
    var isPlain: Bool { rawValue & ~Self.known == 0 }

    /// Set once the others are known.
    @usableFromInline static var known: UInt16 { 1 << 15 }

    // MARK: Names

    private static let sorts: [(Landmarks, [String])] = [
      (.controls, ["sdt"]),
      (.charts, ["chart"]),
      (
        .identities,
        [
          "docPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
          "commentReference", "permStart", "permEnd", "author", "paraId", "moveFromRangeEnd",
          "moveToRangeEnd", "customXmlInsRangeEnd", "customXmlDelRangeEnd",
          "customXmlMoveFromRangeEnd", "customXmlMoveToRangeEnd",
        ]
      ),
      (.shapes, ["txbx"]),
      (.notes, ["footnote", "endnote", "footnoteReference", "endnoteReference"]),
      (.drawings, ["docPr", "cNvPr", "inline", "anchor", "tblCaption", "tblDescription"]),
      (
        .containers,
        [
          "tbl", "tr", "tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent",
        ]
      ),
      (.fields, ["fldChar", "instrText", "fldSimple"]),
    ]

    /// By the upper bits of the hash; the factor is one by which the usual names share no place with
    /// those above.
    private static let table: [Landmarks] = {
      var table = [Landmarks](repeating: [], count: 1024)
      for (sort, names) in sorts {
        for name in names { table[place(of: name)].formUnion(sort) }
      }
      return table
    }()

    private static func place(of local: String) -> Int {
      var hash: UInt64 = 0
      for byte in local.utf8 { hash = (hash ^ UInt64(byte)) &* 0xe862_4fab_5186_ee33 }
      return Int(truncatingIfNeeded: hash >> 54)
    }

    /// Those that an element's own names are.
    init(name: Name, attributes: [Attribute]) {
      var result = Self.table[Self.place(of: name.local)]
      if name.namespace == .v { result = result | .shapes | .drawings }
      if !name.namespace.isKnown { result = result | .foreign }
      for attribute in attributes {
        // All names of attributes in the table have six letters.
        if attribute.name.local.utf8.count == 6 {
          result = result | Self.table[Self.place(of: attribute.name.local)]
        }
        if !attribute.name.namespace.isKnown { result = result | .foreign }
      }
      self = result
    }
  }
}

extension XML.Element {
  @usableFromInline func findLandmarks() -> XML.Landmarks {
    var result = XML.Landmarks(name: content.name, attributes: content.attributes)
    let list = content.children
    let children = list.span
    for index in children.indices {
      if case .element(let child) = children[index] { result = result | child.landmarks }
    }
    // Whoever else looks at the same time finds the same.
    content.known.store(result.rawValue | XML.Landmarks.known, ordering: .relaxed)
    return result
  }

  /// Whether a name of one of these sorts may stand here or below.
  @inlinable package func mayHold(_ landmarks: XML.Landmarks) -> Bool {
    self.landmarks.rawValue & landmarks.rawValue != 0
  }
}
