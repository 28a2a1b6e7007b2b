import HuibianPlan
import HuibianTable

/// What a figure answers, as the identity of its content control.
///
/// The question is one line: the statistic, and of each part measure, period, cut-off, slice and members,
/// with those of its base or whole. Neither the words around, nor other figures, nor the data change it;
/// the same question has the same hash in another document.
struct FigureQuestion {
  /// The question being asked; kept, for each figure of a report has one.
  private var bytes: [UInt8] = []

  private var parts = 0

  /// Begins another question.
  mutating func begin(_ statistic: FigurePhrase.Statistic) {
    bytes.removeAll(keepingCapacity: true)
    bytes += statistic.name.utf8
    parts = 0
  }

  /// - Parameter other: The base, or the whole.
  mutating func add(_ current: Answers.Answer, _ other: Answers.Answer?) {
    bytes.append(UInt8(ascii: "|"))
    append(current)
    bytes.append(UInt8(ascii: ";"))
    if let other { append(other) }
    parts += 1
  }

  /// The first 64 bits of the question's SHA-256.
  ///
  /// - Parameter figures: Of the phrase.
  mutating func hash(_ figures: [BoundFigure]) -> UInt64 {
    if parts == 0 {
      // What a target says rests on no figure.
      for figure in figures {
        bytes.append(UInt8(ascii: "|"))
        bytes += "\(figure.spec.measure);\(figure.spec.period.title)".utf8
      }
    }
    return SHA256.prefix(of: bytes)
  }

  private mutating func append(_ answer: Answers.Answer) {
    let figure = answer.figure
    bytes += figure.question
    for index in 0..<min(figure.questionGroupings.count, answer.members.count) {
      bytes += figure.questionGroupings[index]
      bytes += answer.members[index].asked
    }
  }

  /// The control's tag: `hb1:`, the hash in 16 hexadecimal digits, and which time the question is
  /// answered in the document: `hb1:0d5c0f5f2a7be4a1:1`.
  static func tag(_ hash: UInt64, occurrence: Int) -> String {
    let times = String(occurrence)
    return String(unsafeUninitializedCapacity: 21 + times.utf8.count) { bytes in
      _ = bytes.update(fromContentsOf: "hb1:".utf8)
      let raw = UnsafeMutableRawBufferPointer(bytes)
      let (upper, lower) = (UInt32(hash >> 32), UInt32(truncatingIfNeeded: hash))
      raw.storeBytes(
        of: hexadecimalDigits(upper).littleEndian, toByteOffset: 4, as: UInt64.self)
      raw.storeBytes(
        of: hexadecimalDigits(lower).littleEndian, toByteOffset: 12, as: UInt64.self)
      bytes[20] = UInt8(ascii: ":")
      var end = 21
      for byte in times.utf8 {
        bytes[end] = byte
        end += 1
      }
      return end
    }
  }
}
