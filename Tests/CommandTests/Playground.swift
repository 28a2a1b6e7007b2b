import Foundation
import HuibianTestSupport

/// An empty folder in which one command runs; removed afterwards.
struct Playground: ~Copyable {
  private let folder: URL

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the built program: that of the test bundle.
  static let products: URL = {
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let candidates = [bundle, root.appending(path: ".build/debug")]
    return candidates.first {
      FileManager.default.isExecutableFile(
        atPath: $0.appending(path: "huibian").path(percentEncoded: false))
    } ?? bundle
  }()

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "huibian-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["SampleData", "Templates"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: Playground.root.appending(path: name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func put(_ text: String, at path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: false, encoding: .utf8)
  }

  /// Runs a command line by `bash`. Paths of the folder and of the sources are taken out of the output.
  func run(_ command: String) throws -> CommandOutcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": Playground.products.path(percentEncoded: false) + ":/usr/local/bin:/usr/bin:/bin",
      "HOME": folder.path(percentEncoded: false), "LANG": "C.UTF-8",
      "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
    ]
    let output = folder.appending(path: ".stdout")
    let messages = folder.appending(path: ".stderr")
    for url in [output, messages] {
      try Data().write(to: url)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: messages)
    try process.run()
    process.waitUntilExit()
    if KeptDocuments.folder != nil { try keepDocuments() }
    return CommandOutcome(
      stdout: try text(of: output), stderr: try text(of: messages),
      status: process.terminationStatus)
  }

  /// The documents that the command wrote, and those that it was given.
  private func keepDocuments() throws {
    let here = folder.path(percentEncoded: false)
    for path in try FileManager.default.subpathsOfDirectory(atPath: here).sorted()
    where path.hasSuffix(".docx") && !folder.appending(path: path).isFolder {
      let name = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? path
      KeptDocuments.keep(Array(try Data(contentsOf: folder.appending(path: path))), named: name)
    }
  }

  private func text(of url: URL) throws -> String {
    String(decoding: try Data(contentsOf: url), as: UTF8.self)
      .replacingOccurrences(of: folder.path(percentEncoded: false), with: "$HERE")
      .replacingOccurrences(of: Playground.root.path(percentEncoded: false), with: "$SOURCES/")
  }
}

extension URL {
  fileprivate var isFolder: Bool {
    (try? resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
  }
}
