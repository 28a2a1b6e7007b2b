import Foundation
import HuibianDiagnostics
import HuibianOPC
import Testing

/// Opens documents of other programs and saves them, every part of XML written anew.
///
/// `HUIBIAN_ROUNDTRIP` names their folder; what is saved lies beside it, in `FOLDER-saved`.
/// `Tests/Roundtrip/compare.py` makes the comparison, with another program's Canonical XML.
struct RoundTripTests {
  private static let folder = ProcessInfo.processInfo.environment["HUIBIAN_ROUNDTRIP"]

  @Test(.enabled(if: folder != nil, "HUIBIAN_ROUNDTRIP names no folder"))
  func `opens and saves documents of other programs`() throws {
    let folder = URL(filePath: try #require(Self.folder), directoryHint: .isDirectory)
    let saved = folder.deletingLastPathComponent()
      .appending(path: folder.lastPathComponent + "-saved", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: saved, withIntermediateDirectories: true)
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "docx" }
    #expect(files.count >= 100)
    for file in files {
      var sink = DiagnosticSink()
      let name = file.lastPathComponent
      let package = OPCPackage.open(
        Array(try Data(contentsOf: file)), file: name, kind: .wordDocument, activeContent: .warn,
        sink: &sink)
      guard var package else {
        Issue.record("\(name): \(sink.summary.map { $0.text() })")
        continue
      }
      for part in package.partNames where part.extension == "xml" && !part.isRelationshipsPart {
        guard let bytes = package.bytes(of: part) else { continue }
        let document = try #require(
          XML.parse(bytes, file: name, part: part.text, sink: &sink), "\(name): \(part.text)")
        package.setPart(part, XML.serialize(document), contentType: nil)
      }
      for source in package.relationshipSources {
        package.setRelationships(package.relationships(of: source), of: source)
      }
      try Data(package.serialized()).write(to: saved.appending(path: name))
    }
  }
}
