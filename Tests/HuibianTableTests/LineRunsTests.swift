import HuibianTable
import HuibianTestSupport
import Testing

@Suite struct `the lines of rows` {
  /// Lines that mostly follow each other, as those of rows do.
  private static func lines(_ random: inout SeededGenerator) -> [Int] {
    var line = 1
    return (0..<Int.random(in: 0...60, using: &random)).map { _ in
      line += Int.random(in: 0..<8, using: &random) == 0 ? 3 : 1
      return line
    }
  }

  private static func runs(_ lines: [Int]) -> LineRuns {
    var runs = LineRuns()
    for line in lines { runs.append(line) }
    return runs
  }

  @Test func `are those that were added`() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      let lines = `the lines of rows`.lines(&random)
      let runs = `the lines of rows`.runs(lines)
      #expect(lines.indices.map { runs[$0] } == lines)
      #expect(runs.count == lines.count)
    }
  }

  @Test func `are added from another text`() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<300 {
      var (joined, expected) = (LineRuns(), [Int]())
      for _ in 0..<4 {
        let lines = `the lines of rows`.lines(&random)
        let from = Int.random(in: 0...lines.count, using: &random)
        let to = Int.random(in: from...lines.count, using: &random)
        joined.append(`the lines of rows`.runs(lines), rows: from..<to)
        expected += lines[from..<to]
      }
      #expect(joined == `the lines of rows`.runs(expected))
      #expect(expected.indices.map { joined[$0] } == expected)
    }
  }
}
