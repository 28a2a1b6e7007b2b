import HuibianDiagnostics

/// What a document is set as (格式). GB/T 9704-2012, 7 and 10.
enum DocumentForm: String, CaseIterable {
  /// Page, typefaces, headings, numbers and signature only.
  case report = "报告"
  /// With red head and imprint.
  case document = "公文"
  case letter = "信函"
  case minutes = "纪要"
  case order = "命令"

  /// Keys of the head that say nothing of the form.
  private static let common: Set<String> = ["文种", "格式", "附件"]

  /// The keys that a head of this form may have.
  var keys: Set<String> {
    let own: Set<String> =
      switch self {
      case .report: ["标题", "封面", "封面页码", "主送", "署名", "成文日期", "盖章", "职务", "附注"]
      case .document:
        [
          "份号", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人", "标题", "主送", "署名", "成文日期", "盖章", "职务",
          "附注", "抄送", "印发机关", "印发日期", "版记页",
        ]
      case .letter:
        [
          "份号", "密级", "紧急程度", "发文机关标志", "发文字号", "标题", "主送", "署名", "成文日期", "盖章", "职务", "附注",
          "抄送",
        ]
      case .minutes:
        [
          "份号", "密级", "紧急程度", "发文机关标志", "发文字号", "标题", "出席", "请假", "列席", "抄送", "印发机关", "印发日期",
          "版记页",
        ]
      case .order: ["发文机关标志", "令号", "职务", "成文日期", "抄送", "印发机关", "印发日期", "版记页"]
      }
    return own.union(Self.common)
  }

  /// The keys that a head of this form must have, with an example of each.
  ///
  /// - Parameter seal: 职务 stands instead of 署名 where a signature is stamped.
  func needs(_ isStamped: Bool) -> [(key: String, example: String)] {
    let mark = ("发文机关标志", "{{单位}}文件")
    let number = ("发文字号", "某信发〔{{年}}〕1号")
    let sign = isStamped ? ("职务", "局长") : ("署名", "{{单位}}")
    let date = ("成文日期", "{{今天}}")
    return switch self {
    case .report: isStamped ? [sign, date] : []
    case .document: [mark, number, sign, date, ("印发机关", "{{单位}}办公室"), ("印发日期", "{{今天}}")]
    case .letter: [("发文机关标志", "{{单位}}"), ("发文字号", "某信函〔{{年}}〕1号"), sign, date]
    case .minutes: [("发文机关标志", "信访工作联席会议纪要")]
    case .order: [("发文机关标志", "某某区人民政府令"), ("令号", "第1号"), ("职务", "区长"), date]
    }
  }

  /// The forms that have a key, as people name them.
  static func having(_ key: String) -> [String] {
    allCases.filter { $0.keys.contains(key) }.map(\.rawValue)
  }
}
