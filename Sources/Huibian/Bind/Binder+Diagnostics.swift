import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate

extension Binder {
  /// Reports a name that is no metric, text or loop variable.
  ///
  /// What only a loop can name is not reported where the loop around was: it is told already that the
  /// loop is wrong.
  func reportUnknown(_ name: String, tag: Int, sink: inout DiagnosticSink) {
    let isOfLoop =
      ["名称", "序号", "是首项", "是末项"].contains(name) || isDimension(name, tag: tag)
    if isOfLoop, followsBrokenLoop(tag) { return }
    sink.report(unknownName(name, tag: tag))
  }

  private func followsBrokenLoop(_ tag: Int) -> Bool {
    let around = template.scopes(ofTag: tag)
    if around.contains(where: {
      template.regions[$0].kind != .condition && loopDimension($0) == nil
    }) {
      return true
    }
    let paired = Set(template.regions.map { $0.boundaries[0] })
    return template.tags[..<tag].enumerated().contains { index, other in
      guard !paired.contains(index) else { return false }
      switch other.kind {
      case .each: return true
      case .broken: return other.source.contains("每")
      default: return false
      }
    }
  }

  /// A name that is no metric, text or loop variable, with the nearest that is.
  func unknownName(_ name: String, tag: Int) -> Diagnostic {
    var hints: [String] = []
    let source = template.tags[tag].source
    if ["名称", "序号", "是首项", "是末项"].contains(name) {
      hints.append("“\(name)”只能用在 {{每个 …}} 和 {{完}} 之间")
    } else if name == "单位" {
      hints.append("用 --set 单位=某区信访局 给出，或写在 huibian.yaml 的“单位”里")
    } else if isDimension(name, tag: tag), case .table = template.tags[tag].kind {
      hints.append("“\(visible(name))”是维度；要按它分列，后面再写“×”和指标：{{表 问题属地 × 季度 × 来访批次}}")
    } else if isDimension(name, tag: tag) {
      hints.append("“\(visible(name))”只能用在 {{每个 \(visible(name))}} 和 {{完}} 之间")
    } else if let near = nearestName(to: name, among: catalog.measureNames + texts.keys.sorted()) {
      hints.append("是不是“\(near)”？")
    } else if template.tags[tag].kind.isCondition {
      hints.append("文字要加引号：“\(visible(name))”；指标用 huibian metrics 列出")
    } else {
      hints.append("用 huibian metrics 列出全部指标，或用 --set \(visible(name))=… 给出文字")
    }
    return Diagnostic(
      .error, "unknown-name", "标签\(quoted(source))里的\(quoted(name))不是指标，也不是已给出的文字（未知名称）",
      at: location(tag), hints: hints)
  }
}

extension Binder {
  private func isDimension(_ name: String, tag: Int) -> Bool {
    var quiet = DiagnosticSink()
    return dimension(DimensionName(name), tag: tag, isQuiet: true, sink: &quiet) != nil
  }
}

extension TagKind {
  /// Whether names in the tag are compared with texts.
  fileprivate var isCondition: Bool {
    switch self {
    case .ifStart, .ifColumns, .elseIf: true
    default: false
    }
  }
}

extension Diagnostic {
  static func measureAsAxis(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unknown-dimension", "“\(name)”是指标，不能作表的行", at: location,
      hints: ["行是维度，指标写在“×”后面：{{表 问题属地 × \(name)}}；要一个指标一行，写{{表 指标（\(name)）× 本期}}"])
  }

  static func mixedComparison(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-condition", "条件里把数与文字相比", at: location,
      hints: ["指标与数比较，如 来访批次 > 0；文字与加引号的文字比较，如 名称 = “灵山镇”"])
  }

  static func rankOfSlice(_ name: String, filter: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "rank-of-slice", "“\(name)｜\(filter)”只能单独写，不能分项或与其他写法合用", at: location,
      hints: ["写成“{{\(name)｜\(filter)}}”，期间可以写明"])
  }

  static func notAPart(_ text: String, of unit: TimeUnit, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-slice", "\(quoted(text))不是一个\(unit.rawValue)", at: location,
      hints: ["月份写成 月份=3月，季度写成 季度=第一季度；其他时段用 期间=…"])
  }

  static func orderOfTexts(_ sign: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-condition", "文字之间不能用“\(sign)”比较", at: location, hints: ["用 = 或 ≠"])
  }

  static func severalPeriods(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-slice", "“期间”只能取一个值", at: location, hints: ["写成 期间=上半年"])
  }

  static func severalStatistics(_ names: [String], at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "一个标签里不能同时有“\(names.joined(separator: "”“"))”", at: location,
      hints: ["分成几个标签写"])
  }

  static func textIsNoFigure(_ name: String, _ text: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "text-is-no-figure", "\(quoted(name))是文字，不能加切片或过滤器", at: location,
      hints: ["去掉 ： 和 ｜ 后面的部分"])
  }
}
