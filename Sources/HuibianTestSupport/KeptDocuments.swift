package import Foundation
package import HuibianOPC
import Testing

/// The documents that tests write, for other programs to look at.
///
/// With `HUIBIAN_KEEP=FOLDER` each lies there once, named after its suite and test; without it nothing
/// happens. `Tests/Outputs/outputs.py` validates and opens them all.
package enum KeptDocuments {
  /// Nil: none is kept.
  package static let folder: URL? = ProcessInfo.processInfo.environment["HUIBIAN_KEEP"].map {
    URL(filePath: $0, directoryHint: .isDirectory)
  }

  /// Keeps a document under the name of the test that runs.
  ///
  /// - Parameters:
  ///   - name: Instead of the test's.
  ///   - template: What the document was made of. What is wrong in it is not held against the document.
  package static func keep(_ document: [UInt8], named name: String? = nil, template: [UInt8]? = nil)
  {
    guard let folder else { return }
    let test = Test.current
    let suite = (test?.sourceLocation.fileName ?? "Tests").prefix { $0 != "." }
    let title = (name ?? test?.name ?? "").filter { $0.isLetter || $0.isNumber }
    // The names of tests are long, and those of files may have 255 bytes.
    let stem =
      "\(suite)-"
      + String(decoding: title.utf8.prefix(150), as: UTF8.self).filter {
        $0 != "\u{FFFD}"
      }
    let file = stem + "-" + digest(document) + ".docx"
    do {
      try write(document, to: folder.appending(path: file))
      if let template, template.starts(with: [0x50, 0x4B]) {
        try write(template, to: folder.appending(path: "templates").appending(path: file))
      }
    } catch {
      Issue.record(error, "not kept: \(file)")
    }
  }

  package static func keep(_ package: OPCPackage, template: OPCPackage? = nil) {
    guard folder != nil else { return }
    do {
      keep(try package.serialized(), template: try template?.serialized())
    } catch {
      Issue.record(error, "not kept")
    }
  }

  private static func write(_ bytes: [UInt8], to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// FNV-1a of 64 bits, to tell the documents of one test apart.
  private static func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}
