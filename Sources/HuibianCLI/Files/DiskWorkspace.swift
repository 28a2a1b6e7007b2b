import Glibc
import Huibian
import HuibianReaders
import HuibianTable

/// The real world: files of the disk, standard input, and the clock.
struct DiskWorkspace: Workspace {
  /// Is told how far the reading of data is; nil: nobody looks.
  let progress: ReadingProgress?

  /// Today in the machine's time zone.
  var today: CivilDate {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CivilDate(Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
      ?? CivilDate(days: 0)
  }

  /// The bytes of a small file, whole.
  ///
  /// - Parameter limit: In bytes; a larger file is an error.
  func bytes(of name: String, limit: Int) throws(SourceError) -> [UInt8] {
    let source = try FileSource(name)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    var result: [UInt8] = []
    while true {
      let count = try source.read(into: chunk, at: result.count)
      guard count > 0 else { return result }
      result += chunk[..<count]
      if result.count > limit {
        throw SourceError(message: "文件超过\(limit / 1_048_576)MB的上限")
      }
    }
  }

  func names(in folder: String) -> [String] {
    fileNames(in: folder.isEmpty ? "." : folder) ?? []
  }

  /// A data file, to be read in pieces; `-` is standard input.
  func source(_ name: String) throws(SourceError) -> any ByteSource {
    try FileSource(name, progress: progress)
  }
}
