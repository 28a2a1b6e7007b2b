import HuibianOPC

/// What a chart that a person drew can show.
package struct DrawnChart: Hashable, Sendable {
  /// Whether categories and values can be put into it; not so into points by two values, stocks and
  /// surfaces.
  package let isFillable: Bool
  /// Pie, ring.
  package let isPie: Bool
  package let isStacked: Bool
  /// Stacks of one length, that show shares.
  package let isShared: Bool
  /// Whether series stand on two axes of values.
  package let hasSecondAxis: Bool

  /// The groups of series that have categories and values.
  static let fillable: Set<XML.Name> = Set(
    [
      "lineChart", "line3DChart", "barChart", "bar3DChart", "pieChart", "pie3DChart", "ofPieChart",
      "doughnutChart", "areaChart", "area3DChart", "radarChart",
    ].map { .c($0) })

  private static let pies: Set<XML.Name> = Set(
    ["pieChart", "pie3DChart", "ofPieChart", "doughnutChart"].map { .c($0) })

  /// Nil if it is no chart.
  init?(_ root: XML.Element) {
    guard root.name == .c("chartSpace"), let plot = root.first(.c("chart"))?.first(.c("plotArea"))
    else { return nil }
    let groups = plot.elements.filter { $0.name.local.hasSuffix("Chart") }
    isFillable =
      !groups.isEmpty && groups.allSatisfy { Self.fillable.contains($0.name) }
      && groups.contains { $0.first(.c("ser")) != nil }
    isPie = groups.contains { Self.pies.contains($0.name) }
    let groupings = groups.map { $0.first(.c("grouping"))?["val"] }
    isStacked = groupings.contains("stacked") || groupings.contains("percentStacked")
    isShared = groupings.contains("percentStacked")
    hasSecondAxis = plot.all(.c("valAx")).count > 1
  }
}
