/// The cells of one column of a ``Table``, in typed storage, one entry a row.
///
/// The values are packed; loops over many rows go block by block.
package enum Column: Hashable, Sendable {
  /// Text, choices, flags, names of places: a code for each row and the texts that the codes mean.
  case coded(CodedColumn)
  /// ``CivilDate/days``, or ``CivilDate/missing``.
  case dates(PackedValues<Int32>)
  /// Whole numbers, or ``missingNumber``.
  case integers(PackedValues<Int64>)
  /// Decimals scaled by 10^`scale` (1.25 at scale 4 is 12500), or ``missingNumber``.
  case decimals(PackedValues<Int64>, scale: Int)

  /// What number columns hold where a cell is empty. Never a valid number.
  package static var missingNumber: Int64 { Int64.min }

  package static func dates(_ days: [Int32]) -> Column { .dates(PackedValues(days)) }
  package static func integers(_ values: [Int64]) -> Column { .integers(PackedValues(values)) }
  package static func decimals(_ values: [Int64], scale: Int) -> Column {
    .decimals(PackedValues(values), scale: scale)
  }

  package var count: Int {
    switch self {
    case .coded(let column): column.codes.count
    case .dates(let values): values.count
    case .integers(let values): values.count
    case .decimals(let values, _): values.count
    }
  }
}

/// A dictionary-encoded column of text.
package struct CodedColumn: Hashable, Sendable {
  /// One code a row: an index into `dictionary`. Code 0 is the empty cell.
  package var codes: PackedValues<Int32>
  /// The distinct texts in order of first appearance; entry 0 is the empty text.
  package var dictionary: TextDictionary

  package init(
    codes: PackedValues<Int32> = [], dictionary: TextDictionary = TextDictionary()
  ) {
    self.codes = codes
    self.dictionary = dictionary
  }

  package init(codes: some Sequence<Int32>, dictionary: TextDictionary) {
    self.init(codes: PackedValues(codes), dictionary: dictionary)
  }

  /// For tests and small tables: encodes texts; an empty text is the empty cell.
  package init(_ texts: [String]) {
    self.init()
    var index: [String: Int32] = ["": 0]
    for text in texts {
      if let code = index[text] {
        codes.append(code)
      } else {
        let code = dictionary.append(Array(text.utf8))
        index[text] = code
        codes.append(code)
      }
    }
  }
}

/// Distinct texts as UTF-8 bytes in one block: no String until one is asked for.
package struct TextDictionary: Hashable, Sendable {
  /// All texts, one after the other.
  package private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`; text `i` begins where text `i - 1` ends.
  package private(set) var ends: [Int] = [0]

  /// A dictionary that holds the empty text as entry 0.
  package init() {}

  package var count: Int { ends.count }

  /// The text of a code. Makes a String: call it once an entry, never once a row.
  package subscript(_ code: Int) -> String {
    String(decoding: bytes[(code == 0 ? 0 : ends[code - 1])..<ends[code]], as: UTF8.self)
  }

  /// All texts, in order of their codes.
  package var texts: [String] { (0..<count).map { self[$0] } }

  /// Adds a text that the caller knows to be new, and returns its code.
  ///
  /// - Precondition: The bytes are valid UTF-8.
  package mutating func append(_ text: some Sequence<UInt8>) -> Int32 {
    Array(text).withUnsafeBytes { append($0) }
  }

  /// The same, for texts of which there are as many as rows.
  package mutating func append(_ text: UnsafeRawBufferPointer) -> Int32 {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    return Int32(ends.count - 1)
  }
}
