import HuibianOPC

/// The workbooks inside charts.
extension WordDocument {
  /// - Returns: The relationship that leads from the chart to its workbook.
  mutating func addWorkbook(of chart: Chart, to part: PartName) throws(OPCError) -> String {
    addWorkbook(try ChartWorkbook.bytes(of: chart), WorkbookFile.contentType, to: part)
  }

  private mutating func addWorkbook(
    _ bytes: [UInt8], _ contentType: String, to part: PartName
  ) -> String {
    let workbook = container.freeName("embeddings/Microsoft_Excel_Worksheet", "xlsx")
    container.setPart(workbook, bytes, contentType: contentType)
    return container.relate(part, to: workbook, kind: "package")
  }

  /// Gives a copy of a chart a workbook of its own, like that of the other.
  ///
  /// - Returns: The relationship that leads to it; nil if the other has none in the package.
  mutating func copyWorkbook(of chart: PartName, to copy: PartName) -> String? {
    guard
      let link = container.relationships(of: chart).first(where: {
        $0.kind == "package" && !$0.isExternal
      }), let part = container.resolve(link.target, from: chart),
      let bytes = container.bytes(of: part), let type = container.contentType(of: part)
    else { return nil }
    return addWorkbook(bytes, type, to: copy)
  }

  /// Takes a chart's workbook away, unless another chart has it too.
  mutating func removeWorkbook(of chart: PartName) {
    let links = container.relationships(of: chart).filter { $0.kind == "package" }
    container.setRelationships(
      container.relationships(of: chart).filter { $0.kind != "package" }, of: chart)
    for link in links where !link.isExternal {
      guard let part = container.resolve(link.target, from: chart) else { continue }
      let isShared = container.relationshipSources.contains { source in
        container.relationships(of: source).contains {
          !$0.isExternal && container.resolve($0.target, from: source) == part
        }
      }
      if !isShared { container.removePart(part) }
    }
  }
}
