/// Why a zip is refused.
///
/// Names are as the zip has them, folders with their slash.
enum ZipProblem: Error, Hashable, Sendable {
  /// No end of the central directory: the file was cut short.
  case truncated
  case damaged(entry: String?)
  /// The file is one of several volumes.
  case split
  /// That many bytes stand after the end.
  case trailing(Int)
  case tooManyEntries(Int, limit: Int)
  case partTooLarge(String, Int, limit: Int)
  case totalTooLarge(limit: Int)
  case ratio(String, limit: Int)
  /// The name is absolute, climbs out, or cannot be the name of a part.
  case name(String)
  case duplicate(String)
  case overlap(String)
  case symbolicLink(String)
  case encrypted(String)
  case method(String, Int)
  /// Local and central header disagree.
  case mismatch(String)
  /// The data does not inflate, or not to the size declared.
  case data(String)
  case checksum(String)
}
