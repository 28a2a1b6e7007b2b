import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate

extension Diagnostic {
  static func noPart(_ part: Measure, of whole: Measure, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter",
      "“\(part.name)”（\(part.unit)）不能求占“\(whole.name)”（\(whole.unit)）的百分之几", at: location,
      hints: ["两个指标要数的是同一种东西：人次占人次，件数、批次占件次，金额占金额；比率没有占比"])
  }

  static func wrongKind(_ filter: Filter, _ measure: Measure, at location: Location) -> Diagnostic {
    let kind =
      switch measure.wording.kind {
      case .rate: "比率"
      case .duration: "天数"
      case .amount: MoneyUnit(rawValue: measure.unit) == nil ? "平均数或其他量" : "金额"
      case .count: "数量"
      }
    return Diagnostic(
      .error, "bad-filter", "“\(measure.name)”是\(kind)，不能用“\(filter.name)”", at: location,
      hints: [filter.use])
  }

  static func onlyOne(_ filter: Filter, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "“\(filter.name)”只能用于一个指标", at: location, hints: ["每个指标单独写一个标签"])
  }

  static func jointlyOfOne(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "“分别”要有两个以上指标", at: location,
      hints: ["例如{{责任单位及时受理率、按期答复率｜分别}}；只有一个指标时去掉“｜分别”"])
  }

  static func onlyInCondition(_ filter: Filter, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "“\(filter.name)”只能写在条件里", at: location,
      hints: ["例如{{如果 来访批次｜\(filter.name)}}…{{完}}"])
  }

  static func onlyInList(_ filter: Filter, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "“\(filter.name)”只能写在“列举”里", at: location,
      hints: ["例如{{列举 内容分类 按 信访总量 前 3｜\(filter.name)}}"])
  }

  static func notInList(_ names: [String], at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "“列举”里不能用“\(names.joined(separator: "”“"))”", at: location,
      hints: ["“列举”里可以用：名称、等、和、不写占比"])
  }

  static func firstOfAPart(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "“首次”不能用在按时间分的一项里", at: location,
      hints: ["写在“每个 月份”等循环外面，去掉 月份=… 一类的切片"])
  }
}
