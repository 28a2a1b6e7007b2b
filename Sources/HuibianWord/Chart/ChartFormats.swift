import HuibianOPC

/// Number formats of a chart that a person drew, where they would make a number false.
///
/// Our rates are 65.7 and bring their sign along: a format 0% would print 6570%. And where the slices
/// of a pie are no whole, no share of them is printed.
struct ChartFormats {
  private let chart: Chart
  private let axes: ChartAxes

  init(_ chart: Chart, _ axes: ChartAxes) {
    self.chart = chart
    self.axes = axes
  }

  func apply(to plot: inout XML.Element) {
    for index in plot.children.indices {
      _ = plot.updateChild(at: index) { element in
        if element.name == .c("valAx"), let axis = axes.axis(element), !axis.isShared {
          let series = axis.series.map { chart.series[$0] }
          element.edit(.c("numFmt")) { replacePercent(&$0, format(of: series)) }
        }
        guard DrawnChart.fillable.contains(element.name) else { return }
        for child in element.children.indices {
          _ = element.updateChild(at: child) { part in
            if part.name == .c("ser") {
              let own = part.first(.c("val"))?.first(.c("numRef"))?.first(.c("numCache"))?
                .first(.c("formatCode"))?.text
              part.edit(.c("dLbls")) { settle(&$0, own) }
            }
            if part.name == .c("dLbls") { settle(&part) }
          }
        }
      }
    }
  }

  /// Of all labels of a series, and of single ones in them.
  ///
  /// - Parameter own: The format of the series; nil for labels of several.
  private func settle(_ labels: inout XML.Element, _ own: String? = nil) {
    for index in labels.children.indices {
      _ = labels.updateChild(at: index) { if $0.name == .c("dLbl") { settle(&$0, own) } }
    }
    let showsShare = labels.first(.c("showPercent"))?["val"].map { $0 != "0" } ?? false
    if showsShare, !chart.isWhole {
      labels.edit(.c("showPercent")) { $0["val"] = "0" }
      labels.edit(.c("showVal")) { $0["val"] = "1" }
    }
    if !showsShare || !chart.isWhole {
      labels.edit(.c("numFmt")) { replacePercent(&$0, own) }
    }
  }

  private func replacePercent(_ format: inout XML.Element, _ own: String? = nil) {
    guard let code = format["formatCode"], code.multipliesByHundred else { return }
    format["formatCode"] = own ?? self.format(of: chart.series)
  }

  /// An axis or a label of several series that showed per cent is one of rates, if there are any.
  private func format(of series: [Chart.Series]) -> String? {
    (series.first { !$0.sign.isEmpty } ?? series.first)?.format
  }
}

extension String {
  /// Of a number format: whether a per cent sign stands in it that is no quoted text.
  fileprivate var multipliesByHundred: Bool {
    var isQuoted = false
    var isEscaped = false
    for character in self {
      if isEscaped {
        isEscaped = false
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == "\\", !isQuoted {
        isEscaped = true
      } else if character == "%", !isQuoted {
        return true
      }
    }
    return false
  }
}
