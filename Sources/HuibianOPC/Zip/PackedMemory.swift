import Synchronization

/// Small parts as they were packed last, for documents of one template that share most of them.
final class PackedMemory: Sendable {
  /// The largest part that is remembered, in bytes: large ones differ from document to document.
  static let limit = 4096

  private let parts = Mutex<[String: (bytes: [UInt8], packed: PackedPart)]>([:])

  /// The part packed, if it was the same in the last document that had one of this name.
  func packed(_ name: String, _ bytes: [UInt8]) -> PackedPart? {
    parts.withLock { parts in
      guard let known = parts[name], known.bytes == bytes else { return nil }
      return known.packed
    }
  }

  func remember(_ name: String, _ bytes: [UInt8], _ packed: PackedPart) {
    parts.withLock { $0[name] = (bytes, packed) }
  }
}
