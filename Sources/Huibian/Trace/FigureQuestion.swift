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

  /// The first 64 bits of the question's SHA-256.
  mutating func hash(_ phrase: FigurePhrase, _ evaluated: EvaluatedPhrase) -> UInt64 {
    bytes.removeAll(keepingCapacity: true)
    bytes += phrase.statistic.name.utf8
    for part in evaluated.parts {
      bytes.append(UInt8(ascii: "|"))
      append(part.current)
      bytes.append(UInt8(ascii: ";"))
      if let other = part.other { append(other) }
    }
    if evaluated.parts.isEmpty {
      // What a target says rests on no figure.
      for figure in phrase.figures {
        bytes.append(UInt8(ascii: "|"))
        bytes += "\(figure.spec.measure);\(figure.spec.period.title)".utf8
      }
    }
    return SHA256.prefix(of: bytes)
  }

  private mutating func append(_ answer: Answers.Answer) {
    let figure = answer.figure
    bytes += figure.questionBytes
    bytes.append(UInt8(ascii: ";"))
    for index in 0..<min(figure.groupingBytes.count, answer.members.count) {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += figure.groupingBytes[index]
      bytes.append(UInt8(ascii: "="))
      bytes += answer.members[index].asked
    }
  }

  /// The control's tag: `hb1:`, the hash in 16 hexadecimal digits, and which time the question is
  /// answered in the document: `hb1:0d5c0f5f2a7be4a1:1`.
  mutating func tag(_ hash: UInt64, occurrence: Int) -> String {
    bytes.removeAll(keepingCapacity: true)
    bytes += "hb1:".utf8
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: hash >> shift) & 0xF
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
    bytes.append(UInt8(ascii: ":"))
    bytes += String(occurrence).utf8
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension FigurePhrase {
  /// What people read at the content control: the metrics and the statistic, at most 60 characters.
  var alias: String {
    let suffix = statistic.suffix
    if figures.count == 1, suffix.isEmpty { return figures[0].name.limited }
    return (figures.map(\.name).joined(separator: "、") + suffix).limited
  }
}

extension String {
  fileprivate var limited: String { utf8.count > 60 ? String(prefix(60)) : self }
}
