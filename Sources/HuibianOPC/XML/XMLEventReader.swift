/// What becomes of the events of a part that is too large for a tree.
///
/// Names are told by numbers: those of ``vocabulary``, counted from 0. An element of another
/// namespace than the part's root, or of a name that is not in the vocabulary, has none.
package protocol XMLEventReader: AnyObject {
  /// Local names of the elements and attributes that the reader knows; at most 60.
  var vocabulary: [String] { get }

  /// Set to stop: nothing more is wanted of the part.
  var isDone: Bool { get }

  func start(_ name: Int?, _ attributes: borrowing XMLEventAttributes)
  func end(_ name: Int?)

  /// A piece of character data; one text may come in several.
  func append(_ text: UnsafeBufferPointer<UInt8>)
}

/// The attributes of a start tag, without those of a namespace; valid during its event.
@safe package struct XMLEventAttributes: ~Copyable {
  private let tag: StartTag
  private let names: XMLEventNames

  init(_ tag: StartTag, _ names: XMLEventNames) {
    unsafe self.tag = unsafe tag
    self.names = names
  }

  /// Calls the body with the bytes of the value of an attribute, or returns nil if there is none.
  ///
  /// An `&` in it is written `&#38;`.
  package func value<R>(_ name: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard let list = unsafe tag.attributes else { return nil }
    for index in unsafe 0..<tag.attributeCount {
      let entry = unsafe list + index * 5
      guard unsafe entry[1] == nil, unsafe names.code(of: entry[0]) == name,
        let start = unsafe entry[3], let end = unsafe entry[4]
      else { continue }
      return unsafe body(UnsafeBufferPointer(start: start, count: end - start))
    }
    return nil
  }

  package func text(_ name: Int) -> String? {
    unsafe value(name) { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

/// The numbers of names, found by their addresses: libxml2 keeps each name once.
final class XMLEventNames {
  private let vocabulary: [String]
  private var addresses = [UInt](repeating: 0, count: 256)
  private var codes = [Int](repeating: -1, count: 256)

  init(_ vocabulary: [String]) { self.vocabulary = vocabulary }

  /// -1: none.
  func code(of name: UnsafePointer<UInt8>?) -> Int {
    let address = UInt(bitPattern: name)
    let slot = Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if addresses[slot] == address { return codes[slot] }
    let code = unsafe vocabulary.firstIndex(of: string(name)) ?? -1
    addresses[slot] = address
    codes[slot] = code
    return code
  }
}
