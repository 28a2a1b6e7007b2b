import Glibc
import HuibianDiagnostics

/// One `--data`: a file, `-` for standard input, or `台账=文件`.
struct DataArgument: Hashable, Sendable {
  /// The kind of ledger as the user named it; nil: to be recognised from the header.
  let ledger: String?
  /// As typed; `-` is standard input.
  let path: String

  /// A name that holds `=` and is a file is taken as that file.
  init(_ text: String) throws(UsageError) {
    if let (ledger, path) = text.splitAtEquals, access(text, F_OK) != 0 {
      guard !ledger.isEmpty, !path.isEmpty else {
        throw UsageError(
          "--data 后面应为 文件 或 台账=文件，写的是 \(quoted(text))",
          hints: ["例如 --data 信访件.csv 或 --data 积案台账=台账.csv"])
      }
      self.ledger = ledger
      self.path = path
    } else {
      guard !text.isEmpty else { throw UsageError("--data 后面的文件名是空的") }
      ledger = nil
      path = text
    }
  }

  /// The arguments of all `--data`; standard input at most once.
  static func list(_ texts: [String]) throws(UsageError) -> [DataArgument] {
    var result: [DataArgument] = []
    for text in texts { result.append(try DataArgument(text)) }
    if result.count(where: { $0.path == "-" }) > 1 {
      throw UsageError("标准输入（-）只能用一次", hints: ["把其余数据写成文件名"])
    }
    for (index, argument) in result.enumerated() {
      guard result[..<index].contains(where: { isSameFile($0.path, argument.path) }) else {
        continue
      }
      throw UsageError(
        "文件 \(quoted(argument.path, limit: 200)) 给了两次", hints: ["去掉一个；一个文件只读一次"])
    }
    return result
  }
}
