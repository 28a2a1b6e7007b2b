/// A line of a text template; every character knows its column, and whether a tag holds it.
struct TextLine: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    let character: Character
    /// From 1.
    let column: Int
    /// A brace or the inside of a tag: signs of the line's grammar mean nothing here.
    let isTag: Bool
  }

  /// From 1.
  let number: Int
  let items: ArraySlice<Item>

  init(number: Int, text: some StringProtocol) {
    let folded = FoldedText(String(text))
    var isTag = [Bool](repeating: false, count: folded.typed.count)
    if TagScanner.mayHoldTags(String(text)) {
      for case .tag(let range, _) in TagScanner(folded).findings() {
        for offset in range { isTag[offset] = true }
      }
    }
    self.init(
      number: number,
      items: folded.typed.indices.map {
        Item(character: folded.typed[$0], column: $0 + 1, isTag: isTag[$0])
      }[...])
  }

  init(number: Int, items: ArraySlice<Item>) {
    self.number = number
    self.items = items
  }

  /// Of the first character; 1 in an empty line.
  var column: Int { items.first?.column ?? 1 }

  /// As typed.
  var source: String { String(items.map(\.character)) }

  /// Without blanks at both ends, U+3000 among them: indents come from the style.
  var trimmed: TextLine {
    guard let first = items.firstIndex(where: { !$0.character.isWhitespace }),
      let last = items.lastIndex(where: { !$0.character.isWhitespace })
    else { return TextLine(number: number, items: []) }
    return TextLine(number: number, items: items[first...last])
  }

  func dropping(_ count: Int) -> TextLine {
    TextLine(number: number, items: items.dropFirst(count))
  }

  /// How many times the line begins with the character, outside of tags.
  func leading(_ character: Character) -> Int {
    items.prefix { $0.character == character && !$0.isTag }.count
  }

  func hasPrefix(_ text: String) -> Bool { items.map(\.character).starts(with: text) }

  /// The text with its escapes resolved, and the column of each of its characters and of its end.
  var resolved: (text: String, columns: [Int]) {
    var text = ""
    var columns: [Int] = []
    var index = items.startIndex
    while index < items.endIndex {
      if items[index].isEscape, index + 1 < items.endIndex, items[index + 1].isEscapable {
        index += 1
      }
      let before = text.count
      text.append(items[index].character)
      // A character that joins the one before it makes no character of its own.
      if text.count > before { columns.append(items[index].column) }
      index += 1
    }
    columns.append((items.last?.column ?? 0) + 1)
    return (text, columns)
  }

  /// The cells between `|`, without blanks around them; the `|` at both ends are optional.
  var cells: [TextLine] {
    var cells: [TextLine] = []
    var start = leading("|") > 0 ? items.startIndex + 1 : items.startIndex
    var index = start
    while index < items.endIndex {
      if items[index].isEscape {
        index += 2
        continue
      }
      if items[index].character == "|", !items[index].isTag {
        cells.append(TextLine(number: number, items: items[start..<index]).trimmed)
        start = index + 1
      }
      index += 1
    }
    if start < items.endIndex {
      cells.append(TextLine(number: number, items: items[start...]).trimmed)
    }
    return cells
  }
}

extension TextLine.Item {
  fileprivate var isEscape: Bool { character == "\\" && !isTag }
  fileprivate var isEscapable: Bool { !isTag && "\\#|-*<".contains(character) }
}
