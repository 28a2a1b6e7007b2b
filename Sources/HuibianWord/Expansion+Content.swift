import HuibianOPC

/// What the filler says of single markers.
extension Expansion {
  /// What comes in the place of a marker.
  mutating func content(
    _ marker: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> [XML.Node] {
    guard let id = marker.markerID, !boundaries.contains(id) else { return [] }
    let run = RunText(
      dialect: around.dialect, properties: marker.first(around.dialect.runProperties))
    switch asked.popFirst() ?? filler.content(of: id, in: scope) {
    case .nothing: return []
    case .text(let text, let identity):
      if text.isEmpty, around.isInline { return [.element(Junction.Gap().element)] }
      return run.nodes(text, around.allowsControls ? identity : nil)
    case .highlighted(let text): return run.highlighted.nodes(text, nil)
    case .merged(let text, let identity, let loop):
      let set = loop.flatMap { around.rowSets[$0] } ?? around.rowSet
      let merge = XML.Element(.merge, [(.id, String(set))])
      return run.nodes(text, around.allowsControls ? identity : nil) + [.element(merge)]
    case .contents(let levels):
      guard around.allowsBlocks, around.dialect == .word else {
        problems.append(ExpansionProblem(kind: .contentsInText, id: id))
        return []
      }
      keepsPlaces = true
      let place = XML.Element(.contents, [(.id, String(id)), (.levels, String(levels))])
      return [.element(XML.Element(.blocks, elements: [place]))]
    case .document(let name):
      guard around.allowsBlocks, around.dialect == .word else {
        problems.append(ExpansionProblem(kind: .documentInText, id: id))
        return []
      }
      keepsPlaces = true
      let place = XML.Element(
        .insertedDocument, [(.id, String(id)), (XML.Name("name"), name)])
      return [.element(XML.Element(.blocks, elements: [place]))]
    case .picture(let picture):
      guard around.allowsBlocks, around.dialect == .word else {
        problems.append(ExpansionProblem(kind: .pictureInText, id: id))
        return []
      }
      pictures[picture.name] = picture.file
      return [.element(PictureDrawing.run(picture, properties: run.properties))]
    case .landscape(let elements):
      guard around.allowsBlocks, around.dialect == .word else {
        problems.append(ExpansionProblem(kind: .landscapeInText, id: id))
        return []
      }
      keepsPlaces = true
      let page = XML.Element(.landscape, [(.id, String(id))], elements.map { .element($0) })
      return [.element(XML.Element(.blocks, elements: [page]))]
    case .blocks(let elements):
      guard around.allowsBlocks, around.dialect == .word else {
        problems.append(ExpansionProblem(kind: .blocksInText, id: id))
        return []
      }
      return [.element(XML.Element(.blocks, elements: elements))]
    case .chart(let chart):
      if around.dialect == .drawing {
        ownChart = chart
        return run.nodes(chart.title ?? chart.description, nil)
      }
      guard around.allowsBlocks else {
        problems.append(ExpansionProblem(kind: .blocksInText, id: id))
        return []
      }
      let typeface = run.properties?.first(.w("rFonts"))?[w: "eastAsia"]
      let id = charts.place(chart, typeface: typeface, drawn: nil)
      let drawing = ChartDrawing.paragraph(of: chart, id: id)
      return [.element(XML.Element(.blocks, elements: [drawing]))]
    }
  }

  /// An alternative text with its markers filled.
  mutating func alternativeText(
    _ text: String, _ scope: Filler.Scope, _ around: Surroundings
  ) -> String {
    AlternativeText.filled(text) { id in
      switch filler.content(of: id, in: scope) {
      case .text(let text, _), .highlighted(let text), .merged(let text, _, _):
        return xmlSafe(text).text
      case .nothing: return ""
      case .chart(let chart):
        guard let drawn = around.chartID else {
          problems.append(ExpansionProblem(kind: .blocksInText, id: id))
          return ""
        }
        newChartID = charts.place(chart, typeface: nil, drawn: drawn)
        return xmlSafe(chart.description).text
      case .contents:
        problems.append(ExpansionProblem(kind: .contentsInText, id: id))
        return ""
      case .document:
        problems.append(ExpansionProblem(kind: .documentInText, id: id))
        return ""
      case .picture(let picture):
        guard around.isInDrawing else {
          problems.append(ExpansionProblem(kind: .pictureInText, id: id))
          return ""
        }
        pictures[picture.name] = picture.file
        shown = (id, picture)
        return xmlSafe(picture.name).text
      case .landscape:
        problems.append(ExpansionProblem(kind: .landscapeInText, id: id))
        return ""
      case .blocks:
        problems.append(ExpansionProblem(kind: .blocksInText, id: id))
        return ""
      }
    }
  }

  /// Fills the texts of a chart that is drawn here, as its surroundings have it.
  mutating func fillTexts(ofChart id: String, _ scope: Filler.Scope) {
    guard story == 0, let root = drawnCharts[id] else { return }
    var filledRoot = root
    filledRoot.children = children(of: root, scope, Surroundings())
    let own = ownChart.take()
    if let placed = newChartID {
      charts.put(filledRoot, into: placed)
    } else {
      newChartID = charts.place(own, typeface: nil, drawn: id, root: filledRoot)
    }
  }
}
