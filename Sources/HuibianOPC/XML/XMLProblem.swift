/// Why bytes are not XML that we read.
///
/// Lines count from 1.
enum XMLProblem: Error, Hashable, Sendable {
  /// Neither UTF-8 nor UTF-16, or the declaration names another encoding than is used.
  case encoding(declared: String?)
  case doctype(line: Int)
  case tooDeep(line: Int)
  case tooLong(line: Int)
  case malformed(line: Int, flaw: XMLFlaw)
}

/// What is not well-formed, as far as a reader can use it.
enum XMLFlaw: Hashable, Sendable {
  case empty
  case declaration
  /// The document ends inside an element, or a tag inside itself.
  case incomplete
  /// An end tag that does not fit its start tag.
  case unmatchedTag
  /// Something after the root element.
  case trailing
  case illegalCharacter
  case unknownEntity
  case repeatedAttribute
  case unboundPrefix
  case syntax
}
