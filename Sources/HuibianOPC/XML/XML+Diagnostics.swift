import HuibianDiagnostics

extension Diagnostic {
  init(_ problem: XMLProblem, file: String, part: String) {
    let resave = "在 Word 或 WPS 中打开该文件，另存为新文件后再试"
    let (id, message, hint) =
      switch problem {
      case .encoding(let declared?):
        (
          "xml-encoding",
          "XML 声明的编码 \(quoted(declared)) 与实际内容不符或不受支持，只接受 UTF-8 和 UTF-16", resave
        )
      case .encoding(nil):
        ("xml-encoding", "XML 的编码不是 UTF-8 或 UTF-16", resave)
      case .doctype(let line):
        ("xml-doctype", "XML 第\(line)行含有文档类型声明（DOCTYPE），不允许", "该文件可能被篡改，请向提供者核实来源")
      case .tooDeep(let line):
        ("xml-too-deep", "XML 第\(line)行元素嵌套过深，上限256层", "减少表格、文本框的层层嵌套")
      case .tooLong(let line):
        ("xml-too-long", "XML 第\(line)行有一段文字或一个属性超过一千万字节的上限", resave)
      case .malformed(let line, let flaw):
        ("xml-malformed", "XML 第\(line)行有语法错误：\(flaw.words)", resave)
      }
    self.init(.error, id, message, at: .part(file: file, part: part), hints: [hint])
  }
}

extension XMLFlaw {
  fileprivate var words: String {
    switch self {
    case .empty: "没有内容"
    case .declaration: "XML 声明有误"
    case .incomplete: "内容不完整"
    case .unmatchedTag: "开始标签与结束标签不配对"
    case .trailing: "根元素之后还有内容"
    case .illegalCharacter: "含有非法字符"
    case .unknownEntity: "引用了未定义的实体"
    case .repeatedAttribute: "同一属性出现两次"
    case .unboundPrefix: "名称空间前缀没有声明"
    case .syntax: "不符合 XML 语法"
    }
  }
}
