import Huibian
import HuibianDiagnostics
import HuibianOPC
import Testing

/// Templates whose numbers mean nothing.
struct HostileNumbersTests {
  private static func isNumber(_ attribute: XML.Attribute) -> Bool { Int(attribute.value) != nil }

  private func compile(_ value: String, where isPicked: (XML.Element) -> Bool) async throws {
    let outcome = try await RichTemplate.compiled(body: RichTemplate.body(inserting: 1)) {
      element in
      guard isPicked(element) else { return }
      if element.name.local == "posOffset" { element.children = [.text(value)] }
      for index in element.attributes.indices where Self.isNumber(element.attributes[index]) {
        element.attributes[index].value = value
      }
    }
    #expect(outcome.report != nil || outcome.sink.hasErrors)
  }

  @Test(arguments: ["-1", "9223372036854775807"])
  func `no numbers of a few kinds of elements bring the compiler down`(value: String) async throws {
    var names: Set<XML.Name> = []
    _ = try await RichTemplate.compiled { element in
      if element.attributes.contains(where: Self.isNumber) { names.insert(element.name) }
    }
    #expect(names.count > 40)
    // A few at a time: each change alone would take minutes.
    let sorted = names.sorted { ($0.prefix, $0.local) < ($1.prefix, $1.local) }
    for start in stride(from: 0, to: sorted.count, by: 4) {
      let few = Set(sorted[start..<min(start + 4, sorted.count)])
      try await compile(value, where: { few.contains($0.name) })
    }
    try await compile(value, where: { $0.name.local == "posOffset" })
  }

  /// All at once, but for what ties elements together, without which little would be done.
  @Test(arguments: [
    "0", "-1", "1", "2147483647", "2147483648", "-9223372036854775808", "abc", "",
  ])
  func `no numbers everywhere bring the compiler down`(value: String) async throws {
    let ties = ["numId", "abstractNumId", "num", "abstractNum", "pStyle", "footnoteReference"]
    try await compile(value) { !ties.contains($0.name.local) }
    try await compile(value) { _ in true }
  }

  @Test func `the template that the numbers are changed in compiles`() async throws {
    let outcome = try await RichTemplate.compiled()
    let report = try #require(outcome.report, "\(outcome.messages)")
    #expect(report.summary.charts == 12)
    #expect(outcome.sink.diagnostics.filter { $0.severity == .error }.isEmpty)
  }
}
