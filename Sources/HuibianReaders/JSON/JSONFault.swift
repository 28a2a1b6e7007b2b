/// What can be wrong with a JSON text.
///
/// Lines and columns are counted from 1, columns in characters.
enum JSONFault: Error, Hashable, Sendable {
  /// `what` is Chinese, found before expected.
  case syntax(what: String, line: Int, column: Int, record: Int?, key: String?)
  case encoding(line: Int, offset: Int)
  case wrongShape(found: String, keys: [String])
  case twoCandidates([String])

  var id: String {
    switch self {
    case .syntax: "bad-json"
    case .encoding: "bad-encoding"
    case .wrongShape: "json-shape"
    case .twoCandidates: "json-candidates"
    }
  }
}
