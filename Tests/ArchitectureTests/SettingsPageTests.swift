import Foundation
import Testing

/// The page on counting rules (`docs/统计口径.md`) against the settings that ship.
struct SettingsPageTests {
  @Test func `every setting is on the page with its default`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/统计口径.md"), encoding: .utf8)
    let settings = try String(
      contentsOf: root.appending(path: "Sources/HuibianPlan/Catalog/settings.yaml"),
      encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let lines = settings.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count > 20)
    for line in lines {
      let name = line.prefix { $0 != ":" }
      let standard = line.split(separator: "默认: ").last?.dropLast() ?? ""
      let row = rows.first { $0.hasPrefix("| \(name) | ") }
      #expect(row?.contains(" | \(standard)") == true, "\(name)")
    }
  }
}
