import CScan
import HuibianTable
import HuibianTestSupport
import Testing

@testable import HuibianReaders

/// Cells that lie one after the other, as a block has them.
private struct Cells {
  var bytes: [UInt8] = []
  var cells: [CellBytes] = []

  init(_ texts: [[UInt8]]) {
    for text in texts {
      cells.append(CellBytes(start: Int32(bytes.count), count: Int32(text.count)))
      bytes += text + [0x2C]
    }
    bytes += [UInt8](repeating: 0x20, count: CSVBuffer.padding)
  }

  func with<R>(_ body: (UnsafeBufferPointer<CellBytes>, UnsafePointer<UInt8>) -> R?) -> R? {
    cells.withUnsafeBufferPointer { cells in
      bytes.withUnsafeBufferPointer { $0.baseAddress.flatMap { body(cells, $0) } }
    }
  }
}

private let levels = [scan_portable, scan_avx2, scan_avx512].filter {
  $0.rawValue <= scan_best_level().rawValue
}

@Suite struct `a batch of cells` {
  /// The codes are those of first appearance, however many strings there are and however long.
  @Test(arguments: [1, 30, 254, 255, 256, 257, 3_000])
  func `is encoded alike on every processor`(distinct: Int) {
    var random = SeededGenerator(seed: UInt64(distinct))
    var strings: [[UInt8]] = [[]]
    for number in 0..<distinct {
      let length = Int.random(in: 0...40, using: &random)
      let filler = (0..<length).map { _ in UInt8.random(in: 0x21...0xFE, using: &random) }
      strings.append(Array(String(number).utf8) + filler)
      // One that differs in its last byte only, and one that is cut off.
      strings.append(Array(strings[strings.count - 1].dropLast()) + [0x7E])
      strings.append(Array(strings[strings.count - 1].dropLast()))
    }
    let texts = (0..<20_000).map { _ in strings.randomElement(using: &random) ?? [] }
    var plain: [[UInt8]: Int32] = [[]: 0]
    let expected = texts.map { text in
      let code = plain[text] ?? Int32(plain.count)
      plain[text] = code
      return code
    }
    for level in levels {
      var dictionary = ByteDictionary(level)
      var codes: [Int32] = []
      for start in stride(from: 0, to: texts.count, by: ColumnBuilder.batchSize) {
        let batch = Cells(Array(texts[start..<min(start + ColumnBuilder.batchSize, texts.count)]))
        var some = [Int32](repeating: -1, count: batch.cells.count)
        some.withUnsafeMutableBufferPointer { some in
          _ = batch.with { cells, block in
            some.baseAddress.map { dictionary.encode(cells, block, block, into: $0) }
          }
        }
        codes += some
      }
      #expect(codes == expected, "level \(level.rawValue)")
      #expect(dictionary.count == plain.count)
    }
  }

  private func days(_ texts: [String], _ level: scan_level) -> (days: [Int32], known: Int) {
    let batch = Cells(texts.map { Array($0.utf8) })
    var days = [Int32](repeating: 0, count: texts.count)
    let known = days.withUnsafeMutableBufferPointer { days in
      batch.with { cells, block in
        scan_days(level, cells.baseAddress, cells.count, block, block, days.baseAddress)
      }
    }
    return (days, known ?? 0)
  }

  @Test func `has the days of the calendar, from the first to the last that four digits write`() {
    let ranges = [(1, 5), (1582, 1585), (1896, 1905), (1996, 2105), (2399, 2401), (9998, 9999)]
    for (first, last) in ranges {
      var day = CivilDate(first, 1, 1)?.days ?? 0
      let end = CivilDate(last, 12, 31)?.days ?? 0
      var texts: [String] = [""]
      var expected = [CivilDate.missing]
      while day <= end {
        texts.append(CivilDate(days: day).iso)
        expected.append(day)
        day += 1
      }
      for level in levels {
        let found = days(texts, level)
        #expect(found.known == texts.count)
        #expect(found.days == expected, "level \(level.rawValue), \(first)")
      }
    }
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-00-10",
    "2024-13-10", "2024-16-10", "2024-99-99", "2024-01-00", "2024-01-32", "0000-01-01",
    "2024/01/01", "2024-1-001", "20240101  ", "2024-01-0a", "2024-01-1:", "２024-1-1", "2024-01-1",
    "2024-01-011", "/024-01-01", "2024-0:-01",
  ])
  func `leaves what is no day in that form to others`(text: String) {
    for level in levels {
      #expect(
        days(["2024-02-29", text, "2024-01-01"], level).known == 1, "level \(level.rawValue)")
    }
  }
}
