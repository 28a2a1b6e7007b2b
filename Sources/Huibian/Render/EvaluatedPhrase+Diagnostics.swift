import HuibianDiagnostics

extension EvaluatedPhrase.Problem {
  func diagnostic(at location: Location) -> Diagnostic {
    switch kind {
    case .noRanking:
      Diagnostic(
        .error, kind.rawValue, "上级通报排名里没有“\(measure)”这一期间的名次", at: location,
        hints: ["在上级通报排名台账里补上通报期、指标、范围和名次，或删去这个标签"])
    case .noStanding:
      Diagnostic(
        .error, kind.rawValue, "上级通报排名里“\(measure)”的参排数是空的，或者小于名次，说不出位次", at: location,
        hints: ["在上级通报排名台账里补上参排数"])
    case .noTarget:
      Diagnostic(
        .error, kind.rawValue, "目标值台账里没有“\(measure)”这一年度、这一项的目标", at: location,
        hints: ["在目标值台账里补上年度、指标、维度、比较符和阈值，或删去这个标签"])
    case .severalRankings:
      Diagnostic(
        .error, kind.rawValue, "上级通报排名里“\(measure)”同一期间、同一范围有几个名次", at: location,
        hints: ["只留一个"])
    case .notAdditive:
      Diagnostic(
        .error, kind.rawValue, "“\(measure)”按不同的编号计数，或者是中位数，不能把几项合并为“其他”", at: location,
        hints: ["去掉“其余并入其他”"])
    case .noEarlierData:
      Diagnostic(
        .warning, kind.rawValue, "没有紧接在报告期之前的数据，不能说“\(measure)”是不是“首次”，没有写", at: location,
        hints: ["把以前各年的数据也给上"])
    case .emptyList:
      Diagnostic(
        .warning, kind.rawValue, "“列举”没有一项可列（“\(measure)”都是零），没有写", at: location,
        hints: ["用{{如果 \(measure) > 0}}…{{完}}把这句话包起来"])
    case .roundedToWhole:
      Diagnostic(
        .warning, kind.rawValue, "“\(measure)”四舍五入后写成了100%或0%，实际还差一点", at: location,
        hints: ["在标签里写“｜2位小数”，或在huibian.yaml的口径里写 近整: 多取一位"])
    case .zeroDenominator:
      Diagnostic(.warning, kind.rawValue, "“\(measure)”的分母为零，打印为“—”", at: location)
    }
  }
}
