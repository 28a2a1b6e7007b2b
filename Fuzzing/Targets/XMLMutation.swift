import HuibianDiagnostics
import HuibianOPC

/// Changes of a part that leave it well-formed: elements go, come twice, change places; texts get tags.
enum XMLMutation {
  /// Nil if the part cannot be read.
  static func mutated(_ bytes: [UInt8], chance: inout Chance) -> [UInt8]? {
    var sink = DiagnosticSink()
    guard var document = XML.parse(bytes, file: "", part: "", sink: &sink) else { return nil }
    for _ in 0...chance.number(3) { mutate(&document.root, &chance) }
    return XML.serialize(document)
  }

  private static func mutate(_ root: inout XML.Element, _ chance: inout Chance) {
    let count = elements(below: root)
    guard count > 0 else { return }
    let picked = pick(chance.number(count), in: root)
    change(chance.number(count), in: &root) { parent, index in
      guard case .element(var element) = parent.children[index] else { return }
      switch chance.number(8) {
      case 0: parent.children.remove(at: index)
      case 1: parent.children.insert(parent.children[index], at: index)
      case 2: if let picked { parent.children.insert(.element(picked), at: index) }
      case 3: if let picked { parent.children[index] = .element(picked) }
      case 4: parent.children.swapAt(index, chance.number(parent.children.count))
      case 5:
        guard !element.attributes.isEmpty else { return }
        let attribute = chance.number(element.attributes.count)
        element.attributes[attribute].value = values.randomElement(using: &chance) ?? ""
        parent.children[index] = .element(element)
      default:
        let place = element.children.lastIndex { if case .text = $0 { true } else { false } }
        guard let place, case .text(var text) = element.children[place] else { return }
        let offset = text.index(text.startIndex, offsetBy: chance.number(text.count + 1))
        text.insert(contentsOf: tags.randomElement(using: &chance) ?? "", at: offset)
        element.children[place] = .text(text)
        parent.children[index] = .element(element)
      }
    }
  }

  private static func elements(below element: XML.Element) -> Int {
    element.children.reduce(0) { $0 + ($1.element.map { 1 + elements(below: $0) } ?? 0) }
  }

  private static func pick(_ number: Int, in element: XML.Element) -> XML.Element? {
    var left = number
    return pick(&left, in: element)
  }

  private static func pick(_ left: inout Int, in element: XML.Element) -> XML.Element? {
    for child in element.elements {
      if left == 0 { return child }
      left -= 1
      if let found = pick(&left, in: child) { return found }
    }
    return nil
  }

  /// Calls `body` with the parent and the index of the element of a number, in document order.
  private static func change(
    _ number: Int, in root: inout XML.Element, _ body: (inout XML.Element, Int) -> Void
  ) {
    var left = number
    _ = change(&left, in: &root, body)
  }

  private static func change(
    _ left: inout Int, in element: inout XML.Element, _ body: (inout XML.Element, Int) -> Void
  ) -> Bool {
    for index in element.children.indices {
      guard element.children[index].element != nil else { continue }
      if left == 0 {
        body(&element, index)
        return true
      }
      left -= 1
      if element.updateChild(at: index, { change(&left, in: &$0, body) }) == true { return true }
    }
    return false
  }

  private static let values = [
    "", "0", "1", "-1", "2", "65535", "2147483648", "4294967296", "18446744073709551616", "true",
    "restart", "continue", "{{单位}}", "rId1", "begin", "separate", "end", "nextPage", "1.5",
  ]

  private static let tags = [
    "{{单位}}", "{{信访总量}}", "{{信访总量｜同比}}", "{{来访批次、来信件数｜同比}}", "{{每个 问题属地}}", "{{完}}",
    "{{每个 问题属地 前 1 其余并入其他}}", "{{每行 信访形式}}", "{{每列 信访形式}}", "{{每行 问题属地 按 信访总量 降序}}",
    "{{如果 信访总量 > 0}}", "{{如果 信访总量 = 0}}", "{{否则}}", "{{否则如果 来访批次 > 1}}", "{{问题属地}}", "{{序号}}",
    "{{问题属地｜合并}}", "{{表 问题属地 × 信访总量，来访批次｜同比 合计}}", "{{图 柱形 信访总量 按 问题属地}}", "{{图 组合 来访批次，办结率 按 月份}}",
    "{{目录}}", "{{@公章}}", "{{待填：说明}}", "{{列举 信访形式 按 信访总量 降序}}", "{{", "}}", "{", "}", "｛｛", "｝｝",
    "{{信访总量：信访形式=来访｜占比：信访总量}}", "{{每个 月份 其中 信访总量 > 0}}", "{{插入 总结}}", "\u{200B}", "\n", "　",
  ]
}
