import HuibianDiagnostics

extension Diagnostic {
  init(_ problem: ZipProblem, file: String) {
    let again = "请重新下载或向提供者重新索取该文件"
    let resave = "在 Word 或 WPS 中打开该文件，另存为新文件后再试"
    let suspicious = "该文件不像是 Word 或 WPS 保存的，可能被篡改，请核实来源后重新保存"
    let (id, entry, message, hint): (String, String?, String, String) =
      switch problem {
      case .truncated:
        ("zip-truncated", nil, "文件不完整或已损坏：没有 zip 结尾记录", again)
      case .damaged(let entry):
        ("zip-damaged", entry, "文件已损坏：zip 目录有误", again)
      case .split:
        ("zip-split", nil, "文件是 zip 分卷中的一卷，不能读取", again)
      case .trailing(let count):
        ("zip-trailing", nil, "zip 结尾之后还有\(count)字节", resave)
      case .tooManyEntries(let count, let limit):
        ("zip-too-many-entries", nil, "zip 中有\(count)个条目，超过上限\(limit)个", suspicious)
      case .partTooLarge(let name, let size, let limit):
        (
          "zip-too-large", name, "部件解压后的大小为\(sizeText(size))，超过上限\(sizeText(limit))",
          "减小其中的图片或表格后重新保存"
        )
      case .totalTooLarge(let limit):
        ("zip-too-large", nil, "全部部件解压后的大小超过上限\(sizeText(limit))", "减小其中的图片或表格后重新保存")
      case .ratio(let name, let limit):
        ("zip-ratio", name, "部件的压缩比超过上限\(limit):1", suspicious)
      case .name(let name):
        ("zip-name", name, "zip 条目的名称不合法", suspicious)
      case .duplicate(let name):
        ("zip-duplicate", name, "zip 条目重复：同一名称出现两次", suspicious)
      case .overlap(let name):
        ("zip-overlap", name, "zip 条目与另一条目重叠", suspicious)
      case .symbolicLink(let name):
        ("zip-symlink", name, "zip 条目是符号链接", suspicious)
      case .encrypted(let name):
        ("zip-encrypted", name, "zip 条目已加密", "去掉密码后重新保存")
      case .method(let name, let method):
        ("zip-method", name, "zip 条目使用了不支持的压缩方法（编号\(method)）", resave)
      case .mismatch(let name):
        ("zip-mismatch", name, "zip 条目的两处记录互相矛盾", suspicious)
      case .data(let name):
        ("zip-data", name, "部件已损坏：不能解压，或者大小与记录不符", again)
      case .checksum(let name):
        ("zip-checksum", name, "部件已损坏：校验和不符", again)
      }
    self.init(
      .error, id, message, at: entry.map { .part(file: file, part: $0) } ?? .file(file),
      hints: [hint])
  }

  static func strayByte(file: String) -> Diagnostic {
    Diagnostic(.warning, "zip-trailing", "zip 结尾之后多出1字节，已忽略", at: .file(file))
  }

  static func fileTooLarge(_ size: Int, limit: Int, file: String) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", "文件大小为\(sizeText(size))，超过上限\(sizeText(limit))", at: .file(file),
      hints: ["减小其中的图片或表格后重新保存"])
  }
}

/// A size in the largest unit in which it is a whole number of at least 1, rounded up in MB.
private func sizeText(_ bytes: Int) -> String {
  bytes < 1 << 20 ? "\(bytes)字节" : "\((bytes - 1) / (1 << 20) + 1)MB"
}
