import Foundation
package import Testing

/// Compares a text with a file in `Goldens/` beside the test.
///
/// With `HUIBIAN_RECORD=1` the text is written there instead, and the test fails, so that a recording
/// run cannot be taken for a passing one.
///
/// - Parameter name: The file's name in `Goldens/`, with its extension.
package func expectGolden(
  _ text: String, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let golden = URL(filePath: filePath).deletingLastPathComponent()
    .appending(path: "Goldens").appending(path: name)
  if ProcessInfo.processInfo.environment["HUIBIAN_RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: golden)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
    return
  }
  guard let expected = try? String(contentsOf: golden, encoding: .utf8) else {
    Issue.record("no golden \(name); HUIBIAN_RECORD=1 records it", sourceLocation: sourceLocation)
    return
  }
  #expect(text == expected, "differs from \(name)", sourceLocation: sourceLocation)
}
