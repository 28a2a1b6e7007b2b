import HuibianWord

/// How much a first page with a red head holds. GB/T 9704-2012, 7.3.2: it has to show the text.
enum FirstPage {
  /// Rows of a full page.
  private static let rows = 22

  /// The rows that addressees take.
  static func rows(ofAddressee text: String) -> Int { lines(TextWidth.likely(text), of: 28) }

  /// The rows that are left for addressees above one row of text.
  static func rows(marks: Int, signers: Int, title: String) -> Int {
    // 35 mm and the mark, two rows to the number, 4 mm and two rows to the title, one below it.
    let mark = max(5, 4 + marks)
    let head =
      mark + 2 + max(1, (signers + 1) / 2) + 1 + 2 + lines(TextWidth.likely(title), of: 19) + 1
    return max(1, rows - head - 1)
  }

  private static func lines(_ width: Double, of capacity: Double) -> Int {
    max(1, Int((width / capacity).rounded(.up)))
  }
}
