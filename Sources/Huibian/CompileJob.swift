package import HuibianPlan
import HuibianTable
import HuibianTemplate

/// One report to compile.
package struct CompileJob: Sendable {
  package var template: TemplateFile
  /// The shipped catalogue with the office's own additions.
  package var catalog: Catalog
  package var context: Context
  package var data: [DataFile]
  /// `--set`, and what the configuration says: name → text.
  package var texts: [String: String]
  /// Files that `{{@名}}` may show: name → path in the workspace. A name of ``texts`` may be one too.
  package var pictures: [String: String] = [:]
  /// Files that `{{插入 名}}` may insert, as ``pictures``.
  package var documents: [String: String] = [:]
  /// Reports that `{{插入 名}}` may insert, each with its own period and texts; ``documents`` go before.
  package var reports: [String: InsertableReport] = [:]
  /// The templates into which this one is being inserted, outermost first.
  var around: [String] = []
  /// The number of the first figure in the trace.
  var firstFigure = 1
  /// How often questions are answered already in the documents around, by their hashes.
  var occurrences: [UInt64: Int] = [:]
  /// The template, if it has been opened.
  var parsed: ParsedTemplate?
  /// Only to be checked: it may be without data.
  package var isCheck: Bool
  /// Whether the trace will be asked for; without it no record of a figure is kept, and a trace that is
  /// asked for all the same has the report written once more.
  package var isTraced = true
  /// 逐个: the dimension, as typed, for each member of which there is one document.
  package var each: String?

  package init(
    template: TemplateFile, catalog: Catalog, context: Context, data: [DataFile],
    texts: [String: String] = [:], isCheck: Bool = false
  ) {
    self.isCheck = isCheck
    self.template = template
    self.catalog = catalog
    self.context = context
    self.data = data
    self.texts = texts
  }

  /// All texts that tags may name, by folded name: those given, and what follows from the report.
  ///
  /// 单位 is the office's name; 期间, 年, 上年, 下年 and 截止日期 those of the report, 今天 the day of the run.
  /// A text that was given goes before one of the same name that follows.
  func texts(today: CivilDate) -> [String: String] {
    let year = context.period.year
    var result = [
      "期间": context.period.title, "年": String(year), "上年": String(year - 1),
      "下年": String(year + 1), "截止日期": context.asOf.chinese, "今天": today.chinese,
    ]
    if let office = context.officeNames.first { result["单位"] = office }
    if let area = context.area { result["辖区"] = area }
    for (name, text) in texts { result[folded(name)] = text }
    return result
  }
}

/// A report that another may insert.
package struct InsertableReport: Sendable {
  package let template: TemplateFile
  package let context: Context
  package let texts: [String: String]

  package init(template: TemplateFile, context: Context, texts: [String: String]) {
    self.template = template
    self.context = context
    self.texts = texts
  }
}

/// A template by the name that the user knows, and its bytes' place in the workspace.
package struct TemplateFile: Hashable, Sendable {
  /// As shown in messages and the trace.
  package let name: String
  /// As the workspace knows it.
  package let path: String
  /// Folders of parts (部分) that are looked through after that beside the template, each with its slash.
  package let partFolders: [String]
  /// 收入: the names that stand for `{{插入 各篇}}` in a text template, one after the other.
  package let members: [String]

  package init(
    name: String, path: String, partFolders: [String] = [], members: [String] = []
  ) {
    self.name = name
    self.path = path
    self.partFolders = partFolders
    self.members = members
  }
}

/// An export by name, and the ledger that the user says it is.
package struct DataFile: Hashable, Sendable {
  package let name: String
  /// Nil: recognise it.
  package let ledger: String?

  package init(_ name: String, ledger: String? = nil) {
    self.name = name
    self.ledger = ledger
  }
}
