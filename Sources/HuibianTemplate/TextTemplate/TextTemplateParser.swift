package import HuibianDiagnostics

extension TextTemplate {
  /// Largest text in bytes of UTF-8.
  static let sizeLimit = 1_000_000

  /// Takes a text template apart; all mistakes are reported by line and column, none is thrown.
  ///
  /// One paragraph a line, blank lines between them or not. Blanks at the ends of a line mean
  /// nothing. A sign that would begin a title, table or list is text after a `\`.
  package static func parse(_ text: String, file: String, sink: inout DiagnosticSink)
    -> TextTemplate
  {
    guard text.utf8.count <= sizeLimit else {
      sink.report(.textTooLarge(limit: sizeLimit, at: .file(file)))
      return TextTemplate(head: [], blocks: [])
    }
    var parser = TextTemplateParser(text, file: file)
    parser.parseHead(sink: &sink)
    parser.parseBody(sink: &sink)
    return TextTemplate(head: parser.head, blocks: parser.blocks)
  }
}

/// The block grammar of the text form.
struct TextTemplateParser {
  private let file: String
  private var lines: ArraySlice<TextLine>
  private(set) var head: [TextTemplate.Entry] = []
  private(set) var blocks: [TextBlock] = []

  init(_ text: String, file: String) {
    self.file = file
    let body = text.first == "\u{FEFF}" ? text.dropFirst() : text[...]
    lines =
      body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated().map { TextLine(number: $0 + 1, text: $1) }[...]
  }

  private func place(_ line: TextLine) -> Location {
    .text(file: file, line: line.number, column: line.column)
  }

  // MARK: - Head

  mutating func parseHead(sink: inout DiagnosticSink) {
    guard let start = lines.firstIndex(where: { !$0.trimmed.items.isEmpty }),
      lines[start].trimmed.source == "---"
    else { return }
    guard
      let end = lines[(start + 1)...].firstIndex(where: { $0.trimmed.source == "---" })
    else {
      sink.report(.unclosedHead(at: place(lines[start])))
      lines = lines[(start + 1)...]
      return
    }
    for line in lines[(start + 1)..<end] { parseEntry(line.trimmed, sink: &sink) }
    lines = lines[(end + 1)...]
  }

  private mutating func parseEntry(_ line: TextLine, sink: inout DiagnosticSink) {
    guard !line.items.isEmpty, line.leading("#") == 0 else { return }
    guard
      let colon = line.items.firstIndex(where: {
        !$0.isTag && ($0.character == ":" || $0.character == "：")
      })
    else { return sink.report(.badHeadLine(line.source, at: place(line))) }
    let key = folded(
      TextLine(number: line.number, items: line.items[..<colon]).trimmed.source)
    var value = TextLine(number: line.number, items: line.items[(colon + 1)...]).trimmed
    if value.items.count >= 2, let first = value.items.first, let last = value.items.last,
      first.character == last.character, first.character == "\"" || first.character == "'"
    {
      value = TextLine(number: line.number, items: value.items.dropFirst().dropLast())
    }
    guard TextTemplate.keys.contains(key) else {
      return sink.report(.unknownHeadKey(key, TextTemplate.keys, at: place(line)))
    }
    guard !head.contains(where: { $0.key == key }) else {
      return sink.report(.repeatedHeadKey(key, at: place(line)))
    }
    head.append(
      TextTemplate.Entry(
        key: key, value: value.source, line: line.number,
        column: value.items.isEmpty ? line.items[colon].column + 1 : value.column))
  }

  // MARK: - Body

  mutating func parseBody(sink: inout DiagnosticSink) {
    while let first = lines.first {
      let line = first.trimmed
      if line.items.isEmpty {
        lines.removeFirst()
      } else if line.hasPrefix("<!--") {
        dropComment(sink: &sink)
      } else if line.leading("|") > 0 {
        let end = lines.firstIndex { $0.trimmed.leading("|") == 0 } ?? lines.endIndex
        let rows = lines[..<end].map(\.trimmed)
        lines = lines[end...]
        parseTable(rows, sink: &sink)
      } else {
        lines.removeFirst()
        parseParagraph(line, sink: &sink)
      }
    }
  }

  private mutating func dropComment(sink: inout DiagnosticSink) {
    guard let start = lines.first else { return }
    guard let end = lines.firstIndex(where: { $0.source.contains("-->") }) else {
      sink.report(.unclosedComment(at: place(start.trimmed)))
      lines = []
      return
    }
    if !lines[end].trimmed.source.hasSuffix("-->") {
      sink.report(.textAfterComment(at: place(lines[end].trimmed)))
    }
    lines = lines[(end + 1)...]
  }

  private mutating func parseParagraph(_ line: TextLine, sink: inout DiagnosticSink) {
    let source = line.source
    if source == "---" || source == "***" { return append(.rule, line.dropping(3), sink: &sink) }
    if source.hasPrefix("｜") {
      return sink.report(.fullWidthBar(at: place(line)))
    }
    if source.hasPrefix("- ") || source.hasPrefix("* ") {
      return append(.item, line.dropping(2).trimmed, sink: &sink)
    }
    let level = line.leading("#")
    guard level > 0 else { return append(.paragraph, line, sink: &sink) }
    guard level <= 5 else { return sink.report(.headingTooDeep(at: place(line))) }
    let text = line.dropping(level).trimmed
    guard !text.items.isEmpty else { return sink.report(.emptyHeading(at: place(line))) }
    append(level == 1 ? .title : .heading(level - 1), text, sink: &sink)
  }

  private mutating func append(
    _ kind: TextBlock.Kind, _ line: TextLine, sink: inout DiagnosticSink
  ) {
    checkTabs(line, sink: &sink)
    let (text, columns) = line.resolved
    blocks.append(TextBlock(kind: kind, text: text, line: line.number, columns: columns))
  }

  private func checkTabs(_ line: TextLine, sink: inout DiagnosticSink) {
    guard let tab = line.items.first(where: { $0.character == "\t" && !$0.isTag }) else { return }
    sink.report(.tab(at: .text(file: file, line: line.number, column: tab.column)))
  }

  // MARK: - Tables

  /// - Parameter rows: At least one, trimmed.
  private mutating func parseTable(_ rows: [TextLine], sink: inout DiagnosticSink) {
    let header = rows[0].cells
    guard rows.count > 1, let alignments = alignments(rows[1]) else {
      return sink.report(.missingTableRule(at: place(rows.count > 1 ? rows[1] : rows[0])))
    }
    let texts = [rows[0]] + rows[2...]
    for row in [rows[1]] + texts where row.cells.count != header.count {
      sink.report(.raggedRow(row.cells.count, header: header.count, at: place(row)))
    }
    for row in texts { checkTabs(row, sink: &sink) }
    let cells = texts.map { row in
      let found = row.cells.prefix(header.count).map { cell in
        let (text, columns) = cell.resolved
        return TextTable.Cell(text: text, line: row.number, columns: columns)
      }
      let missing = TextTable.Cell(text: "", line: row.number, columns: [row.column])
      return found + Array(repeating: missing, count: header.count - found.count)
    }
    let padded = (alignments + Array(repeating: .automatic, count: header.count))
    let table = TextTable(alignments: Array(padded.prefix(header.count)), rows: cells)
    blocks.append(
      TextBlock(kind: .table(table), text: "", line: rows[0].number, columns: [rows[0].column]))
  }

  /// `|---|:--:|`; nil if the line is no such row.
  private func alignments(_ line: TextLine) -> [TextTable.Alignment]? {
    var result: [TextTable.Alignment] = []
    for cell in line.cells {
      let text = cell.source
      let dashes = text.drop { $0 == ":" }.prefix { $0 == "-" }
      guard !dashes.isEmpty, text.allSatisfy({ $0 == "-" || $0 == ":" }),
        text == (text.hasPrefix(":") ? ":" : "") + dashes + (text.hasSuffix(":") ? ":" : "")
      else { return nil }
      let alignment: TextTable.Alignment =
        switch (text.hasPrefix(":"), text.hasSuffix(":")) {
        case (true, true): .center
        case (true, false): .left
        case (false, true): .right
        case (false, false): .automatic
        }
      result.append(alignment)
    }
    return result
  }
}
