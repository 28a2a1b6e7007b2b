import CDigest

/// The secure hash SHA-256, fed piece by piece.
///
/// FIPS 180-4.
///
/// For recognising inputs and questions again, not for secrets. With the processor's own instructions
/// well above 1 GB a second and core.
package struct SHA256: Sendable {
  private var stream = digest_sha256()

  /// Asked once: in a virtual machine the question leaves it.
  private static let hasInstructions = digest_sha256_has_native() != 0

  /// - Parameter isPortable: Goes without the processor's own instructions.
  package init(isPortable: Bool = false) {
    digest_sha256_begin(&stream, !isPortable && Self.hasInstructions ? 1 : 0)
  }

  /// The hash of some bytes in one call: 64 hexadecimal digits, lower case.
  package static func hash(_ bytes: [UInt8], isPortable: Bool = false) -> String {
    var hash = SHA256(isPortable: isPortable)
    hash.update(bytes)
    return hash.finalized()
  }

  /// The first 64 bits of the hash: for many short texts.
  package static func prefix(of bytes: [UInt8], isPortable: Bool = false) -> UInt64 {
    bytes.withUnsafeBufferPointer {
      digest_sha256_prefix($0.baseAddress, $0.count, !isPortable && hasInstructions ? 1 : 0)
    }
  }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    digest_sha256_add(&stream, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// The hash of everything so far: 64 hexadecimal digits, lower case.
  ///
  /// More may be added afterwards.
  package func finalized() -> String {
    var stream = stream
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      digest_sha256_end(&stream, digest.baseAddress)
      return String(unsafeUninitializedCapacity: 64) { text in
        for start in stride(from: 0, to: 32, by: 4) {
          let word = digest[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
          UnsafeMutableRawBufferPointer(text).storeBytes(
            of: hexadecimalDigits(word).littleEndian, toByteOffset: 2 * start, as: UInt64.self)
        }
        return 64
      }
    }
  }
}

/// Eight hexadecimal digits, lower case, in ASCII, the first in the lowest byte.
package func hexadecimalDigits(_ number: UInt32) -> UInt64 {
  // Half a byte to a byte, all at a time.
  var digits = UInt64(number.byteSwapped)
  digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
  digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
  digits = (digits >> 4 | digits << 8) & 0x0F0F_0F0F_0F0F_0F0F
  let letters = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
  return digits + 0x3030_3030_3030_3030 + letters * UInt64(UInt8(ascii: "a") - 10 - 0x30)
}
