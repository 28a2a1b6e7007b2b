extension XML {
  /// The name of an element or attribute.
  ///
  /// Two names are equal if namespace and local name are; the prefix is only how the name is written,
  /// and the writer replaces it if it means something else at that place.
  package struct Name: Hashable, Sendable {
    package var namespace: Namespace
    package var local: String
    /// Empty: the default namespace (element) or none (attribute).
    package var prefix: String

    package init(_ namespace: Namespace, _ local: String, prefix: String) {
      self.namespace = namespace
      self.local = local
      self.prefix = prefix
    }

    /// A name of no namespace.
    package init(_ local: String) {
      self.init(.none, local, prefix: "")
    }

    /// A name of WordprocessingML.
    package static func w(_ local: String) -> Name { Name(.w, local, prefix: "w") }
    /// A name of the relationship references inside parts, such as `r:id`.
    package static func r(_ local: String) -> Name { Name(.r, local, prefix: "r") }
    /// A name of markup compatibility.
    ///
    /// ISO 29500-3.
    package static func mc(_ local: String) -> Name { Name(.mc, local, prefix: "mc") }
    /// A name of the namespace that is bound by itself, such as `xml:space`.
    package static func x(_ local: String) -> Name { Name(.x, local, prefix: "x") }
    package static func xml(_ local: String) -> Name { Name(.xml, local, prefix: "xml") }

    package static func == (a: Name, b: Name) -> Bool {
      // Most names differ in their length already.
      a.local.utf8.count == b.local.utf8.count && a.namespace == b.namespace && a.local == b.local
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(local)
      hasher.combine(namespace)
    }
  }
}
