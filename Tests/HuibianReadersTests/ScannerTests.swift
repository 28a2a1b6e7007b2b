import CScan
import HuibianTestSupport
import Testing

/// A text that is cut, by one byte after the other.
private struct PlainCut: Equatable {
  var positions: [UInt32] = []
  var records: [[Int]] = []
  var breaks = 0
  var isInside = false

  init(_ text: [UInt8], separator: UInt8, lineBreak: UInt8) {
    var quote = -1
    for (at, byte) in text.enumerated() {
      if byte == 0x22 {
        isInside.toggle()
        quote = at
      } else if byte == lineBreak {
        if !isInside {
          records.append([positions.count, quote, breaks])
          positions.append(UInt32(at))
        }
        breaks += 1
      } else if byte == separator, !isInside {
        positions.append(UInt32(at))
      }
    }
  }

  /// By the scanner; nil if it stopped. The text begins at an address that is `shift` past one that
  /// 64 divides.
  init?(
    _ text: [UInt8], _ level: scan_level, separator: UInt8, lineBreak: UInt8, isGB18030: Bool,
    shift: Int, stop: inout scan_stop
  ) {
    let room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: shift + text.count + 64, alignment: 64)
    let positions = UnsafeMutablePointer<UInt32>.allocate(capacity: text.count + 64)
    let records = UnsafeMutablePointer<scan_record>.allocate(capacity: text.count + 64)
    defer {
      room.deallocate()
      positions.deallocate()
      records.deallocate()
    }
    room.initializeMemory(as: UInt8.self, repeating: 0x20)
    room[shift..<shift + text.count].copyBytes(from: text)
    var cut = scan_cut()
    (cut.positions, cut.records) = (positions, records)
    guard let base = room.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    stop = scan_records(
      level, base + shift, text.count, separator, lineBreak, isGB18030 ? 1 : 0, &cut)
    if stop == scan_invalid { return nil }
    self.positions = Array(UnsafeBufferPointer(start: positions, count: cut.position_count))
    self.records = UnsafeBufferPointer(start: records, count: cut.record_count).map {
      [Int($0.last), Int($0.quote), Int($0.line)]
    }
    breaks = Int(cut.breaks)
    isInside = cut.is_inside != 0
  }
}

@Suite struct `the scanner` {
  private static var levels: [scan_level] {
    [scan_portable, scan_avx2, scan_avx512].filter { $0.rawValue <= scan_best_level().rawValue }
  }

  /// Text of all kinds of characters; broken in one of three.
  private static func text(
    _ random: inout some RandomNumberGenerator, isGB18030: Bool
  ) -> [UInt8] {
    let isSound = Int.random(in: 0..<3, using: &random) > 0
    var text: [UInt8] = []
    let length = Int.random(in: 1...300, using: &random)
    func byte(_ range: ClosedRange<UInt8>) -> UInt8 { .random(in: range, using: &random) }
    while text.count < length {
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<8:
        text.append(
          [0x61, 0x2C, 0x22, 0x0A, 0x7C, 0x09, 0x20].randomElement(using: &random) ?? 0x61)
      case 8 where !isSound: text.append(byte(0...255))
      case 8..<18 where isGB18030:
        text += [
          byte(0x81...0xFE), Bool.random(using: &random) ? byte(0x40...0x7E) : byte(0x80...0xFE),
        ]
      case _ where isGB18030:
        text += [byte(0x81...0xFE), byte(0x30...0x39), byte(0x81...0xFE), byte(0x30...0x39)]
      case let kind:
        let range: ClosedRange<UInt32> =
          kind < 16
          ? 0x4E00...0x9FFF
          : kind < 18 ? 0x80...0x7FF : kind < 19 ? 0x800...0xFFFF : 0x10000...0x10FFFF
        let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "中"
        text += Array(String(Character(scalar)).utf8)
      }
    }
    return isSound ? text : Array(text.prefix(length))
  }

  /// Every kind of vectors cuts and checks as one byte after the other does, wherever the text
  /// begins and ends.
  @Test(arguments: [false, true])
  func `agrees with the plain way`(isGB18030: Bool) {
    var random = SeededGenerator(seed: 7)
    var refused = 0
    for round in 0..<6_000 {
      let text = `the scanner`.text(&random, isGB18030: isGB18030)
      let separator: UInt8 = [0x2C, 0x09, 0x7C][round % 3]
      let lineBreak: UInt8 = round % 4 == 0 ? 0x61 : 0x0A
      let valid = text.withUnsafeBufferPointer { text in
        isGB18030
          ? scan_check_gb18030(text.baseAddress, text.count) : plainCheck(Array(text))
      }
      if valid < text.count { refused += 1 }
      let plain = PlainCut(text, separator: separator, lineBreak: lineBreak)
      for level in `the scanner`.levels {
        var stop = scan_whole
        let cut = PlainCut(
          text, level, separator: separator, lineBreak: lineBreak, isGB18030: isGB18030,
          shift: round % 64, stop: &stop)
        #expect((cut == nil) == (valid < text.count), "round \(round)")
        if let cut, stop == scan_whole { #expect(cut == plain, "round \(round)") }
      }
    }
    #expect(refused > 1_000)
  }

  @Test func `counts bytes in stretches of every length`() {
    var random = SeededGenerator(seed: 9)
    let text: [UInt8] = (0..<5_000).map { _ in
      [0x22, 0x0A, 0x61].randomElement(using: &random) ?? 0x61
    }
    for length in Array(0...200) + [5_000] {
      for level in `the scanner`.levels {
        var (quotes, breaks) = (-1, -1)
        text.withUnsafeBufferPointer {
          scan_count(level, $0.baseAddress, length, 0x22, 0x0A, &quotes, &breaks)
        }
        #expect(quotes == text[..<length].count { $0 == 0x22 }, "length \(length)")
        #expect(breaks == text[..<length].count { $0 == 0x0A }, "length \(length)")
      }
    }
  }

  @Test func `finds the first byte that is no UTF-8`() {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<6_000 {
      let text = `the scanner`.text(&random, isGB18030: false)
      let found = text.withUnsafeBufferPointer { scan_check_utf8($0.baseAddress, $0.count) }
      #expect(found == plainCheck(text))
    }
  }

  /// A carriage return alone stops the cutting where it stands, in any place of a chunk.
  @Test(arguments: [1, 62, 63, 64, 65, 127, 128])
  func `stops at a carriage return alone`(place: Int) {
    var text = [UInt8](repeating: 0x61, count: 200)
    text[0] = 0x0A
    text[place] = 0x0D
    for level in `the scanner`.levels {
      for isFollowed in [false, true] {
        text[place + 1] = isFollowed ? 0x0A : 0x61
        var stop = scan_whole
        let cut = PlainCut(
          text, level, separator: 0x2C, lineBreak: 0x0A, isGB18030: false, shift: 0, stop: &stop)
        #expect(stop == (isFollowed ? scan_whole : scan_lone_return))
        #expect(cut?.positions == (isFollowed ? [0, UInt32(place + 1)] : [0]))
      }
    }
  }
}

/// Character by character, as the standard library decodes.
private func plainCheck(_ text: [UInt8]) -> Int {
  var at = 0
  while at < text.count {
    let byte = text[at]
    if byte < 0x20 && ![0x09, 0x0A, 0x0D].contains(byte) || byte == 0x7F { return at }
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard at + length <= text.count,
      String(validating: text[at..<at + length], as: UTF8.self)?.unicodeScalars.count == 1
    else { return at }
    at += length
  }
  return at
}
