import Foundation
import Testing

/// The page of all messages (`Huibian.docc/Diagnostics.md`) against the sources.
@Suite struct DiagnosticsPageTests {
  /// Literals that look like an identifier and are none.
  static let others: Set = [
    "core-properties", "custom-properties", "extended-properties", "utf-16", "utf-16be", "utf-16le",
    "utf-8",
  ]

  private static let page = Manifest.root
    .appending(path: "Sources/Huibian/Huibian.docc/Diagnostics.md")

  let listed: [String]

  init() throws {
    listed = try String(contentsOf: DiagnosticsPageTests.page, encoding: .utf8)
      .matches(of: /(?m)^\| `([a-z0-9-]+)` \|/).map { String($0.1) }
  }

  @Test func `no identifier is listed twice`() {
    #expect(Set(listed).count == listed.count)
  }

  @Test(arguments: SourceFile.all)
  func `every identifier of a source file is listed`(file: SourceFile) throws {
    let text = try file.lines.joined(separator: "\n")
    // After a severity, as the answer of a `case`, or simply any word of several parts.
    var used = text.matches(of: /\.(?:error|warning|note),\s*"([a-z]+(?:-[a-z0-9]+)*)"/)
      .map { String($0.1) }
    used += text.matches(of: /"([a-z]+(?:-[a-z0-9]+)+)"/).map { String($0.1) }
    if file.path.hasSuffix("+Diagnostics.swift") {
      used += text.matches(of: /case [^"\n]*: "([a-z]+)"/).map { String($0.1) }
    }
    #expect(Set(used).subtracting(DiagnosticsPageTests.others).subtracting(listed) == [])
  }

  @Test func `the list of rules that the program has is that of the page`() throws {
    let groups = SourceFile.all.filter { $0.path.contains("/Rules/RuleGroup") }
    let order = ["+Data", "+Templates", "+Audit"]
    let text = try order.flatMap { part in
      try groups.filter { $0.path.contains(part) }.flatMap { try $0.lines }
    }.joined(separator: "\n")
    let rules = text.matches(of: /Rule\("([a-z0-9-]+)",\s*\.(\w+)/)
    #expect(rules.map { String($0.1) } == listed)
    // What can be said as a warning can be accepted; what is only a note cannot.
    let severities = try severities
    for rule in rules {
      let severity = severities[String(rule.1)] ?? ""
      if severity.contains("warning") {
        #expect(!["never", "needless"].contains(rule.2), "\(rule.1)")
      }
      #expect((rule.2 == "needless") == (severity == "note"), "\(rule.1)")
    }
  }

  /// What the page says of each identifier: `error`, `warning, error` ….
  private var severities: [String: String] {
    get throws {
      let page = try String(contentsOf: DiagnosticsPageTests.page, encoding: .utf8)
      let rows = page.matches(of: /(?m)^\| `([a-z0-9-]+)` \| ([a-z, ]+) \|/)
      return Dictionary(rows.map { (String($0.1), String($0.2)) }) { $1 }
    }
  }

  @Test func `every identifier that is listed is used`() throws {
    let text = try SourceFile.all.filter { !$0.path.contains("/Rules/") }
      .flatMap { try $0.lines }.joined(separator: "\n")
    #expect(listed.filter { !text.contains("\"\($0)\"") } == [])
  }

  /// In brackets, as in goldens, or at the beginning of a literal, behind its severity or alone.
  @Test func `every identifier is expected by some test`() throws {
    let tests = Manifest.root.appending(path: "Tests")
    let paths = FileManager.default.enumerator(atPath: tests.path(percentEncoded: false))?
      .compactMap { $0 as? String }
      .filter { path in
        !path.hasPrefix("ArchitectureTests/")
          && [".md", ".swift", ".txt"].contains { path.hasSuffix($0) }
      }
    var text = Data()
    for path in paths ?? [] { text += try Data(contentsOf: tests.appending(path: path)) }
    let missing = listed.filter { id in
      let forms =
        ["[\(id)]", "\"\(id)\"", "\"\(id) ", "\"\(id):"]
        + ["error", "warning", "note"].map { "\"\($0) \(id) " }
      return !forms.contains { text.range(of: Data($0.utf8)) != nil }
    }
    #expect(missing == [])
  }
}
