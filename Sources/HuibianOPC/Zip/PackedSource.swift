import CLibzip
import Glibc

/// Gives libzip an entry that is packed already; it copies the bytes as they are.
final class PackedSource {
  private let part: PackedPart
  private var position = 0

  private init(_ part: PackedPart) { self.part = part }

  /// A source that libzip owns once it is added to an archive, and frees; nil without memory.
  static func source(of part: PackedPart, in archive: OpaquePointer) -> OpaquePointer? {
    let state = unsafe Unmanaged.passRetained(PackedSource(part))
    guard let source = unsafe zip_source_function(archive, answer, state.toOpaque()) else {
      unsafe state.release()
      return nil
    }
    return unsafe source
  }

  private static let answer: zip_source_callback = { state, data, length, command in
    guard let state = unsafe state else { return -1 }
    let held = unsafe Unmanaged<PackedSource>.fromOpaque(state)
    if command == ZIP_SOURCE_FREE {
      unsafe held.release()
      return 0
    }
    return unsafe held.takeUnretainedValue().answer(command, data, Int(length))
  }

  private func answer(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: Int
  ) -> Int64 {
    switch command {
    case ZIP_SOURCE_SUPPORTS: return Self.supported
    case ZIP_SOURCE_OPEN:
      position = 0
      return 0
    case ZIP_SOURCE_READ:
      guard let data = unsafe data else { return -1 }
      let count = min(length, part.bytes.count - position)
      unsafe part.bytes.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress { unsafe memcpy(data, start + position, count) }
      }
      position += count
      return Int64(count)
    case ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_STAT:
      guard let stat = unsafe data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
      unsafe zip_stat_init(stat)
      unsafe stat.pointee.valid = UInt64(
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD | ZIP_STAT_MTIME)
      unsafe stat.pointee.size = UInt64(part.size)
      unsafe stat.pointee.comp_size = UInt64(part.bytes.count)
      unsafe stat.pointee.crc = part.crc
      unsafe stat.pointee.comp_method = UInt16(part.isDeflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE)
      unsafe stat.pointee.mtime = Self.earliest
      return unsafe Int64(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_ERROR:
      // Nothing above fails but for a pointer that libzip never gives: no code, neither its own nor the
      // system's.
      let size = 2 * MemoryLayout<Int32>.size
      guard let data = unsafe data, length >= size else { return -1 }
      unsafe memset(data, 0, size)
      return Int64(size)
    default: return -1
    }
  }

  /// 1980-01-01 00:00, the earliest that a zip can say; it says the hours of the place.
  private static let earliest: time_t = {
    var date = unsafe tm()
    unsafe date.tm_year = 80
    unsafe date.tm_mday = 1
    unsafe date.tm_isdst = -1
    return unsafe mktime(&date)
  }()

  /// A bit for each command.
  private static let supported = [
    ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
    ZIP_SOURCE_FREE, ZIP_SOURCE_SUPPORTS,
  ].reduce(Int64(0)) { $0 | 1 << Int64($1.rawValue) }
}
