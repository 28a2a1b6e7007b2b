import HuibianDiagnostics

/// A tag as messages name it.
struct TagSite {
  let source: String
  let location: Location

  init(_ tag: Tag, _ block: TemplateBlock) {
    source = tag.source
    location = block.location(tag.ordinal, tag.range.lowerBound)
  }

  /// The tag and where it stands within its file: `“{{完}}”（第3段第1个标签）`.
  var text: String { quoted(source) + "（" + place + "）" }

  private var place: String {
    switch location {
    case .tag(_, _, let place, let tag): "\(place)第\(tag)个标签"
    case .paragraph(_, _, let place): place
    case .text(_, let line, let column): "第\(line)行第\(column)字"
    case .cell(_, let row, let column): "第\(row)行第\(column)列"
    case .part(_, let part): part
    case .file(let file): file
    case .command: "命令行"
    }
  }
}
