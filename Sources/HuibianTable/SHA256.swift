import CDigest

/// The secure hash SHA-256, fed piece by piece.
///
/// FIPS 180-4.
///
/// For recognising inputs and questions again, not for secrets. With the processor's own instructions
/// well above 1 GB a second and core.
package struct SHA256: Sendable {
  private var stream = scan_sha256()

  /// Asked once: in a virtual machine the question leaves it.
  private static let hasInstructions = scan_sha256_has_native() != 0

  /// - Parameter isPortable: Goes without the processor's own instructions.
  package init(isPortable: Bool = false) {
    scan_sha256_begin(&stream, !isPortable && Self.hasInstructions ? 1 : 0)
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
      scan_sha256_prefix($0.baseAddress, $0.count, !isPortable && hasInstructions ? 1 : 0)
    }
  }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    scan_sha256_add(&stream, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// The hash of everything so far: 64 hexadecimal digits, lower case.
  ///
  /// More may be added afterwards.
  package func finalized() -> String {
    var stream = stream
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      scan_sha256_end(&stream, digest.baseAddress)
      return String(unsafeUninitializedCapacity: 64) { text in
        for word in 0..<4 {
          digest[8 * word..<8 * word + 8].reduce(0) { $0 << 8 | UInt64($1) }
            .writeHexadecimal(to: text, at: 16 * word)
        }
        return 64
      }
    }
  }
}

extension UInt64 {
  /// Writes 16 hexadecimal digits, lower case, in ASCII.
  package func writeHexadecimal(to text: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
    for place in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: self >> UInt64(60 - 4 * place)) & 0xF
      text[start + place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
  }
}
