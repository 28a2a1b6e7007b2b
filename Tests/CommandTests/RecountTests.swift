import Foundation
import Testing

/// The figures of the sample, counted a second time by a program that shares nothing with this one:
/// `Tests/Recount/recount.py`, by Python and SQLite.
@Suite(.enabled(if: hasPython, "needs python3"))
struct RecountTests {
  private static let recount =
    "python3 "
    + Playground.root.appending(path: "Tests/Recount/recount.py").path(percentEncoded: false)
  private static let sample = """
    SampleData/信访件-2023.csv SampleData/信访件-2024.csv --config SampleData/huibian.yaml \
    --periods SampleData/敏感期.csv --events SampleData/事件.csv \
    --office 示例区信访局 --alias 区信访局 --area 示例区
    """

  @Test func `every figure of the sample report is right, in numbers and in words`() throws {
    let outcome = try Playground().run(
      """
      huibian compile --config SampleData/huibian.yaml -o 总结.docx --trace 总结.jsonl 2>/dev/null &&
      \(Self.recount) trace 总结.jsonl Templates/年度工作总结-各项台账.hb.md \(Self.sample)
      """)
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }

  @Test func `every metric of families A to F is right, in groups, for years, halves and months`()
    throws
  {
    let outcome = try Playground().run("\(Self.recount) stats huibian \(Self.sample)")
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }
}

private let hasPython = ["/usr/local/bin/python3", "/usr/bin/python3"].contains {
  FileManager.default.isExecutableFile(atPath: $0)
}
