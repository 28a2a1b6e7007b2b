import HuibianDiagnostics

extension Diagnostic {
  /// - Parameter dimension: As typed.
  static func noMembers(_ dimension: String) -> Diagnostic {
    Diagnostic(
      .error, "no-members", "\(quoted(dimension))在数据里没有任何内容，没有可以逐个生成的", at: .command,
      hints: ["用 huibian inspect 看这一列认成了什么，或换一个维度"])
  }
}
