import HuibianOPC

/// Numbers at the points of a chart.
extension ChartSpace {
  /// The numbers at the points of a series, where there is room for them.
  ///
  /// - Parameters:
  ///   - fill: The fill that they lie upon; nil: the ground.
  ///   - turned: Points whose number stands elsewhere; there are none in a stack.
  func putLabels(
    _ index: Int, at position: StaticString, upon fill: Int? = nil,
    turned: (points: [Int], position: StaticString)? = nil, to markup: inout XML.MarkupWriter
  ) {
    guard let size = measures.numberSize(ofSeries: index) else { return }
    markup.put("<c:dLbls>")
    for point in measures.shortPoints(ofSeries: index, size: size) {
      markup.put("<c:dLbl>")
      markup.putVal("idx", point)
      markup.put(#"<c:delete val="1"/></c:dLbl>"#)
    }
    if let turned {
      for point in turned.points {
        markup.put("<c:dLbl>")
        markup.putVal("idx", point)
        putLabel(index, size, at: turned.position, upon: fill, to: &markup)
        markup.put("</c:dLbl>")
      }
    }
    putLabel(index, size, at: position, upon: fill, to: &markup)
    markup.put("</c:dLbls>")
  }

  private func putLabel(
    _ index: Int, _ size: Int, at position: StaticString, upon fill: Int?,
    to markup: inout XML.MarkupWriter
  ) {
    // In a stack a zero has no height: its number would lie upon a neighbour's.
    let own = chart.series[index].format
    markup.putFormat(chart.kind.isStacked ? "\(own);-\(own);" : own)
    if fill.map(ChartLook.isPattern) ?? false {
      markup.putGround()
    } else {
      markup.put("<c:spPr><a:noFill/></c:spPr>")
    }
    markup.putText(look, size, color: fill.map(ChartLook.contrast) ?? "000000")
    markup.putVal("dLblPos", position)
    markup.putShown(value: true, category: false, percent: false)
  }

  /// Of two lines, the points at which the lower one's number belongs below and the upper one's above,
  /// other than at most: there the second line lies higher.
  func crossings(
    _ indices: Range<Int>, _ place: Int
  ) -> (points: [Int], position: StaticString)? {
    guard indices.count == 2, let first = indices.first, let last = indices.last else { return nil }
    let (one, other) = (chart.series[first].values, chart.series[last].values)
    let points = one.indices.filter { index in
      guard let a = one[index].flatMap({ Double($0) }), let b = other[index].flatMap({ Double($0) })
      else { return false }
      return a < b
    }
    return (points, place == 0 ? "b" : "t")
  }
}

extension XML.MarkupWriter {
  /// What labels show.
  mutating func putShown(value: Bool, category: Bool, percent: Bool) {
    put(#"<c:showLegendKey val="0"/>"#)
    putFlag("showVal", value)
    putFlag("showCatName", category)
    put(#"<c:showSerName val="0"/>"#)
    putFlag("showPercent", percent)
    put(#"<c:showBubbleSize val="0"/>"#)
  }
}
