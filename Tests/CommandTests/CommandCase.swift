import Foundation
import Testing

/// One run of the program as a Markdown file of `Cases/`: the command, its files, its output.
///
///     # title
///     ```command            -- run by bash in an empty folder; `huibian`, `SampleData` and `Templates`
///     huibian --version        are at hand
///     ```
///     ```file a/b.csv       -- put into the folder before the run; any number of them
///     ```stdout             -- expected; an absent block means: nothing
///     ```stderr
///     ```exit               -- expected status; an absent block means: 0
///
/// With `HUIBIAN_RECORD=1` what came out is written into the file, and the test fails.
struct CommandCase: Sendable, CustomTestStringConvertible {
  struct Block: Hashable, Sendable {
    let info: String
    var lines: [String]
  }

  let url: URL
  private let text: String

  var testDescription: String { url.deletingPathExtension().lastPathComponent }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static let all = pages(in: folder)
  /// One page for each file of `SampleData/坏数据`.
  static let faulty = pages(in: folder.appending(path: "坏数据"))

  private static func pages(in folder: URL) -> [CommandCase] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.path(percentEncoded: false))
    return (names ?? []).filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
      let url = folder.appending(path: name)
      return (try? String(contentsOf: url, encoding: .utf8)).map { CommandCase(url: url, text: $0) }
    }
  }

  private init(url: URL, text: String) {
    self.url = url
    self.text = text
  }

  var blocks: [Block] {
    var blocks: [Block] = []
    var isInside = false
    for line in text.components(separatedBy: "\n") {
      if isInside, line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      } else if line.hasPrefix("```") {
        isInside = true
        blocks.append(Block(info: String(line.dropFirst(3)), lines: []))
      }
    }
    return blocks
  }

  func content(_ info: String) -> String? {
    blocks.first { $0.info == info }.map { $0.lines.map { $0 + "\n" }.joined() }
  }

  var expected: CommandOutcome {
    CommandOutcome(
      stdout: content("stdout") ?? "", stderr: content("stderr") ?? "",
      status: content("exit").flatMap { Int32($0.dropLast()) } ?? 0)
  }

  /// The files to be put into the folder, by their paths.
  var files: [(path: String, text: String)] {
    blocks.compactMap { block in
      guard block.info.hasPrefix("file ") else { return nil }
      return (String(block.info.dropFirst(5)), block.lines.map { $0 + "\n" }.joined())
    }
  }

  /// Writes what came out into the file, after everything that went in.
  func record(_ outcome: CommandOutcome) throws {
    var kept: [String] = []
    var isDropped = false
    for line in text.components(separatedBy: "\n") {
      if ["```stdout", "```stderr", "```exit"].contains(line) { isDropped = true }
      if !isDropped { kept.append(line) }
      if isDropped, line == "```" { isDropped = false }
    }
    while kept.last?.isEmpty == true { kept.removeLast() }
    func block(_ info: String, _ text: String) -> String {
      text.isEmpty ? "" : "\n```\(info)\n" + (text.hasSuffix("\n") ? text : text + "\n") + "```\n"
    }
    let new =
      kept.joined(separator: "\n") + "\n" + block("stdout", outcome.stdout)
      + block("stderr", outcome.stderr)
      + (outcome.status == 0 ? "" : block("exit", String(outcome.status)))
    try new.write(to: url, atomically: true, encoding: .utf8)
  }
}

/// What a run printed and how it ended.
struct CommandOutcome: Hashable, Sendable {
  var stdout: String
  var stderr: String
  var status: Int32
}
