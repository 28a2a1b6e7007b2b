import HuibianDiagnostics
import HuibianOPC
import Testing

/// Parts as they stand in a package's zip, packed beforehand or when it is written.
struct PackedPartTests {
  @Test func `copies that differ in small parts give each its own`() throws {
    let part = try #require(PartName("word/a.xml"))
    var package = try open(DocumentFixture().bytes)
    package.setPart(part, Array("<a/>".utf8), contentType: "application/xml")
    try package.pack { _ in false }
    for text in ["<b/>", "<c/>", "<b/>", "<b/>"] {
      var copy = package
      copy.setPart(part, Array(text.utf8), contentType: nil)
      let read = try open(copy.serialized())
      #expect(read.bytes(of: part) == Array(text.utf8))
      #expect(try copy.serialized() == copy.serialized())
    }
  }

  @Test(arguments: [[0x50, 0x4B, 3, 4], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF, 0xE0]])
  func `what is compressed already is stored as it is`(signature: [UInt8]) throws {
    let part = try #require(PartName("word/media/a.bin"))
    let bytes = signature + [UInt8](repeating: 0x61, count: 5000)
    var package = try open(DocumentFixture().bytes)
    let few = try package.serialized().count
    package.setPart(part, bytes, contentType: "application/octet-stream")
    let file = try package.serialized()
    #expect(file.count > few + 5000)
    #expect(try open(file).bytes(of: part) == bytes)
    package.setPart(part, [0x50] + bytes.dropFirst(2), contentType: nil)
    #expect(try package.serialized().count < few + 1000)
  }

  private func open(_ bytes: [UInt8]) throws -> OPCPackage {
    var sink = DiagnosticSink()
    return try #require(
      OPCPackage.open(bytes, file: "甲.docx", kind: .wordDocument, sink: &sink))
  }

  @Test func `a package with parts packed beforehand gives the same bytes, and shows each change`()
    throws
  {
    let part = try #require(PartName("word/a.xml"))
    let other = try #require(PartName("word/b.xml"))
    var package = OPCPackage()
    for name in [part, other] {
      package.setPart(
        name, [UInt8](repeating: 0x61, count: 5000) + Array(name.text.utf8),
        contentType: "application/xml")
    }
    let plain = try package.serialized()
    try package.pack { $0 == part }
    #expect(package.isPacked(part))
    #expect(!package.isPacked(other))
    #expect(try package.serialized() == plain)
    var changed = package
    changed.setPart(part, Array("新".utf8), contentType: nil)
    #expect(!changed.isPacked(part))
    #expect(package.isPacked(part))
    #expect(changed.bytes(of: part) == Array("新".utf8))
    #expect(try changed.serialized().count < plain.count)
    #expect(try package.serialized() == plain)
  }
}
