import HuibianOPC

/// Numbers at the points of a chart.
extension ChartSpace {
  /// The numbers at the points of a series, where there is room for them.
  ///
  /// - Parameters:
  ///   - fill: The fill that they lie upon; nil: the ground.
  ///   - turned: Points whose number stands elsewhere; there are none in a stack.
  func labels(
    _ index: Int, at position: String, upon fill: Int? = nil,
    turned: (points: [Int], position: String)? = nil
  ) -> [XML.Element] {
    guard let size = measures.numberSize(ofSeries: index) else { return [] }
    let isOnPattern = fill.map { look.isPattern($0) } ?? false
    let ground =
      isOnPattern ? look.ground : ChartMarkup.c("spPr", [:], [ChartMarkup.a("noFill")])
    // In a stack a zero has no height: its number would lie upon a neighbour's.
    let own = chart.series[index].format
    let format = chart.kind.isStacked ? "\(own);-\(own);" : own
    func label(_ position: String) -> [XML.Element] {
      [
        ChartMarkup.c("numFmt", ["formatCode": format, "sourceLinked": "0"]),
        ground, look.text(size, color: fill.map { look.contrast($0) } ?? "000000"),
        ChartMarkup.val("dLblPos", position),
      ] + shown(value: true, category: false, percent: false)
    }
    let short = measures.shortPoints(ofSeries: index, size: size).map { point in
      ChartMarkup.c(
        "dLbl", [:], [ChartMarkup.val("idx", String(point)), ChartMarkup.flag("delete", true)])
    }
    let single = (turned?.points ?? []).map { point in
      ChartMarkup.c(
        "dLbl", [:], [ChartMarkup.val("idx", String(point))] + label(turned?.position ?? position))
    }
    return [ChartMarkup.c("dLbls", [:], short + single + label(position))]
  }

  /// Of two lines, the points at which the lower one's number belongs below and the upper one's above,
  /// other than at most: there the second line lies higher.
  func crossings(_ indices: [Int], _ place: Int) -> (points: [Int], position: String)? {
    guard indices.count == 2 else { return nil }
    let (first, second) = (chart.series[indices[0]].values, chart.series[indices[1]].values)
    let points = first.indices.filter { index in
      guard let a = first[index].flatMap({ Double($0) }),
        let b = second[index].flatMap({ Double($0) })
      else { return false }
      return a < b
    }
    return (points, place == 0 ? "b" : "t")
  }

  func shown(value: Bool, category: Bool, percent: Bool) -> [XML.Element] {
    [
      ("showLegendKey", false), ("showVal", value), ("showCatName", category),
      ("showSerName", false), ("showPercent", percent), ("showBubbleSize", false),
    ].map { ChartMarkup.flag($0.0, $0.1) }
  }
}
