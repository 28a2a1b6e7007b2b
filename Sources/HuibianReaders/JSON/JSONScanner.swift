import CScan

/// Reads JSON strictly (RFC 8259): no trailing comma, no NaN, no repeated key, no lone surrogate,
/// depth at most 64.
///
/// Values are ranges of the text; nothing is copied.
struct JSONScanner {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  var at = 0
  /// For messages: the record, from 1, and the key that is being read.
  var record: Int?
  var key: String?
  /// For each depth the object in which a key was seen last, by the key's code.
  private var seen: [[Int]] = []
  private var objects = 0
  private(set) var keys = ByteDictionary()

  static let depthLimit = 64

  init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    self.bytes = bytes
    self.count = count
  }

  enum Value {
    /// Between the quotation marks; `isEscaped`: there are backslashes in it.
    case string(Range<Int>, isEscaped: Bool)
    /// A number, true or false: its text.
    case literal(Range<Int>)
    case null
    case object(Range<Int>)
    case array(Range<Int>)
  }

  mutating func skipBlanks() {
    while at < count {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      at += 1
    }
  }

  /// The next byte that is no blank; nil at the end.
  mutating func peek() -> UInt8? {
    skipBlanks()
    return at < count ? bytes[at] : nil
  }

  func fault(_ what: String, at offset: Int? = nil) -> JSONFault {
    var line = 1
    var start = 0
    let offset = min(offset ?? at, count)
    for index in 0..<offset where bytes[index] == 0x0A {
      line += 1
      start = index + 1
    }
    var column = 1
    for index in start..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
    return .syntax(what: what, line: line, column: column, record: record, key: key)
  }

  /// Reads one value.
  mutating func value(depth: Int) throws(JSONFault) -> Value {
    guard let byte = peek() else { throw fault("文件提前结束") }
    let start = at
    switch byte {
    case 0x22:
      let (range, isEscaped) = try string()
      return .string(range, isEscaped: isEscaped)
    case 0x7B:
      try object(depth: depth) { (scanner, _) throws(JSONFault) in
        _ = try scanner.value(depth: depth + 1)
      }
      return .object(start..<at)
    case 0x5B:
      try array(depth: depth) { (scanner) throws(JSONFault) in
        _ = try scanner.value(depth: depth + 1)
      }
      return .array(start..<at)
    case 0x2D, 0x30...0x39: return .literal(try number())
    default:
      for (word, isNull) in [("true", false), ("false", false), ("null", true)]
      where matches(word) {
        at += word.utf8.count
        return isNull ? .null : .literal(start..<at)
      }
      if matches("NaN") || matches("Infinity") { throw fault("有NaN或Infinity，JSON中没有这样的数") }
      throw fault(byte == 0x2C ? "多了逗号" : "应有一个值")
    }
  }

  /// Reads an object; `body` reads the value of each key, given the key's code.
  mutating func object(
    depth: Int, _ body: (inout JSONScanner, Int32) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    guard depth < JSONScanner.depthLimit else { throw fault("嵌套超过64层") }
    objects += 1
    let this = objects
    at += 1
    if peek() == 0x7D {
      at += 1
      return
    }
    while true {
      guard let byte = peek() else { throw fault("文件提前结束") }
      guard byte == 0x22 else { throw fault(byte == 0x7D ? "多了逗号" : "应有加引号的键") }
      let start = at
      let (range, isEscaped) = try string()
      let code = try keyCode(range, isEscaped)
      if try mark(code, depth: depth, object: this) {
        throw fault("同一对象中键重复", at: start)
      }
      guard peek() == 0x3A else { throw fault("键之后应有冒号") }
      at += 1
      try body(&self, code)
      guard let next = peek() else { throw fault("文件提前结束") }
      at += 1
      if next == 0x7D { return }
      guard next == 0x2C else { throw fault("应有逗号或右花括号", at: at - 1) }
    }
  }

  /// Reads an array; `body` reads each element.
  mutating func array(
    depth: Int, _ body: (inout JSONScanner) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    guard depth < JSONScanner.depthLimit else { throw fault("嵌套超过64层") }
    at += 1
    if peek() == 0x5D {
      at += 1
      return
    }
    while true {
      if peek() == 0x5D { throw fault("多了逗号") }
      try body(&self)
      guard let next = peek() else { throw fault("文件提前结束") }
      at += 1
      if next == 0x5D { return }
      guard next == 0x2C else { throw fault("应有逗号或右方括号", at: at - 1) }
    }
  }

  /// The text of a key.
  func keyText(_ code: Int32) -> String {
    keys.withBytes(of: code) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a string that has backslashes in it.
  func unescaped(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == 0x5C else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let byte = bytes[index + 1]
      index += 2
      switch byte {
      case 0x62: result.append(0x08)
      case 0x66: result.append(0x0C)
      case 0x6E: result.append(0x0A)
      case 0x72: result.append(0x0D)
      case 0x74: result.append(0x09)
      case 0x75:
        var value = hex(index) ?? 0xFFFD
        index += 4
        if value >= 0xD800, value < 0xDC00 {
          value = 0x10000 + ((value - 0xD800) << 10) + ((hex(index + 2) ?? 0xDC00) - 0xDC00)
          index += 6
        }
        if let scalar = Unicode.Scalar(value) {
          result.append(contentsOf: Array(String(scalar).utf8))
        }
      default: result.append(byte)
      }
    }
    return result
  }

  // MARK: - Tokens

  private func matches(_ word: String) -> Bool {
    guard count - at >= word.utf8.count else { return false }
    return word.utf8.enumerated().allSatisfy { bytes[at + $0] == $1 }
  }

  private mutating func keyCode(_ range: Range<Int>, _ isEscaped: Bool) throws(JSONFault) -> Int32 {
    if !isEscaped { return keys.code(bytes + range.lowerBound, range.count) }
    let text = unescaped(range)
    return text.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { keys.code($0, buffer.count) } ?? 0
    }
  }

  /// Whether the key was there already in this object.
  private mutating func mark(_ code: Int32, depth: Int, object: Int) throws(JSONFault) -> Bool {
    while seen.count <= depth { seen.append([]) }
    let index = Int(code)
    if seen[depth].count <= index {
      seen[depth].append(contentsOf: repeatElement(0, count: index + 1 - seen[depth].count))
    }
    if seen[depth][index] == object { return true }
    seen[depth][index] = object
    return false
  }

  private mutating func string() throws(JSONFault) -> (Range<Int>, isEscaped: Bool) {
    at += 1
    let start = at
    var isEscaped = false
    while at < count {
      let byte = bytes[at]
      if byte == 0x22 {
        at += 1
        return (start..<(at - 1), isEscaped)
      }
      if byte < 0x20 { throw fault("字符串中有未转义的控制字符") }
      if byte == 0x5C {
        isEscaped = true
        try escape()
      } else {
        at += 1
      }
    }
    throw fault("字符串没有结束", at: count)
  }

  private mutating func escape() throws(JSONFault) {
    guard at + 1 < count else { throw fault("字符串没有结束", at: count) }
    switch bytes[at + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
    case 0x75:
      guard let unit = hex(at + 2) else { throw fault("\\u之后应有四位十六进制数") }
      if unit == 0 { throw fault("有\\u0000，不能作为文字") }
      if unit >= 0xDC00, unit < 0xE000 { throw fault("有不成对的代理项（\\uDC00至\\uDFFF）") }
      if unit >= 0xD800, unit < 0xDC00 {
        guard at + 7 < count, bytes[at + 6] == 0x5C, bytes[at + 7] == 0x75,
          let low = hex(at + 8), low >= 0xDC00, low < 0xE000
        else { throw fault("有不成对的代理项（\\uD800至\\uDBFF）") }
        at += 6
      }
      at += 6
    default: throw fault("反斜杠之后的字符不对")
    }
  }

  private func hex(_ start: Int) -> UInt32? {
    guard start + 4 <= count else { return nil }
    var value: UInt32 = 0
    for index in start..<(start + 4) {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }

  private mutating func number() throws(JSONFault) -> Range<Int> {
    let start = at
    if bytes[at] == 0x2D { at += 1 }
    if matches("Infinity") { throw fault("有NaN或Infinity，JSON中没有这样的数", at: start) }
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[at - whole] != 0x30 else {
      throw fault("数的写法不对", at: start)
    }
    if at < count, bytes[at] == 0x2E {
      at += 1
      guard digits() > 0 else { throw fault("数的写法不对", at: start) }
    }
    if at < count, bytes[at] == 0x65 || bytes[at] == 0x45 {
      at += 1
      if at < count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
      guard digits() > 0 else { throw fault("数的写法不对", at: start) }
    }
    return start..<at
  }

  private mutating func digits() -> Int {
    let start = at
    while at < count, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
    return at - start
  }
}
