import Foundation
import Testing

@Suite struct CommandTests {
  @Test(arguments: CommandCase.all)
  func `prints what its page says`(page: CommandCase) throws {
    let playground = try Playground()
    for file in page.files { try playground.put(file.text, at: file.path) }
    let command = try #require(page.content("command"))
    let outcome = try playground.run(command)
    if ProcessInfo.processInfo.environment["HUIBIAN_RECORD"] == "1" {
      try page.record(outcome)
      Issue.record("recorded \(page.url.lastPathComponent)")
    } else {
      #expect(outcome.stdout == page.expected.stdout)
      #expect(outcome.stderr == page.expected.stderr)
      #expect(outcome.status == page.expected.status)
    }
  }

  @Test func `the sample data are those of the generator`() throws {
    let outcome = try Playground().run(
      "huibian sample --seed 2024 -o 新 2>/dev/null && diff -r 新 SampleData/")
    #expect(outcome == CommandOutcome(stdout: "", stderr: "", status: 0))
  }
}
