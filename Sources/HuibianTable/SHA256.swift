/// The secure hash SHA-256, fed piece by piece.
///
/// FIPS 180-4.
///
/// For recognising inputs again, not for secrets. Some 300 MB a second and core.
package struct SHA256: Sendable {
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19
  )
  /// Bytes that do not fill a block of 64 yet.
  private var pending: [UInt8] = []
  /// All bytes so far.
  private var length: UInt64 = 0

  package init() {}

  /// The hash of some bytes in one call: 64 hexadecimal digits, lower case.
  package static func hash(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalized()
  }

  /// The first 64 bits of the hash: for many short texts.
  ///
  /// - Parameter bytes: Padded afterwards (FIPS 180-4, 5.1.1).
  package static func prefix(of bytes: inout [UInt8]) -> UInt64 {
    let bits = UInt64(bytes.count) &* 8
    bytes.append(0x80)
    while bytes.count % 64 != 56 { bytes.append(0) }
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    var hash = SHA256()
    for block in stride(from: 0, to: bytes.count, by: 64) { hash.compress(bytes.span, at: block) }
    return UInt64(hash.state.0) << 32 | UInt64(hash.state.1)
  }

  package mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    bytes.withMemoryRebound(to: UInt8.self) { update($0.span) }
  }

  package mutating func update(_ bytes: Span<UInt8>) {
    length += UInt64(bytes.count)
    var index = 0
    if !pending.isEmpty {
      while index < bytes.count, pending.count < 64 {
        pending.append(bytes[index])
        index += 1
      }
      guard pending.count == 64 else { return }
      let block = pending
      pending.removeAll(keepingCapacity: true)
      compress(block.span, at: 0)
    }
    while index + 64 <= bytes.count {
      compress(bytes, at: index)
      index += 64
    }
    while index < bytes.count {
      pending.append(bytes[index])
      index += 1
    }
  }

  /// The hash of everything so far: 64 hexadecimal digits, lower case.
  ///
  /// More may be added afterwards.
  package func finalized() -> String {
    var copy = self
    let bits = length &* 8
    var padding: [UInt8] = [0x80]
    while (pending.count + padding.count) % 64 != 56 { padding.append(0) }
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    copy.update(padding)
    return copy.text
  }

  /// The state as hexadecimal digits.
  private var text: String {
    let words: InlineArray<8, UInt32> = [
      state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7,
    ]
    let digits = (0..<64).map { index -> UInt8 in
      let digit = UInt8(truncatingIfNeeded: words[index / 8] >> UInt32(28 - index % 8 * 4)) & 0xF
      return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// One block of 64 bytes.
  ///
  /// FIPS 180-4, 6.2.2. The names of the eight words change places from round to round, so that none is
  /// moved.
  private mutating func compress(_ bytes: Span<UInt8>, at start: Int) {
    // A ring of the last sixteen words is all that the schedule needs.
    var w = InlineArray<16, UInt32>(repeating: 0)
    for t in 0..<16 {
      let i = start + 4 * t
      w[t] =
        UInt32(bytes[i]) << 24 | UInt32(bytes[i + 1]) << 16 | UInt32(bytes[i + 2]) << 8
        | UInt32(bytes[i + 3])
    }
    var (a, b, c, d, e, f, g, h) = state
    for t in stride(from: 0, to: 64, by: 16) {
      if t > 0 {
        for i in 0..<16 {
          let (w15, w2) = (w[(i + 1) & 15], w[(i + 14) & 15])
          let s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >> 3)
          let s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >> 10)
          w[i] = w[i] &+ s0 &+ w[(i + 9) & 15] &+ s1
        }
      }
      for i in stride(from: 0, to: 16, by: 8) {
        round(a, b, c, &d, e, f, g, &h, roundConstants[t + i] &+ w[i])
        round(h, a, b, &c, d, e, f, &g, roundConstants[t + i + 1] &+ w[i + 1])
        round(g, h, a, &b, c, d, e, &f, roundConstants[t + i + 2] &+ w[i + 2])
        round(f, g, h, &a, b, c, d, &e, roundConstants[t + i + 3] &+ w[i + 3])
        round(e, f, g, &h, a, b, c, &d, roundConstants[t + i + 4] &+ w[i + 4])
        round(d, e, f, &g, h, a, b, &c, roundConstants[t + i + 5] &+ w[i + 5])
        round(c, d, e, &f, g, h, a, &b, roundConstants[t + i + 6] &+ w[i + 6])
        round(b, c, d, &e, f, g, h, &a, roundConstants[t + i + 7] &+ w[i + 7])
      }
    }
    state = (
      state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e, state.5 &+ f,
      state.6 &+ g, state.7 &+ h
    )
  }

  /// One round, after which `h` is the first word and `d` the fifth.
  @inline(__always) private func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
    _ g: UInt32, _ h: inout UInt32, _ word: UInt32
  ) {
    let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let t1 = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ word
    let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d = d &+ t1
    h = t1 &+ s0 &+ ((a & b) | (c & (a | b)))
  }
}

@inline(__always) private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
  word &>> count | word &<< (32 &- count)
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: InlineArray<64, UInt32> = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
  0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
  0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
  0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
  0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
  0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
  0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
  0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
  0xc671_78f2,
]
