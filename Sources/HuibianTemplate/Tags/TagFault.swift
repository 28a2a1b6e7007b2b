/// Why the content of a tag is none; ends the reading of this one tag.
struct TagFault: Error, Hashable, Sendable {
  enum Reason: Hashable, Sendable {
    case empty
    case unclosedQuote
    /// `found` is nil at the end of the tag.
    case unexpected(found: String?, expected: String, example: String)
    case blankInName(joined: String, keyword: String?)
    case unknownFilter(String)
    case filterAsSlice(String)
    case repeated(String)
    case badNumber(String, expected: String)
    case notAMember(String)
    case tooDeep
  }

  let reason: Reason
  /// Offset in the block's text.
  let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
