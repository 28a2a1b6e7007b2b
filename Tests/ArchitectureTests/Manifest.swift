import Foundation
import Testing

/// The layering table of `Package.swift`, read as text: a test must not trust the build with it.
struct Manifest {
  struct Layer {
    let name: String
    /// Huibian's own targets, system libraries included.
    let imports: [String]
    /// Modules of other packages.
    let products: [String]
  }

  let layers: [Layer]

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  init() throws {
    let text = try String(
      contentsOf: Manifest.root.appending(path: "Package.swift"), encoding: .utf8)
    let table = text.components(separatedBy: "let layers: [Layer] = [").dropFirst().first ?? ""
    let body = table.components(separatedBy: "\n]").first ?? ""
    layers = body.components(separatedBy: "Layer(").dropFirst().compactMap(Layer.init(text:))
  }

  subscript(_ name: String) -> Layer? { layers.first { $0.name == name } }
}

extension Manifest.Layer {
  init?(text: String) {
    guard let name = text.firstMatch(of: /name:\s*"(\w+)"/)?.1 else { return nil }
    self.name = String(name)
    let list = text.firstMatch(of: /imports:\s*\[([^\]]*)\]/)?.1 ?? ""
    imports = list.matches(of: /"(\w+)"/).map { String($0.1) }
    let others = text.firstMatch(of: /products:\s*\[([^\]]*)\]/)?.1 ?? ""
    products = others.matches(of: /\("(\w+)",/).map { String($0.1) }
  }
}

/// A Swift file under `Sources`.
struct SourceFile: Sendable, CustomTestStringConvertible {
  let layer: String
  /// From the root of the package.
  let path: String

  var testDescription: String { path }

  var lines: [String] {
    get throws {
      try String(contentsOf: Manifest.root.appending(path: path), encoding: .utf8)
        .components(separatedBy: "\n")
    }
  }

  /// The modules that the file imports, each with its line, counted from 1.
  var imports: [(module: String, line: Int)] {
    get throws {
      try lines.enumerated().compactMap { index, line in
        let pattern =
          /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:package|public|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
        return line.firstMatch(of: pattern).map { (String($0.1), index + 1) }
      }
    }
  }

  static let all: [SourceFile] = {
    let sources = Manifest.root.appending(path: "Sources")
    let paths = FileManager.default.enumerator(atPath: sources.path(percentEncoded: false))?
      .compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { path in
      SourceFile(layer: String(path.prefix { $0 != "/" }), path: "Sources/" + path)
    }
  }()
}
