package import HuibianOPC

/// Charts as a person draws them in a word processor, and what a finished chart holds.
package enum ChartFixture {
  /// A run with the drawing of a chart.
  package static func drawing(
    _ relationship: String, id: Int = 1, description: String = "", title: String = ""
  ) -> String {
    "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
      + "<wp:extent cx=\"5274310\" cy=\"3076575\"/>"
      + "<wp:docPr id=\"\(id)\" name=\"图表 \(id)\" descr=\"\(description)\" title=\"\(title)\"/>"
      + "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"\(XML.Namespace.c.uri)\">"
      + "<c:chart xmlns:c=\"\(XML.Namespace.c.uri)\" r:id=\"\(relationship)\"/>"
      + "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
  }

  /// Columns in two series with looks of their own, as Word 2016 writes them: red edges, one point
  /// picked out, a label typed over, and an axis that ends at 6.
  package static func columns(title: String, group: String = "barChart") -> [UInt8] {
    let label =
      "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>"
      + "<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>"
    let labels =
      "<c:dPt><c:idx val=\"1\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/></c:dPt>"
      + "<c:dLbls><c:dLbl><c:idx val=\"1\"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>旧数999</a:t></a:r></a:p>"
      + "</c:rich></c:tx>\(label)</c:dLbl><c:numFmt formatCode=\"0%\" sourceLinked=\"0\"/>\(label)</c:dLbls>"
    let chart =
      "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>\(title)</a:t></a:r></a:p></c:rich></c:tx></c:title>"
      + "<c:plotArea><c:layout/><c:\(group)><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/>"
      + series(0, "accent1", labels) + series(1, "accent2", "")
      + "<c:axId val=\"11\"/><c:axId val=\"22\"/></c:\(group)>"
      + "<c:catAx><c:axId val=\"11\"/><c:scaling/><c:delete val=\"0\"/><c:axPos val=\"b\"/>"
      + "<c:crossAx val=\"22\"/></c:catAx><c:valAx><c:axId val=\"22\"/><c:scaling>"
      + "<c:orientation val=\"minMax\"/><c:max val=\"6\"/><c:min val=\"0\"/></c:scaling>"
      + "<c:delete val=\"0\"/><c:axPos val=\"l\"/><c:crossAx val=\"11\"/></c:valAx></c:plotArea>"
    return Array(
      ("<c:chartSpace xmlns:c=\"\(XML.Namespace.c.uri)\" xmlns:a=\"\(XML.Namespace.a.uri)\" "
        + "xmlns:r=\"\(XML.Namespace.r.uri)\"><c:chart>\(chart)</c:chart>"
        + "<c:externalData r:id=\"rId1\"/></c:chartSpace>").utf8)
  }

  private static func series(_ index: Int, _ accent: String, _ labels: String) -> String {
    let column = index == 0 ? "B" : "C"
    return "<c:ser><c:idx val=\"\(index)\"/><c:order val=\"\(index)\"/>"
      + "<c:tx><c:strRef><c:f>Sheet1!$\(column)$1</c:f></c:strRef></c:tx>"
      + "<c:spPr><a:solidFill><a:schemeClr val=\"\(accent)\"/></a:solidFill>"
      + "<a:ln><a:solidFill><a:srgbClr val=\"C00000\"/></a:solidFill></a:ln></c:spPr>\(labels)"
      + "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$5</c:f></c:strRef></c:cat>"
      + "<c:val><c:numRef><c:f>Sheet1!$\(column)$2:$\(column)$5</c:f></c:numRef></c:val></c:ser>"
  }

  /// Adds a drawn chart with a workbook to a document.
  ///
  /// - Returns: The id of the relationship to it.
  package static func add(_ chart: [UInt8], to package: inout OPCPackage, number: Int = 1)
    -> String
  {
    let book = "word/embeddings/Microsoft_Excel_Worksheet\(number).xlsx"
    guard let part = PartName("word/charts/chart\(number).xml"), let workbook = PartName(book)
    else {
      return ""
    }
    package.setPart(
      part, chart,
      contentType: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    package.setPart(
      workbook, Array("旧".utf8),
      contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/package",
      target: "../embeddings/Microsoft_Excel_Worksheet\(number).xlsx", from: part)
    return package.addRelationship(
      type: XML.Namespace.r.uri + "/chart", target: "charts/chart\(number).xml",
      from: package.mainPart)
  }
}
