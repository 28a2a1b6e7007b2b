/// Content types by their standard names.
///
/// ECMA-376 Part 1, 15.2.
enum ContentType {
  private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
  private static let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  static let document = word + "document.main+xml"
  static let template = word + "template.main+xml"
  static let workbook = sheet + "sheet.main+xml"
  static let workbookTemplate = sheet + "template.main+xml"

  /// What the target of a relationship of this kind must be; kinds that are not here may be anything.
  static let required: [Substring: Set<String>] = [
    "header": [word + "header+xml"], "footer": [word + "footer+xml"],
    "footnotes": [word + "footnotes+xml"], "endnotes": [word + "endnotes+xml"],
    "comments": [word + "comments+xml", sheet + "comments+xml"],
    "styles": [word + "styles+xml", sheet + "styles+xml"],
    "numbering": [word + "numbering+xml"], "settings": [word + "settings+xml"],
    "fontTable": [word + "fontTable+xml"], "webSettings": [word + "webSettings+xml"],
    "glossaryDocument": [word + "document.glossary+xml"],
    "theme": ["application/vnd.openxmlformats-officedocument.theme+xml"],
    "chart": ["application/vnd.openxmlformats-officedocument.drawingml.chart+xml"],
    "sharedStrings": [sheet + "sharedStrings+xml"], "worksheet": [sheet + "worksheet+xml"],
  ]
}
