import Foundation
import Testing

@Suite struct CommandTests {
  @Test(arguments: CommandCase.all)
  func `prints what its page says`(page: CommandCase) throws {
    try check(page)
  }

  /// Whatever the words: status 1, no report, and a message that names the file. (An empty period is
  /// a fault of no single file.)
  @Test(arguments: CommandCase.faulty)
  func `a faulty file stops the report`(page: CommandCase) throws {
    let outcome = try run(page)
    #expect(outcome.stdout == page.expected.stdout)
    #expect(
      outcome.stderr.contains(page.testDescription) || outcome.stderr.contains("[empty-period]"))
    #expect(outcome.stderr.contains("错误: "))
  }

  @Test(arguments: CommandCase.faulty)
  func `names the fault and what to do`(page: CommandCase) throws {
    try check(page)
  }

  @Test func `every faulty file has a page`() throws {
    let folder = Playground.root.appending(path: "SampleData/坏数据")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.path(percentEncoded: false))
    #expect(
      Set(files).subtracting(["说明.md", "通报.hb.md"])
        == Set(CommandCase.faulty.map(\.testDescription)))
  }

  @Test func `the sample data are those of the generator`() throws {
    let outcome = try Playground().run(
      "huibian sample --seed 2024 -o 新 2>/dev/null && diff -r 新 SampleData/")
    #expect(outcome == CommandOutcome(stdout: "", stderr: "", status: 0))
  }

  private func run(_ page: CommandCase) throws -> CommandOutcome {
    let playground = try Playground()
    for file in page.files { try playground.put(file.text, at: file.path) }
    return try playground.run(try #require(page.content("command")))
  }

  /// Holds a run against its page, or records it.
  private func check(_ page: CommandCase) throws {
    let outcome = try run(page)
    if ProcessInfo.processInfo.environment["HUIBIAN_RECORD"] == "1" {
      try page.record(outcome)
      Issue.record("recorded \(page.url.lastPathComponent)")
    } else {
      expectSame("stdout", of: page, outcome.stdout, page.expected.stdout)
      expectSame("stderr", of: page, outcome.stderr, page.expected.stderr)
      #expect(outcome.status == page.expected.status)
    }
  }

  /// Names the first line that differs: the whole of two long outputs is more than a log of CI keeps.
  private func expectSame(
    _ name: String, of page: CommandCase, _ actual: String, _ expected: String
  ) {
    guard actual != expected else { return }
    let came = actual.components(separatedBy: "\n")
    let wanted = expected.components(separatedBy: "\n")
    let place = zip(came, wanted).prefix { $0 == $1 }.count
    func line(_ lines: [String]) -> String { place < lines.count ? lines[place] : "(its end)" }
    Issue.record(
      "\(page.testDescription), \(name), line \(place + 1): \(line(came)), not \(line(wanted))")
  }
}
