import HuibianWord

/// What a paragraph is to GB/T 9704-2012, as far as its text and form tell.
enum LayoutRole: Hashable {
  /// 发文机关标志.
  case mark
  /// 份号, 密级和保密期限, 紧急程度.
  case serial, secrecy, urgency
  /// 发文字号, 签发人.
  case number, signer
  case title, addressee
  /// From 1.
  case heading(Int)
  case body
  case annexList, office, date, note, annexLabel, annexTitle
  /// 抄送; 印发机关和印发日期.
  case copies, issue
  /// 出席, 请假, 列席.
  case attendance
  case contents
  /// Centred or at the right, and nothing of the above: captions, sources, subtitles.
  case aside
}

extension StatedParagraph {
  /// The text without blanks.
  var bare: String { text.filter { !$0.isWhitespace } }

  /// With the number of its list, without outer blanks.
  var shown: String {
    label + String(text.drop { $0.isWhitespace })
  }

  /// Runs with something to read.
  var visibleRuns: [StatedRun] { runs.filter { !$0.text.allSatisfy(\.isWhitespace) } }

  /// Whether all it shows is red.
  var isRed: Bool { !visibleRuns.isEmpty && visibleRuns.allSatisfy { isRedColor($0.color) } }

  /// Blanks typed before the text, in characters.
  var typedIndent: Double {
    text.prefix { $0.isWhitespace && $0 != "\n" }.reduce(0) {
      $0 + ($1 == "\u{3000}" ? 1 : $1 == "\t" ? 2 : 0.5)
    }
  }

  /// Where the first character of the first row stands, in characters from the left edge.
  var start: Double { characters(left) + characters(firstLine) + typedIndent }
}

/// Whether a colour is a red as that of a 发文机关标志.
func isRedColor(_ color: String?) -> Bool {
  guard let color, color.count == 6, let value = Int(color, radix: 16) else { return false }
  return value >> 16 > 150 && (value >> 8) & 255 < 90 && value & 255 < 90
}
