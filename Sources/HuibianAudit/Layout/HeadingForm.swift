/// The number with which a heading begins.
struct HeadingForm {
  /// From 1 to 4.
  let level: Int
  /// As written.
  let written: String
  let isRight: Bool

  init?(_ text: String) {
    if let match = text.prefixMatch(of: #/[一二三四五六七八九十百]+[、.．,，]/#) {
      (level, written) = (1, String(match.output))
      isRight = written.last == "、"
    } else if let match = text.prefixMatch(of: #/[（(][一二三四五六七八九十百]+[）)][、.，]?/#) {
      (level, written) = (2, String(match.output))
      isRight = written.first == "（" && written.last == "）"
    } else if let match = text.prefixMatch(of: #/[0-9]{1,2}[.．、](?![0-9])/#) {
      (level, written) = (3, String(match.output))
      isRight = written.last != "、"
    } else if let match = text.prefixMatch(of: #/[（(][0-9]{1,2}[）)][、.，]?/#) {
      (level, written) = (4, String(match.output))
      isRight = written.first == "（" && written.last == "）"
    } else {
      return nil
    }
  }
}
