import HuibianDiagnostics
import HuibianOPC
import Testing

/// What a zip may not be, one fault each, and what it may.
struct ZipTests {
  typealias Entry = ZipFixture.Entry

  /// Ids and places of everything said about a document of these bytes.
  private func problems(_ bytes: [UInt8], _ limits: PackageLimits = PackageLimits()) -> [String] {
    var sink = DiagnosticSink()
    let package = OPCPackage.open(
      bytes, file: "甲.docx", kind: .wordDocument, limits: limits, sink: &sink)
    #expect((package == nil) == sink.hasErrors)
    return sink.diagnostics.map { "\($0.id) \($0.location.text)" }
  }

  private func problems(adding entry: Entry) -> [String] {
    problems(ZipFixture(DocumentFixture().entries + [entry]).bytes)
  }

  @Test func `an honest zip passes`() {
    #expect(problems(DocumentFixture().bytes) == [])
  }

  @Test(arguments: [
    "../../EVIL1.txt", "/etc/x", "word/..", "a\\b", "C:x", "a//b", "a/./b", "a\u{1}b", "a.", "..",
    "word/%2e%2e/%2e%2e/x", "a%5cb", "a%2fb",
  ])
  func `a name that could mean a place elsewhere is refused`(name: String) {
    #expect(problems(adding: Entry(name, "x")).map { $0.prefix(9) } == ["zip-name "])
  }

  @Test(arguments: ["word/．．/x.xml", "word/%252e%252e/x.xml", "[trash]/0000.dat"])
  func `a name that only looks like one passes`(name: String) {
    #expect(problems(adding: Entry(name, "x")) == [])
  }

  @Test(arguments: ["word/document.xml", "WORD/Document.xml"])
  func `a name twice is refused, whatever its case`(name: String) {
    #expect(problems(adding: Entry(name, "x")) == ["zip-duplicate 甲.docx(\(name))"])
  }

  @Test func `folders are skipped, folders with content refused`() {
    #expect(problems(adding: Entry("word/", "")) == [])
    #expect(problems(adding: Entry("word/", "x")) == ["zip-name 甲.docx(word/)"])
  }

  @Test func `links, encryption and other methods are refused`() {
    var link = Entry("a.xml", "/etc/hosts")
    link.madeBy = 3 << 8 | 20
    link.attributes = 0o120777 << 16
    #expect(problems(adding: link) == ["zip-symlink 甲.docx(a.xml)"])
    var secret = Entry("a.xml", "x")
    secret.flags |= 1
    #expect(problems(adding: secret) == ["zip-encrypted 甲.docx(a.xml)"])
    var bzip2 = Entry("a.xml", "x")
    bzip2.method = 12
    #expect(problems(adding: bzip2) == ["zip-method 甲.docx(a.xml)"])
  }

  @Test func `local and central header must agree`() {
    var name = Entry("a.xml", "x")
    name.localName = "b.xml"
    #expect(problems(adding: name) == ["zip-mismatch 甲.docx(a.xml)"])
    var method = ZipFixture.deflated("a.xml", [1])
    method.localMethod = 0
    #expect(problems(adding: method) == ["zip-mismatch 甲.docx(a.xml)"])
  }

  @Test func `a checksum that does not fit is told`() {
    var entry = Entry("a.xml", "x")
    entry.checksum = 1
    #expect(problems(adding: entry) == ["zip-checksum 甲.docx(a.xml)"])
  }

  @Test(arguments: [9, 11])
  func `a part that is longer or shorter than declared is told`(size: Int) {
    let digits = Array("0123456789".utf8)
    #expect(problems(adding: ZipFixture.deflated("a.xml", digits)) == [])
    let entry = ZipFixture.deflated("a.xml", digits, declaredSize: size)
    #expect(problems(adding: entry) == ["zip-data 甲.docx(a.xml)"])
  }

  @Test func `broken deflate is told`() {
    var entry = Entry("a.xml", [0xFF, 0xFF, 0xFF, 0xFF])
    entry.method = 8
    #expect(problems(adding: entry) == ["zip-data 甲.docx(a.xml)"])
  }

  @Test func `entries may not overlap`() {
    var fixture = ZipFixture(DocumentFixture().entries)
    let size = UInt32(fixture.entries[2].content.count + 10)
    fixture.entries[2].declaredSize = size
    fixture.entries[2].declaredCompressedSize = size
    #expect(problems(fixture.bytes) == ["zip-overlap 甲.docx(word/_rels/document.xml.rels)"])
    var shared = ZipFixture(DocumentFixture().entries)
    shared.entries[3].sharesFirst = true
    #expect(problems(shared.bytes) == ["zip-overlap 甲.docx(word/_rels/document.xml.rels)"])
  }

  @Test func `a file cut short, split, or with something after its end is told`() {
    let bytes = DocumentFixture().bytes
    #expect(problems(Array(bytes.dropLast(30))) == ["zip-truncated 甲.docx"])
    #expect(problems(Array(bytes.prefix(10))) == ["zip-truncated 甲.docx"])
    #expect(problems(bytes + [0, 0]) == ["zip-trailing 甲.docx"])
    #expect(problems(bytes + [0]) == ["zip-trailing 甲.docx"])
    var split = ZipFixture(DocumentFixture().entries)
    split.disk = 1
    #expect(problems(split.bytes) == ["zip-split 甲.docx"])
  }

  @Test func `a directory that lies about itself is told`() {
    var fixture = ZipFixture(DocumentFixture().entries)
    fixture.declaredCount = 3
    #expect(problems(fixture.bytes) == ["zip-damaged 甲.docx"])
    fixture.declaredCount = 5
    #expect(problems(fixture.bytes) == ["zip-damaged 甲.docx"])
    fixture.declaredCount = nil
    fixture.directoryOffset = 0xFFFF_FFF0
    #expect(problems(fixture.bytes) == ["zip-damaged 甲.docx"])
  }

  @Test func `comments, data descriptors and zip64 records are legal`() {
    var fixture = ZipFixture(DocumentFixture().entries)
    fixture.comment = Array("附注".utf8)
    fixture.entries[2].hasDescriptor = true
    #expect(problems(fixture.bytes) == [])
    fixture.comment = []
    fixture.isZip64 = true
    #expect(problems(fixture.bytes) == [])
  }

  @Test func `every cut and every flipped byte ends in a message or in a document`() {
    let bytes = DocumentFixture().bytes
    for length in stride(from: 0, to: bytes.count, by: 13) {
      #expect(problems(Array(bytes.prefix(length))).isEmpty == false)
    }
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var damaged = bytes
      damaged[index] ^= 0xFF
      _ = problems(damaged)
    }
  }

  @Test(arguments: [(-1, true), (0, true), (1, false)])
  func `limits hold to the byte`(excess: Int, isFine: Bool) {
    let bytes = DocumentFixture().bytes
    let sizes = DocumentFixture().entries.map(\.content.count)
    let cases: [(PackageLimits, Substring)] = [
      (PackageLimits(entries: 4 - excess), "zip-too-many-entries"),
      (PackageLimits(part: (sizes.max() ?? 0) - excess), "zip-too-large"),
      (PackageLimits(total: sizes.reduce(0, +) - excess), "zip-too-large"),
      (PackageLimits(file: bytes.count - excess), "file-too-large"),
    ]
    for (limits, id) in cases {
      let ids = problems(bytes, limits).map { $0.split(separator: " ")[0] }
      #expect(ids == (isFine ? [] : [id]))
    }
  }

  @Test(arguments: [(199, true), (200, true), (201, false)])
  func `the ratio counts only past the grace`(ratio: Int, isFine: Bool) {
    // The refusal comes before inflating; what passes fails when it is inflated.
    let entry = ZipFixture.deflated("a.xml", [0, 0, 0, 0, 0], declaredSize: 10 * ratio)
    let bytes = ZipFixture(DocumentFixture().entries + [entry]).bytes
    let id = isFine ? "zip-data" : "zip-ratio"
    #expect(problems(bytes, PackageLimits(ratioGrace: 1000)) == ["\(id) 甲.docx(a.xml)"])
    #expect(problems(bytes, PackageLimits(ratioGrace: 3000)) == ["zip-data 甲.docx(a.xml)"])
  }

  @Test func `a bomb is refused by what it declares`() {
    var entry = Entry("word/a.xml", [UInt8](repeating: 0, count: 100_000))
    entry.method = 8
    entry.declaredSize = 1 << 30
    #expect(problems(adding: entry) == ["zip-too-large 甲.docx(word/a.xml)"])
  }
}
