/// Where in a JSON text the records are.
struct JSONOutline {
  /// An array of objects.
  struct Records {
    /// `data.rows`; empty for the text as a whole.
    var path: String
    /// Offset of the first record.
    var start: Int
    var count = 0
    /// The keys of the records, in order of first appearance.
    var keys: [String] = []
    fileprivate var codes: Set<Int32> = []
  }

  private(set) var records: Records
  /// One record after the other, without brackets around them.
  private(set) var isLines = false

  /// Checks the whole text, then says where its records are.
  ///
  /// - Parameter prefersLines: The file's name says JSON Lines: a single object is a record.
  init(_ scanner: inout JSONScanner, prefersLines: Bool) throws(JSONFault) {
    guard let first = scanner.peek() else {
      throw .wrongShape(found: "空文件", keys: [])
    }
    var candidates: [Records] = []
    var keys: [String] = []
    let start = scanner.at
    switch first {
    case 0x5B:
      try JSONOutline.array(&scanner, path: "", depth: 0, &candidates)
    case 0x7B:
      try JSONOutline.object(&scanner, path: "", depth: 0, &candidates, &keys)
      if scanner.peek() == 0x7B || (prefersLines && candidates.isEmpty && scanner.peek() == nil) {
        scanner.at = start
        records = try JSONOutline.lines(&scanner)
        isLines = true
        return
      }
    default:
      _ = try scanner.value(depth: 0)
    }
    if scanner.peek() != nil { throw scanner.fault("之后还有多余的内容") }
    if candidates.count > 1 { throw .twoCandidates(candidates.map(\.path)) }
    guard let only = candidates.first else {
      let found =
        first == 0x7B ? "一个对象" : first == 0x5B ? "不含记录的数组" : "单个值"
      throw .wrongShape(found: found, keys: keys)
    }
    records = only
  }

  /// An object that is no record: its arrays of objects, at most two levels down, are candidates.
  private static func object(
    _ scanner: inout JSONScanner, path: String, depth: Int, _ candidates: inout [Records],
    _ keys: inout [String]
  ) throws(JSONFault) {
    try scanner.object(depth: depth) { (scanner, code) throws(JSONFault) in
      let key = scanner.keyText(code)
      let path = path.isEmpty ? key : path + "." + key
      if depth == 0 { keys.append(key) }
      switch scanner.peek() {
      case 0x5B:
        try array(&scanner, path: path, depth: depth + 1, &candidates)
      case 0x7B where depth == 0:
        try object(&scanner, path: path, depth: 1, &candidates, &keys)
      default:
        _ = try scanner.value(depth: depth + 1)
      }
    }
  }

  /// An array; a candidate if its first element is an object, and then all must be.
  private static func array(
    _ scanner: inout JSONScanner, path: String, depth: Int, _ candidates: inout [Records]
  ) throws(JSONFault) {
    let open = scanner.at
    scanner.at += 1
    let first = scanner.peek()
    var records = Records(path: path, start: scanner.at)
    scanner.at = open
    let isCandidate = first == 0x7B || (first == 0x5D && path.isEmpty)
    try scanner.array(depth: depth) { (scanner) throws(JSONFault) in
      if isCandidate {
        try record(&scanner, depth: depth + 1, &records)
      } else {
        _ = try scanner.value(depth: depth + 1)
      }
    }
    scanner.record = nil
    if isCandidate { candidates.append(records) }
  }

  private static func lines(_ scanner: inout JSONScanner) throws(JSONFault) -> Records {
    var records = Records(path: "", start: scanner.at)
    while scanner.peek() != nil { try record(&scanner, depth: 0, &records) }
    return records
  }

  private static func record(
    _ scanner: inout JSONScanner, depth: Int, _ records: inout Records
  ) throws(JSONFault) {
    records.count += 1
    scanner.record = records.count
    guard scanner.peek() == 0x7B else { throw scanner.fault("应为记录（对象）") }
    try scanner.object(depth: depth) { (scanner, code) throws(JSONFault) in
      if records.codes.insert(code).inserted { records.keys.append(scanner.keyText(code)) }
      scanner.key = nil
      do throws(JSONFault) {
        _ = try scanner.value(depth: depth + 1)
      } catch {
        guard case .syntax(let what, let line, let column, let record, nil) = error else {
          throw error
        }
        throw .syntax(
          what: what, line: line, column: column, record: record, key: scanner.keyText(code))
      }
    }
  }
}
