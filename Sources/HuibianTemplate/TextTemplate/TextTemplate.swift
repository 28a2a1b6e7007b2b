/// A template in the text form (`.hb.md`), taken apart line by line; tags are not read yet.
package struct TextTemplate: Hashable, Sendable {
  /// A line of the head (`文种: 年度工作总结`), whose value may hold tags.
  package struct Entry: Hashable, Sendable {
    package let key: String
    /// As typed, blanks trimmed; may be empty.
    package let value: String
    /// From 1.
    package let line: Int
    /// Of the value's first character, from 1.
    package let column: Int

    package init(key: String, value: String, line: Int, column: Int) {
      self.key = key
      self.value = value
      self.line = line
      self.column = column
    }
  }

  /// In the order typed; no key twice.
  package let head: [Entry]
  package let blocks: [TextBlock]

  package init(head: [Entry], blocks: [TextBlock]) {
    self.head = head
    self.blocks = blocks
  }

  /// The keys that a head may have.
  package static let keys = [
    "文种", "格式", "标题", "封面", "封面页码", "主送", "署名", "成文日期", "盖章", "职务", "附件", "附注", "份号", "密级",
    "紧急程度", "发文机关标志", "发文字号", "签发人", "令号", "出席", "请假", "列席", "抄送", "印发机关", "印发日期", "版记页",
  ]

  package subscript(key: String) -> String? { head.first { $0.key == key }?.value }
}

/// One paragraph or table of a text template.
package struct TextBlock: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// `#`.
    case title
    /// `##` to `#####`: levels 1 to 4, numbered 一、（一）1. （1）.
    case heading(Int)
    case paragraph
    /// `- ` or `* `: a paragraph of a list.
    case item
    case table(TextTable)
    /// `---` or `***` on a line of its own.
    case rule
  }

  package let kind: Kind
  /// Without the signs of the line, escapes resolved; empty for a table.
  package let text: String
  /// From 1.
  package let line: Int
  /// The column in the line, from 1, of every character of the text, and of its end.
  ///
  /// One more entry than characters. Of a table the first column only.
  package let columns: [Int]
  /// The file of the part (部分) that it came with; nil: the template's own.
  package var part: String?

  package init(kind: Kind, text: String, line: Int, columns: [Int], part: String? = nil) {
    self.kind = kind
    self.text = text
    self.line = line
    self.columns = columns
    self.part = part
  }
}

/// A table of a text template: every row has as many cells as the header.
package struct TextTable: Hashable, Sendable {
  package enum Alignment: Hashable, Sendable { case automatic, left, center, right }

  package struct Cell: Hashable, Sendable {
    /// Blanks trimmed, escapes resolved.
    package let text: String
    package let line: Int
    /// As ``TextBlock/columns``.
    package let columns: [Int]

    package init(text: String, line: Int, columns: [Int]) {
      self.text = text
      self.line = line
      self.columns = columns
    }
  }

  /// One for each column.
  package let alignments: [Alignment]
  /// The first row is the header.
  package let rows: [[Cell]]

  package init(alignments: [Alignment], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == alignments.count }, "ragged rows")
    self.alignments = alignments
    self.rows = rows
  }
}
