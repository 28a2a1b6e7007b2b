import HuibianDiagnostics

/// How a file repeats another one.
struct CopiedFile: Hashable, Sendable {
  let original: String
  /// Of the file that repeats.
  let rows: Int
  /// Rows that are in the original too.
  let repeated: Int
  /// Of them those that differ from it in another cell than their number.
  let differing: Int
  /// The rows are known by a number, not by all that they say.
  let hasKeys: Bool
  /// Those that differ are left out because the user accepted it.
  let isAccepted: Bool
}

extension CopiedFile {
  /// What is wrong, and what to do.
  var wording: (message: String, hints: [String]) {
    let original = quoted(original, limit: 200)
    let isWhole = repeated == rows
    let share = isWhole ? "全部\(rows)行" : "\(rows)行中有\(repeated)行"
    if differing > 0, !isAccepted {
      return (
        "\(share)的编号与\(original)里的相同，其中\(differing)行内容不同",
        [
          "多半是同一本台账的两次导出：只留较新的一份，从数据里去掉另一份",
          "确实都要用的，核对这些行；或用 --accept conflicting-rows 不计内容不同的行",
        ]
      )
    }
    let rest = repeated - differing
    return (
      isWhole && differing == 0
        ? "与\(original)是同一份：\(share)\(hasKeys ? "编号和内容" : "内容")都相同，只计一次"
        : "\(rows)行中有\(rest)行与\(original)里的完全相同，只计一次",
      [isWhole ? "从数据里去掉其中一份" : "两次导出有重叠的，照此即可；同一份放了两次的，去掉一份"]
    )
  }
}
