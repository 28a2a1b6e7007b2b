/// XML 1.0 with namespaces, as a value.
///
/// Everything that Canonical XML would see is kept: where a namespace is declared, prefixes, the order
/// of attributes, comments, processing instructions, white space. What it would not see is lost: which
/// quotation marks were used, whether an empty element had an end tag, CDATA sections (they become
/// text).
package enum XML {
  /// A whole part.
  package struct Document: Hashable, Sendable {
    package var root: Element
    /// Comments and processing instructions before the root element.
    package var prolog: [Node]
    /// Comments and processing instructions after the root element.
    package var epilog: [Node]
    /// What the XML declaration said; nil if it said nothing.
    package var standalone: Bool?

    package init(
      root: Element, prolog: [Node] = [], epilog: [Node] = [], standalone: Bool? = nil
    ) {
      self.root = root
      self.prolog = prolog
      self.epilog = epilog
      self.standalone = standalone
    }
  }

  /// What stands between the tags.
  ///
  /// Two texts are equal as Swift strings are, that is up to canonical equivalence.
  package enum Node: Hashable, Sendable {
    case element(Element)
    /// Character data with all references resolved; CDATA too. Never empty when parsed, and never
    /// beside another text.
    case text(String)
    case comment(String)
    indirect case instruction(target: String, content: String)
  }

  /// An attribute that is not a namespace declaration.
  package struct Attribute: Hashable, Sendable {
    package var name: Name
    package var value: String

    package init(_ name: Name, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// `xmlns:prefix="uri"` as it was written; a strict URI stays strict here.
  package struct Declaration: Hashable, Sendable {
    /// Empty for the default namespace.
    package var prefix: String
    /// Empty takes the default namespace away.
    package var uri: String

    package init(prefix: String, uri: String) {
      self.prefix = prefix
      self.uri = uri
    }
  }
}
