import HuibianDiagnostics

/// What `huibian help 命令` prints.
struct HelpPage: Sendable {
  /// One line of a list: an option with its value, an argument, a command.
  struct Entry: Sendable {
    let label: String
    let text: String

    init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  struct Section: Sendable {
    let title: String
    let entries: [Entry]

    init(_ title: String, _ entries: [Entry]) {
      self.title = title
      self.entries = entries
    }
  }

  /// The command's name; empty for the program as a whole.
  let command: String
  let summary: String
  let usage: [String]
  let sections: [Section]
  /// Command lines that can be copied, each with what it does.
  let examples: [Entry]

  /// The page of a command, or nil if there is no such command.
  init?(of command: String) {
    guard let page = HelpPage.all.first(where: { $0.command == command }) else { return nil }
    self = page
  }

  init(
    command: String, summary: String, usage: [String], sections: [Section],
    examples: [Entry] = []
  ) {
    self.command = command
    self.summary = summary
    self.usage = usage
    self.sections = sections
    self.examples = examples
  }

  /// The options that the page names: `--data`, `-o` ….
  var optionNames: [String] {
    sections.flatMap(\.entries).flatMap { entry in
      entry.label.split(whereSeparator: { $0 == " " || $0 == "，" })
        .filter { $0.hasPrefix("-") && $0 != "-" }.map(String.init)
    }
  }

  /// The page as text for a terminal of `columns` columns; a Chinese character takes two.
  func text(columns: Int = 96) -> String {
    var lines = [summary, ""]
    for (index, line) in usage.enumerated() { lines.append((index == 0 ? "用法：" : "      ") + line) }
    for section in sections {
      lines += ["", section.title + "："]
      let labels = section.entries.map(\.label.columns)
      let width = min(30, labels.max() ?? 0) + 4
      for entry in section.entries {
        let label = "  " + entry.label
        let body = entry.text.wrapped(to: columns - width)
        var rest = body[...]
        if label.columns + 2 > width {
          lines.append(label)
        } else {
          let padding = String(repeating: " ", count: width - label.columns)
          lines.append(label + padding + (rest.popFirst() ?? ""))
        }
        lines += rest.map { String(repeating: " ", count: width) + $0 }
      }
    }
    if !examples.isEmpty {
      lines += ["", "例子："]
      for example in examples { lines += ["  # " + example.text, "  " + example.label] }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
