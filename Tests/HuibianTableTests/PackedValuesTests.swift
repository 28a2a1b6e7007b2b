import HuibianTable
import HuibianTestSupport
import Testing

/// Packed values are the values: whatever the width of their blocks, however they were added.
@Suite struct PackedValuesTests {
  /// The greatest distance in a block, at the limits of the widths.
  static let reaches: [Int64] = [
    0, 1, 14, 15, 16, 254, 255, 256, 65_534, 65_535, 65_536, 0xFFFF_FFFE, 0xFFFF_FFFF,
    0x1_0000_0000, Int64.max,
  ]

  private func expect<Value>(_ packed: PackedValues<Value>, holds values: [Value]) {
    #expect(packed.count == values.count)
    #expect(Array(packed) == values)
    #expect(values.indices.allSatisfy { packed[$0] == values[$0] })
    let present = values.filter { $0 != Value.min }
    #expect(packed.bounds?.lowerBound == present.min())
    #expect(packed.bounds?.upperBound == present.max())
  }

  /// Values over two blocks and a tail, with both ends of the range, and gaps if asked.
  private func values(
    from base: Int64, reach: Int64, hasGaps: Bool, _ random: inout SeededGenerator
  ) -> [Int64] {
    var values = (0..<9_000).map { _ in Int64.random(in: base...base + reach, using: &random) }
    for start in [0, 4_096, 8_192] { values[start + 1] = base }
    for start in [0, 4_096, 8_192] { values[start + 2] = base + reach }
    if hasGaps { for row in stride(from: 5, to: 9_000, by: 700) { values[row] = Int64.min } }
    return values
  }

  @Test(arguments: reaches, [true, false])
  func `every width holds its values`(reach: Int64, hasGaps: Bool) {
    var random = SeededGenerator(seed: UInt64(bitPattern: reach))
    for base in [Int64.min + 1, -5, 0, 1] where !base.addingReportingOverflow(reach).overflow {
      let wide = values(from: base, reach: reach, hasGaps: hasGaps, &random)
      expect(PackedValues(wide), holds: wide)
    }
    for base in [Int64(Int32.min) + 1, -5, 0] where base + min(reach, 1 << 40) <= Int32.max {
      let narrow = values(from: base, reach: reach, hasGaps: hasGaps, &random).map {
        $0 == Int64.min ? Int32.min : Int32($0)
      }
      expect(PackedValues(narrow), holds: narrow)
    }
  }

  @Test(arguments: [
    (0, 0), (1, 4), (14, 4), (15, 4), (16, 8), (255, 8), (256, 16), (65_535, 16), (65_536, 32),
  ])
  func `a block is as narrow as its values allow`(reach: Int, bits: Int) {
    var codes = [Int32](repeating: 0, count: 4_096)
    codes[7] = Int32(reach)
    #expect(PackedValues(codes).byteCount == 4_096 * bits / 8)
  }

  @Test func `a missing value takes one distance`() {
    var days = [Int32](repeating: 19_000, count: 4_096)
    days[0] = CivilDate.missing
    days[1] = 19_254
    #expect(PackedValues(days).byteCount == 4_096)
    days[1] = 19_255
    #expect(PackedValues(days).byteCount == 2 * 4_096)
    expect(PackedValues(days), holds: days)
  }

  @Test func `extremes share a block`() {
    var values = [Int64](repeating: 3, count: 4_096)
    values.replaceSubrange(0..<3, with: [.min, .max, .min + 1])
    expect(PackedValues(values), holds: values)
    expect(
      PackedValues(repeating: Int64.min, count: 5_000), holds: .init(repeating: .min, count: 5_000))
    expect(PackedValues<Int32>(), holds: [])
  }

  @Test(arguments: UInt64(1)...8)
  func `how values are added and read does not show`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<20_000).map { Int32($0 / 7) + Int32.random(in: -3...300, using: &random) }
    var packed = PackedValues<Int32>()
    values.withUnsafeBufferPointer { all in
      var next = 0
      while next < all.count {
        let part = min(Int.random(in: 0...6_000, using: &random), all.count - next)
        packed.append(contentsOf: UnsafeBufferPointer(rebasing: all[next..<next + part]))
        next += part
      }
    }
    #expect(packed == PackedValues(values))
    var reader = PackedValuesReader(packed)
    var read: [Int32] = []
    while read.count < values.count {
      let part = min(Int.random(in: 0...5_000, using: &random), values.count - read.count)
      reader.read(read.count..<read.count + part) { read += $0 }
    }
    #expect(read == values)
  }

  @Test func `blocks without a value in a range are passed over`() {
    let packed = PackedValues((0..<10_000).map { Int32($0) })
    var starts: [Int] = []
    packed.forEachBlock(touching: 4_095...4_096) { first, _ in starts.append(first) }
    #expect(starts == [0, 4_096])
    starts = []
    packed.forEachBlock(touching: 9_999...12_000) { first, values in
      starts += [first, values.count]
    }
    #expect(starts == [8_192, 1_808])
  }

  @Test func `a value is found wherever it stands`() {
    var days = (0..<9_000).map { Int32($0 / 10) }
    days[5_000] = 7_777
    #expect(PackedValues(days).contains(7_777))
    #expect(PackedValues(days).contains(899))
    #expect(!PackedValues(days).contains(7_776))
    #expect(!PackedValues(days).contains(CivilDate.missing))
    days[8_500] = CivilDate.missing
    #expect(PackedValues(days).contains(CivilDate.missing))
    days[8_500] = 0
    days[4_095] = CivilDate.missing
    #expect(PackedValues(days).contains(CivilDate.missing))
  }

  @Test func `columns of different kinds are read side by side`() {
    let days = PackedValues((0..<5_000).map { Int32($0) })
    let numbers = PackedValues((0..<5_000).map { Int64($0) * 1_000_000 })
    var rows = 0
    days.forEachBlock(with: numbers) { first, days, numbers in
      #expect(days.first == Int32(first))
      #expect(numbers.last == Int64(first + numbers.count - 1) * 1_000_000)
      rows += days.count
    }
    #expect(rows == 5_000)
  }
}
