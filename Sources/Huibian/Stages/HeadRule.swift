import HuibianPlan
import HuibianTable

/// What the values of a head must look like, where no tag is in them. GB/T 9704-2012, 7.2 to 7.4.
enum HeadRule {
  /// What to write instead; nil: the value is right, or not known before it is filled.
  static func fault(in value: String, of key: String, _ form: DocumentForm) -> String? {
    if ["封面", "发文机关标志", "签发人", "署名", "职务", "附件"].contains(key),
      value.allSatisfy({ "；; ".contains($0) })
    {
      return "写上名称；几个之间用“；”隔开"
    }
    switch key {
    case "盖章": return isOne(of: ["是", "否", "签名章"], value)
    case "封面页码": return isOne(of: ["有", "无"], value)
    case "版记页": return isOne(of: ["末页", "偶数页", "空白后偶数页"], value)
    case "发文机关标志": return markFault(value, form)
    default: break
    }
    guard !value.contains("{{"), !value.contains("｛｛") else { return nil }
    switch key {
    case "份号":
      return value.count == 6 && isNumber(value) ? nil : "写成六位阿拉伯数字，例如“000001”"
    case "密级": return isSecrecy(value) ? nil : "写成“机密★1年”或“秘密”：绝密、机密、秘密，期限用阿拉伯数字"
    case "紧急程度": return isOne(of: ["特急", "加急"], value)
    case "发文字号": return isNumber(value, of: form) ? nil : numberHint(form)
    case "令号": return isOrdinal(value, "号") ? nil : "写成例如“第1号”"
    case "成文日期": return isDate(value) ? nil : "写成例如“2025年1月5日”，年份写全，月、日前面不加0"
    case "印发日期":
      return isDate(value) ? nil : "写成例如“2025年1月5日”，年份写全，月、日前面不加0，“印发”二字自动加上"
    case "附件":
      let names = value.split(whereSeparator: { "；;".contains($0) })
      let isEnded = names.contains { $0.last.map { "。，、.,".contains($0) } ?? false }
      return isEnded ? "附件名称后面不加标点；几个附件之间用“；”" : nil
    case "附注":
      return value.hasPrefix("（") && value.hasSuffix("）") ? nil : "加全角圆括号，例如“（联系电话：……）”"
    default: return nil
    }
  }

  private static func isOne(of values: [String], _ value: String) -> String? {
    values.contains(value) ? nil : "可以用：" + values.joined(separator: "、")
  }

  private static func markFault(_ value: String, _ form: DocumentForm) -> String? {
    let isJoint = value.contains { "；;".contains($0) }
    // A tag at the end may be anything.
    let isOpen = value.hasSuffix("}}") || value.hasSuffix("｝｝")
    switch form {
    case .letter where isJoint: return "信函只用一个机关的标志，联合行文用主办机关的"
    case .letter where value.hasSuffix("文件"): return "信函的标志只写机关名称，不加“文件”"
    case .minutes where isJoint, .order where isJoint: return "只写一个标志"
    case .minutes where !isOpen && !value.hasSuffix("纪要"): return "纪要的标志以“纪要”结尾"
    case .order where !isOpen && !value.hasSuffix("令"): return "命令的标志以“命令”或“令”结尾"
    default: return nil
    }
  }

  private static func isNumber(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) }
  }

  /// A number without a leading zero.
  private static func isCount(_ text: some StringProtocol) -> Bool {
    isNumber(text) && text.first != "0"
  }

  private static func isSecrecy(_ value: String) -> Bool {
    let parts = value.split(separator: "★", omittingEmptySubsequences: false)
    guard parts.count <= 2, ["绝密", "机密", "秘密"].contains(parts[0]) else { return false }
    guard parts.count == 2 else { return true }
    let term = parts[1]
    if term == "长期" { return true }
    if term.hasSuffix("个月") { return isCount(term.dropLast(2)) }
    return term.hasSuffix("年") && isCount(term.dropLast())
  }

  private static func isOrdinal(_ value: String, _ unit: Character) -> Bool {
    value.first == "第" && value.last == unit && isCount(value.dropFirst().dropLast())
  }

  /// 某信发〔2025〕1号; of minutes also 第1期.
  private static func isNumber(_ value: String, of form: DocumentForm) -> Bool {
    if form == .minutes, isOrdinal(value, "期") || isOrdinal(value, "号") { return true }
    guard let open = value.firstIndex(of: "〔"), let close = value.firstIndex(of: "〕"),
      open < close, value.last == "号"
    else { return false }
    let office = value[..<open]
    let year = value[value.index(after: open)..<close]
    let number = value[value.index(after: close)...].dropLast()
    return !office.isEmpty && office.allSatisfy { !$0.isNumber && !"（([【".contains($0) }
      && year.count == 4 && isNumber(year) && isCount(number)
  }

  private static func numberHint(_ form: DocumentForm) -> String {
    let other = form == .minutes ? "，或“第1期”" : ""
    return "写成例如“某信发〔2025〕1号”：年份四位，用六角括号“〔〕”，序号前不加“第”和0\(other)"
  }

  private static func isDate(_ value: String) -> Bool {
    let numbers = value.split(whereSeparator: { "年月日".contains($0) }).compactMap { Int($0) }
    guard numbers.count == 3, let date = CivilDate(numbers[0], numbers[1], numbers[2]) else {
      return false
    }
    return date.chinese == value
  }
}
