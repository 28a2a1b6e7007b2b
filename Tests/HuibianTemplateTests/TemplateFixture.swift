import HuibianDiagnostics
import HuibianTemplate

/// Paragraphs of the body, one block each, located as in a Word file.
func bodyBlocks(_ texts: String...) -> [TemplateBlock] {
  texts.enumerated().map { index, text in
    block(text, [.story(0), .paragraph(index)], place: "第\(index + 1)段")
  }
}

func block(_ text: String, _ steps: [BlockPath.Step], place: String) -> TemplateBlock {
  TemplateBlock(text: text, path: BlockPath(steps)) { ordinal, _ in
    .tag(file: "年.docx", part: "word/document.xml", place: place, tag: ordinal)
  }
}

/// The template and everything said about it, as printed.
func parsed(_ blocks: [TemplateBlock]) -> (template: Template, messages: [String]) {
  var sink = DiagnosticSink()
  let template = TemplateParser.parse(blocks, sink: &sink)
  return (template, sink.summary.map { $0.text() })
}

/// The kind of the only tag of a text; nil if there are more or something is reported.
func kind(_ source: String) -> TagKind? {
  let (template, messages) = parsed(bodyBlocks("前" + source + "后"))
  return template.tags.count == 1
    && messages.allSatisfy { $0.contains("[unclosed-block]") || $0.contains("[stray-end]") }
    ? template.tags[0].kind : nil
}
