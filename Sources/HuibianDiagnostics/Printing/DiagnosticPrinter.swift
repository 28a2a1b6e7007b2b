/// The only place that knows what a message looks like.
package enum DiagnosticFormat: String, Sendable {
  /// `file:row:column: 错误: what [id]`, then `  提示: what to do`.
  case human
  /// One JSON object a line: severity, id, message, location, hints.
  case json
}

extension Diagnostic {
  /// The message as printed, without a final line break.
  package func text(_ format: DiagnosticFormat = .human) -> String {
    switch format {
    case .human: human
    case .json: json
    }
  }

  private var human: String {
    let place = location.text
    var result = (place.isEmpty ? "" : place + ": ") + severity.word + ": " + message + " [\(id)]"
    for hint in hints { result += "\n  提示: " + hint }
    return result
  }

  private var json: String {
    var fields = [
      ("severity", severity.rawValue.jsonString), ("id", id.jsonString),
      ("message", message.jsonString),
    ]
    fields += location.fields.map { ($0.0, $0.1) }
    fields.append(("hints", "[" + hints.map(\.jsonString).joined(separator: ",") + "]"))
    return "{" + fields.map { $0.0.jsonString + ":" + $0.1 }.joined(separator: ",") + "}"
  }
}

extension Severity {
  package var word: String {
    switch self {
    case .error: "错误"
    case .warning: "警告"
    case .note: "说明"
    }
  }
}

extension Location {
  /// The place as printed before a message; empty for the command line.
  package var text: String {
    switch self {
    case .cell(let file, let row, let column): "\(visible(file, limit: 200)):\(row):\(column)"
    case .tag(let file, let part, let place, let tag):
      "\(visible(file, limit: 200))(\(part)):\(place):标签\(tag)"
    case .paragraph(let file, let part, let place):
      "\(visible(file, limit: 200))(\(part)):\(place)"
    case .text(let file, let line, let column):
      "\(visible(file, limit: 200)):\(line):\(column)"
    case .part(let file, let part): "\(visible(file, limit: 200))(\(visible(part, limit: 120)))"
    case .file(let file): visible(file, limit: 200)
    case .command: ""
    }
  }

  fileprivate var fields: [(String, String)] {
    switch self {
    case .cell(let file, let row, let column):
      [("file", file.jsonString), ("row", "\(row)"), ("column", "\(column)")]
    case .tag(let file, let part, let place, let tag):
      [
        ("file", file.jsonString), ("part", part.jsonString), ("place", place.jsonString),
        ("tag", "\(tag)"),
      ]
    case .paragraph(let file, let part, let place):
      [("file", file.jsonString), ("part", part.jsonString), ("place", place.jsonString)]
    case .text(let file, let line, let column):
      [("file", file.jsonString), ("line", "\(line)"), ("column", "\(column)")]
    case .part(let file, let part): [("file", file.jsonString), ("part", part.jsonString)]
    case .file(let file): [("file", file.jsonString)]
    case .command: []
    }
  }
}

extension String {
  /// The text as a JSON string with its quotation marks; control characters escaped (RFC 8259 §7).
  package var jsonString: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
