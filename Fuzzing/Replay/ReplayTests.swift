import Foundation
import Testing

/// Every input that a fuzz run kept, and every seed, tried once more.
///
/// A law that does not hold ends the process with its words; see `Scripts/fuzz`.
struct ReplayTests {
  struct Replay: Sendable, CustomTestStringConvertible {
    let target: any FuzzTarget.Type

    var testDescription: String { target.name }

    /// The seeds, the corpus and the findings of the target.
    var inputs: [URL] {
      let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      return ["Seeds", "Corpus", "Findings"].flatMap { kind in
        let files = try? FileManager.default.contentsOfDirectory(
          at: folder.appending(path: kind).appending(path: target.name),
          includingPropertiesForKeys: nil)
        return (files ?? []).sorted { $0.path < $1.path }
      }
    }
  }

  @Test(arguments: fuzzTargets.map { Replay(target: $0) })
  func `holds for every input that was kept`(replay: Replay) async throws {
    let inputs = try replay.inputs.map { Array(try Data(contentsOf: $0)) }
    #expect(!inputs.isEmpty)
    // A target waits for its compile, which one of the few threads of tasks must not do.
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        for input in inputs { replay.target.run(input) }
        continuation.resume()
      }
    }
  }
}
