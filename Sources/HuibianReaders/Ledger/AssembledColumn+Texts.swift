import HuibianDiagnostics
import HuibianTable

extension AssembledColumn {
  private struct Remark {
    var code: Int32
    var wasTrimmed: Bool
    var invisible: Unicode.Scalar?
    var isUnknown = false
    var isBadFlag = false
    /// Bytes that the file's encoding gives no character for.
    var isUndecodable = false

    var isClean: Bool {
      !wasTrimmed && invisible == nil && !isUnknown && !isBadFlag && !isUndecodable
    }
  }

  /// What the codes of a lane mean, as far as they have been met.
  private struct LaneMeaning {
    /// The table's code for each code of the lane.
    var map: [Int32] = [0]
    var isRemarked = [false]
    var remarks: [Int32: Remark] = [:]
  }

  mutating func appendTexts(
    _ cells: consuming ScannedColumn, _ decoder: borrowing CellDecoder, _ review: inout RowReview
  ) {
    let position = review.position(of: schema.name)
    var lanes = cells.takeCodes()
    var meanings = [LaneMeaning](repeating: LaneMeaning(), count: lanes.count)
    var trimmed = 0
    var firstTrimmed: Int?
    for segment in cells.segments {
      let lane = segment.accumulator
      var local = segment.rows.lowerBound
      lanes[lane].read(segment.rows) { values in
        // A lane counts its codes as they come, so the new ones follow those that are known.
        let highest = Int(values.max() ?? 0)
        if highest >= meanings[lane].map.count {
          learn(highest, cells.lanes[lane].dictionary, decoder, &meanings[lane])
        }
        let base = codes.count - local
        codes.append(values, through: meanings[lane].map)
        defer { local += values.count }
        if meanings[lane].remarks.isEmpty { return }
        for index in values.indices where meanings[lane].isRemarked[Int(values[index])] {
          guard let remark = meanings[lane].remarks[values[index]] else { continue }
          let row = local + index
          let line = Int(cells.lines[lane][row])
          if remark.wasTrimmed {
            trimmed += 1
            if firstTrimmed == nil { firstTrimmed = line }
          }
          report(remark, row: base + row, line, position, &review)
        }
      }
    }
    if trimmed > 0, let firstTrimmed {
      review.add(.trimmed(column: schema.name, count: trimmed), firstTrimmed, position, .note)
    }
  }

  /// Interprets the codes of a lane that have not been met, up to the highest.
  private mutating func learn(
    _ highest: Int, _ spellings: ByteDictionary, _ decoder: borrowing CellDecoder,
    _ meaning: inout LaneMeaning
  ) {
    for code in Int32(meaning.map.count)...Int32(highest) {
      if let plain = spellings.withBytes(of: code, { internPlain($0) }) {
        meaning.map.append(plain)
        meaning.isRemarked.append(false)
        continue
      }
      let remark = spellings.withBytes(of: code) { interpret(decoder.text($0)) }
      meaning.map.append(remark.code)
      meaning.isRemarked.append(!remark.isClean)
      if !remark.isClean { meaning.remarks[code] = remark }
    }
  }

  private mutating func report(
    _ remark: Remark, row: Int, _ line: Int, _ position: Int, _ review: inout RowReview
  ) {
    if remark.isUndecodable {
      review.add(.undecodable(column: schema.name), line, position, .error)
    }
    if let scalar = remark.invisible {
      review.add(.invisible(column: schema.name, scalar), line, position, .warning)
    }
    if remark.isBadFlag {
      review.fault(
        .badFlag(column: schema.name, value: texts[Int(remark.code)]), row: row, line, position,
        .warning)
    }
    if remark.isUnknown, reported.insert(remark.code).inserted {
      let value = texts[Int(remark.code)]
      review.add(
        .unknownValue(
          column: schema.name, value: value,
          nearest: nearestName(to: value, among: schema.values)), line, position, .warning)
    }
  }

  /// The table's code of a spelling, and what has to be said of it.
  private mutating func interpret(_ raw: String?) -> Remark {
    guard let raw else {
      return Remark(code: 0, wasTrimmed: false, isUndecodable: true)
    }
    let cell = CellText(raw)
    var value = schema.synonyms[cell.text] ?? cell.text
    var remark = Remark(
      code: 0, wasTrimmed: cell.wasTrimmed && schema.kind != .key && !cell.text.isEmpty,
      invisible: cell.invisible)
    switch schema.kind {
    case .flag:
      if let flag = FlagCell(value).value {
        value = flag
      } else {
        remark.isBadFlag = true
      }
    case .choice where !schema.values.isEmpty && !value.isEmpty:
      if !schema.values.contains(value) {
        let narrow = value.narrowed
        if let known = schema.values.first(where: { $0.narrowed == narrow }) {
          value = known
        } else {
          remark.isUnknown = true
        }
      }
    default: break
    }
    remark.code = intern(value)
    return remark
  }

  /// The code of a spelling that needs no interpretation, nil for any other: names and keys in
  /// visible ASCII.
  ///
  /// A column of keys has as many spellings as rows; a String for each would cost more than all
  /// other columns.
  private mutating func internPlain(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard schema.kind == .key || schema.kind == .text || schema.kind == .tree,
      schema.synonyms.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }),
      let base = bytes.baseAddress
    else { return nil }
    let known = dictionary.count
    let code = dictionary.code(base.assumingMemoryBound(to: UInt8.self), bytes.count)
    if Int(code) == known { _ = texts.append(bytes) }
    return code
  }

  private mutating func intern(_ value: String) -> Int32 {
    var value = value
    let known = dictionary.count
    let code = value.withUTF8 { bytes -> Int32 in
      guard let base = bytes.baseAddress else { return 0 }
      let code = dictionary.code(base, bytes.count)
      if Int(code) == known { _ = texts.append(UnsafeRawBufferPointer(bytes)) }
      return code
    }
    return code
  }
}

extension PackedValues<Int32> {
  /// Adds what the codes stand for.
  fileprivate mutating func append(_ codes: UnsafeBufferPointer<Int32>, through map: [Int32]) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: codes.count) { mapped in
      map.withUnsafeBufferPointer { map in
        for index in codes.indices { mapped[index] = map[Int(codes[index])] }
      }
      append(contentsOf: UnsafeBufferPointer(mapped))
    }
  }
}
