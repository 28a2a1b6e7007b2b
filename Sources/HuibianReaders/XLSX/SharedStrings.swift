import HuibianOPC

/// The texts that cells of a workbook name by number, written as they go into lines.
struct SharedStrings: Sendable {
  private let bytes: [UInt8]
  /// Where each ends.
  private let ends: [Int]

  init(bytes: [UInt8] = [], ends: [Int] = []) {
    self.bytes = bytes
    self.ends = ends
  }

  var count: Int { ends.count }

  /// Adds a text to a line.
  ///
  /// - Precondition: `index` is one of theirs.
  func append(_ index: Int, to line: inout [UInt8]) {
    let start = index == 0 ? 0 : ends[index - 1]
    line.append(contentsOf: bytes[start..<ends[index]])
  }
}

/// Takes the shared strings from the events of their part; readings (ruby) are left out.
final class SharedStringReader: XMLEventReader {
  let vocabulary = ["si", "t", "rPh"]
  let isDone = false
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var text: [UInt8] = []
  private var isText = false
  private var isReading = false

  var strings: SharedStrings { SharedStrings(bytes: bytes, ends: ends) }

  func start(_ name: Int?, _ attributes: borrowing XMLEventAttributes) {
    switch name {
    case 0: text.removeAll(keepingCapacity: true)
    case 1: isText = !isReading
    case 2: isReading = true
    default: break
    }
  }

  func end(_ name: Int?) {
    switch name {
    case 0:
      text.withUnsafeBufferPointer { SheetText.append($0, to: &bytes) }
      ends.append(bytes.count)
    case 1: isText = false
    case 2: isReading = false
    default: break
    }
  }

  func append(_ characters: UnsafeBufferPointer<UInt8>) {
    if isText { text.append(contentsOf: characters) }
  }
}
