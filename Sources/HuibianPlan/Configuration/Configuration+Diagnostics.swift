import HuibianDiagnostics
import HuibianTable

/// What is said of YAML: its form, and what stands in it.
extension Diagnostic {
  static func yamlTooLarge(at location: Location) -> Diagnostic {
    Diagnostic(.error, "yaml-too-large", "配置文件超过1MB", at: location, hints: ["删去不需要的内容"])
  }

  static func yamlEncoding(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "yaml-encoding", "配置文件不是 UTF-8 编码", at: location, hints: ["另存为 UTF-8 编码"])
  }

  static func yamlDanger(_ what: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "yaml-refused", "配置文件\(what)，不予读取", at: location,
      hints: ["写出内容本身；文字里含 & 或 * 时用引号括起来"])
  }

  static func yamlSyntax(_ problem: String, at location: Location) -> Diagnostic {
    let hint =
      problem.contains("tab") || problem.contains("cannot start any token")
      ? "缩进用空格，不用制表符；文字里有特殊符号时用引号括起来"
      : problem.contains("mapping values")
        ? "一行只写一个“键: 值”；值里有冒号时用引号括起来"
        : problem.contains("expected <block end>") || problem.contains("did not find")
          ? "检查这一行和上一行的缩进、括号、引号和冒号" : "检查缩进、冒号后面的空格和引号"
    return Diagnostic(.error, "yaml-syntax", "配置文件的写法有误", at: location, hints: [hint])
  }

  static func duplicateKey(_ key: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-key", "\(quoted(key))写了两次", at: location, hints: ["删去或合并其中一处"])
  }

  static func wrongShape(_ what: String, expected: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-configuration", "\(quoted(what))的内容不对，应为\(expected)", at: location,
      hints: ["参照说明改写这一项"])
  }

  static func unknownKey(
    _ key: String, in what: String, among known: [String], at location: Location
  ) -> Diagnostic {
    let nearest = near(key, known)
    return Diagnostic(
      .error, "unknown-key", "\(quoted(what))里没有\(quoted(key))这一项", at: location,
      hints: nearest.isEmpty ? ["可用的项：\(list(known, 20))"] : nearest)
  }

  static func unknownName(
    _ what: String, _ name: String, among known: [String], id: String, at location: Location
  ) -> Diagnostic {
    let nearest = near(name, known)
    return Diagnostic(
      .error, id, "没有名为\(quoted(name))的\(what)", at: location,
      hints: nearest.isEmpty ? ["可用的\(what)：\(list(known, 20))"] : nearest)
  }

  static func unknownRule(
    _ refusal: (message: String, hints: [String]), at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "unknown-rule", "“容许”：" + refusal.message, at: location, hints: refusal.hints)
  }

  static func badSetting(_ setting: Setting, _ value: String, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "bad-setting", "口径“\(setting.name)”的值\(quoted(value))不对", at: location,
      hints: [
        setting.allowed.isEmpty
          ? "写0至36500的整数"
          : (nearestName(to: nameKey(value), among: setting.allowed).map { "是不是“\($0)”？" } ?? "")
            + "写其中之一：\(list(setting.allowed))"
      ])
  }

  static func scopeWithoutColumn(_ measure: Measure, _ scope: String, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "bad-setting", "指标“\(measure.name)”的台账没有分本级、属地的列，不能设范围\(quoted(scope))",
      at: location, hints: ["删去这一项"])
  }

  static func nameTaken(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "name-taken", "指标\(quoted(name))的名称或别名已属于另一个指标", at: location,
      hints: ["换一个名称"])
  }

  static func aliasTaken(_ alias: String, by column: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "name-taken", "列别名\(quoted(alias))已是列“\(column)”的名称", at: location,
      hints: ["删去这个别名"])
  }

  static func badMeasure(_ name: String, _ problem: String, hint: String, at location: Location)
    -> Diagnostic
  {
    Diagnostic(.error, "bad-measure", "指标\(quoted(name))\(problem)", at: location, hints: [hint])
  }
}
