import HuibianDiagnostics

extension Diagnostic {
  static func textTooLarge(limit: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "too-large", "文本模板超过\(limit / 1_000_000)兆字节", at: location,
      hints: ["把它分成几份模板"])
  }

  static func unclosedHead(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-head", "文件头从“---”开始，没有结束", at: location, hints: ["在正文前面加一行“---”"])
  }

  static func badHeadLine(_ line: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-head", "文件头里的\(quoted(line))不是“键: 值”", at: location,
      hints: ["写成例如“文种: 年度工作总结”"])
  }

  static func unknownHeadKey(_ key: String, _ keys: [String], at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unknown-key", "文件头里没有\(quoted(key))这个键", at: location,
      hints: [
        nearestName(to: key, among: keys).map { "是否要写“\($0)”" }
          ?? "可以用：" + keys.joined(separator: "、")
      ])
  }

  static func repeatedHeadKey(_ key: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "repeated-key", "文件头里的\(quoted(key))重复了", at: location, hints: ["只保留一行"])
  }

  static func unclosedComment(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-comment", "注释从“<!--”开始，没有结束", at: location, hints: ["在注释的末尾写上“-->”"])
  }

  static func textAfterComment(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "text-after-comment", "“-->”后面还有文字", at: location, hints: ["把文字移到下一行"])
  }

  static func fullWidthBar(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "full-width-bar", "表格的行以全角“｜”开头", at: location, hints: ["表格的竖线用半角“|”"])
  }

  static func headingTooDeep(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "heading-level", "标题的“#”超过5个", at: location, hints: ["标题用“##”到“#####”四级，或写成正文"])
  }

  static func emptyHeading(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "empty-heading", "“#”后面没有标题的文字", at: location, hints: ["写上标题，或删去这一行"])
  }

  static func tab(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "tab-character", "文字里有制表符", at: location, hints: ["用“|”表格代替，或改成空格"])
  }

  static func missingTableRule(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "table-rule", "表头下面没有分隔行", at: location, hints: ["在表头下一行写上例如“|---|---:|”"])
  }

  static func raggedRow(_ count: Int, header: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "ragged-row", "这一行有\(count)格，表头有\(header)格", at: location,
      hints: ["补上或删去“|”，使每行格数相同；文字里的竖线写成“\\|”"])
  }
}
