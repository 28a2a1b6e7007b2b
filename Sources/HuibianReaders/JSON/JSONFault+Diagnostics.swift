import HuibianDiagnostics

extension JSONFault {
  var wording: (message: String, hints: [String]) {
    switch self {
    case .syntax(let what, let line, let column, let record, let key):
      (
        "不是有效的JSON：第\(line)行第\(column)个字符处，\(what)" + place(record, key),
        ["用导出的系统重新导出，不要手工改动JSON文件"]
      )
    case .encoding(let line, let offset):
      (
        "第\(line)行（第\(offset + 1)字节起）不是有效的UTF-8编码",
        ["JSON文件须为UTF-8编码：重新导出，或用文本编辑器另存为UTF-8"]
      )
    case .wrongShape(let found, let keys):
      (
        "应为记录数组（如[{…},{…}]），得到的是\(found)"
          + (keys.isEmpty
            ? "" : "，其中的键有：" + keys.prefix(20).map { visible($0) }.joined(separator: "、")),
        ["导出时选择只含记录的JSON，或导出为CSV"]
      )
    case .twoCandidates(let paths):
      (
        "有\(paths.count)个记录数组，不能确定用哪一个：" + paths.map { visible($0) }.joined(separator: "、"),
        ["分成几个文件导出，每个文件只含一个记录数组"]
      )
    }
  }

  func location(file: String) -> Location {
    if case .syntax(_, let line, let column, _, _) = self {
      return .text(file: file, line: line, column: column)
    }
    return .file(file)
  }

  private func place(_ record: Int?, _ key: String?) -> String {
    switch (record, key) {
    case (let record?, let key?): "（第\(record)条记录的\(quoted(key))）"
    case (let record?, nil): "（第\(record)条记录）"
    default: ""
    }
  }
}
