import Huibian
import HuibianDiagnostics

/// The last line of a run: what was made, and what a person still has to look at.
struct RunSummary: Hashable, Sendable {
  /// One document that was written, or those made one by one.
  struct Document: Hashable, Sendable {
    /// As the user named it; of those made one by one their folder or zip.
    let path: String
    /// How many were made one by one; nil: it is a single one.
    var count: Int?
    let figures: Int
    let charts: Int
    /// 【待填】 left for a person.
    let placeholders: Int
    /// Not printed in a report for the public.
    var withheld: Int?
  }

  var documents: [Document]
  var warnings: Int

  init(documents: [Document] = [], warnings: Int = 0) {
    self.documents = documents
    self.warnings = warnings
  }

  /// - Parameter count: Of documents made one by one, which the report sums up.
  mutating func add(_ report: ReportSummary, path: String, count: Int? = nil, warnings: Int) {
    documents.append(
      Document(
        path: path, count: count, figures: report.figures, charts: report.charts,
        placeholders: report.placeholders,
        withheld: report.withheld))
    self.warnings += warnings
  }

  /// `完成：已生成 年度工作总结-2024.docx（数字143处，图表2张，待填6处，警告2条）`, a line a document.
  ///
  /// What is zero is left out, except the figures.
  var text: String {
    documents.enumerated().map { index, document in
      var parts = ["数字\(document.figures)处"]
      if document.charts > 0 { parts.append("图表\(document.charts)张") }
      if document.placeholders > 0 { parts.append("待填\(document.placeholders)处") }
      if let withheld = document.withheld { parts.append("公开口径，不列出\(withheld)处") }
      if index == documents.count - 1, warnings > 0 { parts.append("警告\(warnings)条") }
      let name = visible(document.path, limit: 200)
      let path =
        if document.path == "-" {
          "写到标准输出"
        } else if let count = document.count {
          "生成\(count)份，写到 \(name)"
        } else {
          "生成 " + name
        }
      return "完成：已\(path)（\(parts.joined(separator: "，"))）"
    }.joined(separator: "\n")
  }
}
