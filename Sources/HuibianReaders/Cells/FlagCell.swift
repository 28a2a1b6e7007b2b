/// What a cell of a yes-or-no column says.
enum FlagCell: Hashable, Sendable {
  case yes, no, empty, malformed

  init(_ text: String) {
    let text = text.narrowed.lowercased()
    if text.isEmpty || text == "-" || text == "—" || text == "/" {
      self = .empty
    } else if FlagCell.affirmative.contains(text) {
      self = .yes
    } else if FlagCell.negative.contains(text) {
      self = .no
    } else {
      self = .malformed
    }
  }

  /// The value in the table; nil for a malformed cell.
  var value: String? {
    switch self {
    case .yes: "是"
    case .no: "否"
    case .empty: ""
    case .malformed: nil
    }
  }

  private static let affirmative: Set<String> = [
    "是", "√", "✓", "✔", "☑", "1", "1.0", "y", "yes", "t", "true", "真", "有", "对", "已", "已办结",
    "办结", "已化解", "已完成", "已达标", "达标",
  ]
  private static let negative: Set<String> = [
    "否", "×", "✗", "✘", "x", "☐", "0", "0.0", "n", "no", "f", "false", "假", "无", "没有", "不是",
    "未", "未办结", "未化解", "未完成", "未达标", "不达标",
  ]
}
