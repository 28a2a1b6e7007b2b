import Foundation
import Testing

/// The import law: a target imports only what stands above it in the table of `Package.swift`.
@Suite struct ImportLawTests {
  let manifest: Manifest

  init() throws { manifest = try Manifest() }

  /// Modules of the system that any layer may use.
  static let system: Set = ["Dispatch", "Glibc", "Swift", "Synchronization"]
  /// Layers that may import Foundation, each for a reason: the outside world, and tests.
  static let foundation: Set = ["HuibianCLI", "HuibianTestSupport"]

  @Test func `the table has every folder of Sources as a layer`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Manifest.root.appending(path: "Sources").path(percentEncoded: false))
    let swift = Set(SourceFile.all.map(\.layer))
    #expect(swift == Set(manifest.layers.map(\.name)))
    // What holds no Swift is a C library that some layer must have asked for.
    let imported = Set(manifest.layers.flatMap(\.imports))
    #expect(Set(folders).subtracting(swift).subtracting(imported) == [])
  }

  @Test func `no edge of the table leads upwards`() {
    var above: Set<String> = []
    for layer in manifest.layers {
      let own = layer.imports.filter { $0.hasPrefix("Huibian") }
      #expect(Set(own).subtracting(above) == [], "\(layer.name) imports what stands below it")
      above.insert(layer.name)
    }
  }

  @Test func `C libraries are seen by one layer each`() {
    let users = Dictionary(
      grouping: manifest.layers.flatMap { layer in
        layer.imports.filter { !$0.hasPrefix("Huibian") }.map { (library: $0, layer: layer.name) }
      }, by: \.library)
    for (library, layers) in users { #expect(layers.count == 1, "\(library)") }
  }

  @Test(arguments: SourceFile.all)
  func `a source file imports only what its layer may`(file: SourceFile) throws {
    let layer = try #require(manifest[file.layer])
    var allowed = Set(layer.imports).union(layer.products).union(ImportLawTests.system)
    if ImportLawTests.foundation.contains(layer.name) { allowed.insert("Foundation") }
    if layer.name == "HuibianTestSupport" { allowed.insert("Testing") }
    for (module, line) in try file.imports {
      #expect(allowed.contains(module), "\(file.path):\(line) imports \(module)")
    }
  }

  @Test(arguments: SourceFile.all)
  func `no source file reaches for the network or another program`(file: SourceFile) throws {
    let forbidden = [
      "URLSession", "FoundationNetworking", "Process(", "posix_spawn", "popen(", "dlopen(",
      "execv", " system(", "socket(",
    ]
    for (index, line) in try file.lines.enumerated() {
      for word in forbidden where line.contains(word) {
        Issue.record("\(file.path):\(index + 1) uses \(word)")
      }
    }
  }
}
