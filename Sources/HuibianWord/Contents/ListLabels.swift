import HuibianOPC

/// Counts the numbers that Word puts before paragraphs of lists. ISO 29500-1, 17.9.
struct ListLabels {
  private struct Level {
    let start: Int
    let format: String
    let text: String
  }

  /// By list: its abstract list, and its own starts by level.
  private var lists: [String: (abstract: String, starts: [Int: Int])] = [:]
  private var levels: [String: [Int: Level]] = [:]
  /// By abstract list, the numbers reached.
  private var counts: [String: [Int: Int]] = [:]
  private var begun: Set<String> = []

  init(_ root: XML.Element?) {
    for abstract in root?.all(.w("abstractNum")) ?? [] {
      guard let id = abstract[w: "abstractNumId"] else { continue }
      for level in abstract.all(.w("lvl")) {
        guard let number = level[w: "ilvl"]?.statedNumber, (0...8).contains(number) else {
          continue
        }
        levels[id, default: [:]][number] = Level(
          start: level.first(.w("start"))?[w: "val"]?.statedNumber ?? 1,
          format: level.first(.w("numFmt"))?[w: "val"] ?? "decimal",
          text: level.first(.w("lvlText"))?[w: "val"] ?? "")
      }
    }
    for list in root?.all(.w("num")) ?? [] {
      guard let id = list[w: "numId"], let abstract = list.first(.w("abstractNumId"))?[w: "val"]
      else { continue }
      var starts: [Int: Int] = [:]
      for change in list.all(.w("lvlOverride")) {
        guard let level = change[w: "ilvl"]?.statedNumber,
          let start = change.first(.w("startOverride"))?[w: "val"]?.statedNumber
        else { continue }
        starts[level] = start
      }
      lists[id] = (abstract, starts)
    }
  }

  /// The label of the next paragraph of a list; empty for bullets.
  mutating func next(_ list: String, level: Int) -> String {
    guard let (abstract, starts) = lists[list], let levels = levels[abstract],
      let own = levels[level]
    else { return "" }
    var counts = counts[abstract] ?? [:]
    if begun.insert(list).inserted { for level in starts.keys { counts[level] = nil } }
    let start = { (level: Int) in starts[level] ?? levels[level]?.start ?? 1 }
    counts[level] = counts[level].map { $0 + 1 } ?? start(level)
    for deeper in counts.keys where deeper > level { counts[deeper] = nil }
    self.counts[abstract] = counts
    guard own.format != "bullet", own.format != "none" else { return "" }
    var label = own.text
    for (index, other) in levels where index <= level {
      let number = counts[index] ?? start(index)
      label.replace("%\(index + 1)", with: Self.text(number, other.format))
    }
    return label
  }

  private static func text(_ number: Int, _ format: String) -> String {
    switch format {
    case "chineseCounting", "chineseCountingThousand", "ideographDigital",
      "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
      return chinese(number)
    case "lowerLetter", "upperLetter":
      let letters = Array("abcdefghijklmnopqrstuvwxyz")
      guard number > 0 else { return String(number) }
      let text = String(
        repeating: letters[(number - 1) % 26], count: min((number - 1) / 26 + 1, 10))
      return format == "upperLetter" ? text.uppercased() : text
    case "lowerRoman": return roman(number).lowercased()
    case "upperRoman": return roman(number)
    case "decimalZero": return number < 10 ? "0\(number)" : String(number)
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      return (1...20).contains(number)
        ? Unicode.Scalar(0x245F + UInt32(number)).map { String(Character($0)) } ?? String(number)
        : String(number)
    default: return String(number)
    }
  }

  /// 1 to 99 in Hanzi; further numbers in digits.
  private static func chinese(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(number) else { return String(number) }
    let (tens, ones) = (number / 10, number % 10)
    return (tens == 0 ? "" : tens == 1 ? "十" : digits[tens] + "十") + digits[ones]
  }

  static func roman(_ number: Int) -> String {
    let signs = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    guard (1...3999).contains(number) else { return String(number) }
    var (rest, result) = (number, "")
    for (value, sign) in signs {
      while rest >= value {
        result += sign
        rest -= value
      }
    }
    return result
  }
}
