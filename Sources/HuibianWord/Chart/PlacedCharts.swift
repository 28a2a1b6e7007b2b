import HuibianOPC

/// Charts that were placed while a document was expanded, to be made parts.
struct PlacedCharts {
  struct Placed {
    /// Nil: the chart that a person drew keeps its numbers.
    let chart: Chart?
    /// Of the running text around; nil: that of official documents.
    let typeface: String?
    /// The relationship of the chart that a person drew there; nil: it is to be built.
    let drawn: String?
    /// That chart with its texts filled; nil: as it is.
    var root: XML.Element?
  }

  /// In document order; drawings refer to them by ``id(_:)`` until they have a part.
  private(set) var placed: [Placed] = []
  /// Charts that name their figures in their own texts, by story.
  private(set) var ownStories: [Int: Chart] = [:]

  private static let prefix = "hb:"

  /// The chart that a drawing refers to; nil for one that has its part.
  func index(of id: String) -> Int? {
    guard id.hasPrefix(Self.prefix), let index = Int(id.dropFirst(Self.prefix.count)),
      placed.indices.contains(index)
    else { return nil }
    return index
  }

  /// The id by which the drawing is to refer to the chart.
  mutating func place(
    _ chart: Chart?, typeface: String?, drawn: String?, root: XML.Element? = nil
  ) -> String {
    placed.append(Placed(chart: chart, typeface: typeface, drawn: drawn, root: root))
    return Self.prefix + String(placed.count - 1)
  }

  mutating func place(_ chart: Chart, in story: Int) { ownStories[story] = chart }

  /// Gives a chart that was placed the texts that it is to have.
  mutating func put(_ root: XML.Element, into id: String) {
    if let index = index(of: id) { placed[index].root = root }
  }

  /// Whether a chart that a person drew is left, by the relationship that leads to it.
  func isDrawn(_ relationship: String) -> Bool { placed.contains { $0.drawn == relationship } }
}
