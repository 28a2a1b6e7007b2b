import HuibianTable
import Testing

struct SHA256Tests {
  /// The vectors of FIPS 180-4's examples, and one million letters.
  static let vectors: [([UInt8], String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      [UInt8](repeating: 0x61, count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: vectors, [false, true])
  func `hashes the standard's examples, with and without the processor's instructions`(
    vector: ([UInt8], String), isPortable: Bool
  ) {
    #expect(SHA256.hash(vector.0, isPortable: isPortable) == vector.1)
  }

  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000])
  func `tells the first 64 bits of the hash of a text of any length`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let whole = SHA256.hash(bytes)
    #expect(whole == SHA256.hash(bytes, isPortable: true))
    for isPortable in [false, true] {
      let prefix = SHA256.prefix(of: bytes, isPortable: isPortable)
      #expect(UInt64(whole.prefix(16), radix: 16) == prefix)
    }
  }

  @Test(arguments: [1, 55, 56, 63, 64, 65, 119, 128])
  func `takes pieces of any length`(piece: Int) {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: piece) {
      hash.update(Array(bytes[start..<min(start + piece, bytes.count)]))
    }
    #expect(hash.finalized() == SHA256.hash(bytes))
  }

  @Test(arguments: [0, 1, 0x0123_4567, 0x89AB_CDEF, 0xFEDC_BA98, 0x9A9A_0F0F, .max] as [UInt32])
  func `writes eight hexadecimal digits at a time`(number: UInt32) {
    let digits = String(number, radix: 16)
    let bytes = withUnsafeBytes(of: hexadecimalDigits(number).littleEndian) { Array($0) }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == String(repeating: "0", count: 8 - digits.count) + digits)
  }

  @Test func `takes raw memory, and goes on after telling the hash`() {
    var hash = SHA256()
    Array("ab".utf8).withUnsafeBytes { hash.update($0) }
    #expect(hash.finalized() == SHA256.hash(Array("ab".utf8)))
    hash.update(Array("c".utf8))
    #expect(hash.finalized() == SHA256.hash(Array("abc".utf8)))
  }
}
