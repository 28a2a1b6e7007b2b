import HuibianDiagnostics
import Yams

/// A node of a YAML file that knows its place, and reports what it is not.
struct YAMLNode: Sendable {
  indirect enum Content: Sendable {
    /// The text, and whether it stood without quotation marks.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  let content: Content
  let file: String
  /// Both from 1, the column in characters.
  let line: Int
  let column: Int

  var location: Location { .text(file: file, line: line, column: column) }

  /// Where the text of a scalar begins: after its quotation mark, if it has one.
  var textLocation: Location {
    if case .scalar(_, isPlain: false) = content {
      return .text(file: file, line: line, column: column + 1)
    }
    return location
  }

  var isMapping: Bool { if case .mapping = content { true } else { false } }
  var isNull: Bool {
    if case .scalar(let text, isPlain: true) = content {
      ["", "~", "null"].contains(text)
    } else {
      false
    }
  }

  /// Null, `[]` or `{}`.
  var hasNothing: Bool {
    switch content {
    case .scalar: isNull
    case .sequence(let items): items.isEmpty
    case .mapping(let pairs): pairs.isEmpty
    }
  }

  /// The pairs in their order; nil and a report if it is no mapping.
  ///
  /// An empty value is no pairs.
  func pairs(_ what: String, sink: inout DiagnosticSink) -> [(key: YAMLNode, value: YAMLNode)]? {
    if isNull { return [] }
    guard case .mapping(let pairs) = content else {
      sink.report(.wrongShape(what, expected: "“键: 值”", at: location))
      return nil
    }
    return pairs
  }

  /// The values by key.
  ///
  /// Unknown keys are reported with the nearest known one.
  func fields(
    _ known: [String], _ what: String, sink: inout DiagnosticSink
  ) -> [String: YAMLNode]? {
    guard let pairs = pairs(what, sink: &sink) else { return nil }
    var fields: [String: YAMLNode] = [:]
    for (key, value) in pairs {
      guard let name = key.text(what, sink: &sink) else { continue }
      if known.contains(name) {
        fields[name] = value
      } else {
        sink.report(.unknownKey(name, in: what, among: known, at: key.location))
      }
    }
    return fields
  }

  /// The text of a scalar; nil and a report if it is none.
  func text(_ what: String, sink: inout DiagnosticSink) -> String? {
    guard case .scalar(let text, _) = content else {
      sink.report(.wrongShape(what, expected: "一个值", at: location))
      return nil
    }
    return text
  }

  /// A text that is not empty.
  func name(_ what: String, sink: inout DiagnosticSink) -> String? {
    guard let text = text(what, sink: &sink) else { return nil }
    guard !isNull, isName(text) else {
      sink.report(.wrongShape(what, expected: "文字", at: location))
      return nil
    }
    return text
  }

  /// The items of a list; one value counts as a list of one, an empty value as none.
  func items() -> [YAMLNode] {
    if isNull { return [] }
    if case .sequence(let items) = content { return items }
    return [self]
  }

  func names(_ what: String, sink: inout DiagnosticSink) -> [String] {
    items().compactMap { $0.name(what, sink: &sink) }
  }

  /// A whole number, zero or more.
  func number(_ what: String, sink: inout DiagnosticSink) -> Int? {
    guard let text = text(what, sink: &sink) else { return nil }
    guard let number = Int(halfWidth(text)), number >= 0 else {
      sink.report(.wrongShape(what, expected: "整数", at: location))
      return nil
    }
    return number
  }

  /// 是 or 否; also true and false.
  func flag(_ what: String, sink: inout DiagnosticSink) -> Bool? {
    guard let text = text(what, sink: &sink) else { return nil }
    switch nameKey(text).lowercased() {
    case "是", "true", "yes": return true
    case "否", "false", "no": return false
    default:
      sink.report(.wrongShape(what, expected: "是 或 否", at: location))
      return nil
    }
  }
}

extension YAMLNode {
  private init(_ node: Yams.Node, file: String) {
    self.file = file
    line = node.mark?.line ?? 1
    column = node.mark?.column ?? 1
    content =
      switch node {
      case .scalar(let scalar):
        .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any)
      case .sequence(let items): .sequence(items.map { YAMLNode($0, file: file) })
      case .mapping(let pairs):
        .mapping(pairs.map { (YAMLNode($0.key, file: file), YAMLNode($0.value, file: file)) })
      case .alias: .scalar("", isPlain: true)
      }
  }

  /// A YAML file may have so many bytes.
  static let sizeLimit = 1 << 20
  /// Brackets and indentation may be nested so deep.
  static let depthLimit = 64

  /// The root of a file; nil and a report if it is not YAML, too large, or uses anchors (which
  /// could make a small file mean a huge one).
  ///
  /// An empty file is an empty value.
  ///
  /// - Parameter isTrusted: It is ours: anchors and nesting are not looked for.
  static func parse(
    _ bytes: [UInt8], file: String, isTrusted: Bool = false, sink: inout DiagnosticSink
  ) -> YAMLNode? {
    guard bytes.count <= sizeLimit else {
      sink.report(.yamlTooLarge(at: .file(file)))
      return nil
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      sink.report(.yamlEncoding(at: .file(file)))
      return nil
    }
    if text.first == "\u{FEFF}" { text.removeFirst() }
    if !isTrusted, let problem = danger(in: text) {
      sink.report(
        .yamlDanger(
          problem.what, at: .text(file: file, line: problem.line, column: problem.column)))
      return nil
    }
    do {
      return YAMLNode(try Yams.compose(yaml: text, .basic) ?? Yams.Node(""), file: file)
    } catch let error as YamlError {
      report(error, text: text, file: file, sink: &sink)
    } catch {
      sink.report(.yamlSyntax("", at: .file(file)))
    }
    return nil
  }

  private static func report(
    _ error: YamlError, text: String, file: String, sink: inout DiagnosticSink
  ) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      sink.report(
        .yamlSyntax(problem, at: .text(file: file, line: mark.line, column: mark.column)))
    case .duplicatedKeysInMapping(let duplicates, let context):
      for key in duplicates {
        let line = secondLine(of: key, in: text, from: context.mark.line) ?? context.mark.line
        sink.report(.duplicateKey(key, at: .text(file: file, line: line, column: 1)))
      }
    default:
      sink.report(.yamlSyntax("", at: .file(file)))
    }
  }

  /// The line, from 1, of the second time that a key is written at or after a line.
  private static func secondLine(of key: String, in text: String, from line: Int) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var seen = 0
    for (index, content) in lines.enumerated() where index + 1 >= line {
      let trimmed = content.drop { " -{\"'".contains($0) }
      guard trimmed.hasPrefix(key) else { continue }
      let rest = trimmed.dropFirst(key.count).drop { "\"' ".contains($0) }
      guard rest.first == ":" else { continue }
      seen += 1
      if seen == 2 { return index + 1 }
    }
    return nil
  }

  /// Anchors and aliases, and nesting that would exhaust the stack; found before anything is built.
  private static func danger(in text: String) -> (what: String, line: Int, column: Int)? {
    var depth = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var previous: Character = " "
      var quote: Character?
      var dashes = 0
      var isIndent = true
      for (column, character) in line.enumerated() {
        if let open = quote {
          if character == open { quote = nil }
          previous = character
          continue
        }
        if isIndent, character == "-" { dashes += 1 }
        if isIndent, character != " ", character != "-" {
          isIndent = false
          if column / 2 + dashes > depthLimit { return ("缩进太深", number + 1, column + 1) }
        }
        let startsValue = previous == " " || "[{,:".contains(previous)
        switch character {
        case "#" where previous == " ": break
        case "\"" where startsValue, "'" where startsValue: quote = character
        case "[", "{":
          depth += 1
          if depth > depthLimit { return ("括号嵌套太深", number + 1, column + 1) }
        case "]", "}": depth = max(0, depth - 1)
        case "&" where startsValue, "*" where startsValue:
          let next = line.dropFirst(column + 1).first
          if let next, next.isLetter || next.isNumber || next == "_" {
            return ("用了锚点（& 或 *）", number + 1, column + 1)
          }
        default: break
        }
        if character == "#", previous == " " { break }
        previous = character
      }
    }
    return nil
  }
}
