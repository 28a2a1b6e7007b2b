import HuibianDiagnostics
import HuibianTestSupport
import Testing

@testable import HuibianOPC

/// Zips that are written from their first byte to their last.
struct ArchiveTests {
  /// Names and contents of a zip, as our own reader finds them.
  private func entries(of bytes: [UInt8], most: Int = 2000) throws -> [(name: String, [UInt8])] {
    let directory = try ZipDirectory(bytes, PackageLimits(entries: most))
    let reader = try ZipReader(bytes, directory)
    return try directory.entries.map { ($0.name, try reader.bytes(of: $0)) }
  }

  private func archive(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive = Archive()
    var bytes: [UInt8] = []
    for file in files { bytes += archive.header(of: file.name, file.bytes) + file.bytes }
    return bytes + archive.end
  }

  @Test func `what goes into an archive comes out of it`() throws {
    let files: [(name: String, bytes: [UInt8])] = [
      ("通报-甲街道.docx", Array("PK甲".utf8)), ("b.docx", []), ("c.docx", [0, 255, 10]),
    ]
    let bytes = archive(files)
    let found = try entries(of: bytes)
    #expect(found.map(\.name) == files.map(\.name))
    #expect(found.map(\.1) == files.map(\.bytes))
    #expect(archive(files) == bytes)
  }

  @Test func `more entries than sixteen bits can count are counted in zip64`() throws {
    let bytes = archive((0..<65_536).map { ("\($0).docx", [UInt8(truncatingIfNeeded: $0)]) })
    #expect(try entries(of: bytes, most: 70_000).count == 65_536)
  }

  @Test func `an entry past four gigabytes has its place in zip64`() throws {
    var frame = ZipFrame()
    let large = 0xFFFF_0000
    for name in ["a", "b", "c"] {
      _ = frame.header(
        of: .init(name: name, method: 0, crc: 7, compressedSize: large, size: large))
    }
    let end = ZipBytes(frame.end())
    var headers: [ZipHeader] = []
    var offset = 0
    while let header = ZipHeader(end, at: offset) {
      headers.append(header)
      offset = header.end
    }
    let step = large + 31
    #expect(headers.map(\.name) == ["a", "b", "c"])
    #expect(headers.map(\.localOffset) == [0, step, 2 * step])
    #expect(end.u32(offset) == ZipBytes.end64Signature)
    #expect(end.u64(offset + 48) == 3 * step)
  }
}
