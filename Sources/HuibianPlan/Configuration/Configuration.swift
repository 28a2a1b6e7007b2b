package import HuibianDiagnostics
package import HuibianTable

/// What does not change from report to report: a `huibian.yaml`.
package struct Configuration: Sendable {
  /// A report to make (报告).
  package struct Report: Hashable, Sendable {
    package let name: String
    /// 模板: a shipped template's name or a path.
    package let template: String?
    /// 期间, as typed; parse it at `periodLocation`.
    package let period: String?
    package let periodLocation: Location
    /// 截止日期.
    package let asOf: CivilDate?
    /// 输出: a path.
    package let output: String?
    package let outputLocation: Location
    /// 逐个: a dimension; one document for each member.
    package let each: String?
    /// 设置: texts for `{{…}}`, as `--set` gives them.
    package let texts: [String: String]
    /// 收入: names of reports or documents that it binds, in order.
    package let members: [String]
    package let membersLocation: Location
    package let location: Location
  }

  /// 数据: files of a ledger.
  package struct DataEntry: Hashable, Sendable {
    /// As typed; a catalogue knows it by name or alias.
    package let ledger: String
    package let files: [String]
    package let location: Location
  }

  /// As the user typed it.
  package let file: String
  /// 单位 and 单位别名.
  package var office: String?
  package var officeAliases: [String] = []
  /// 辖区.
  package var area: String?
  package var data: [DataEntry] = []
  /// 属地 and 内容分类, by column; with former names as aliases, the area above the roots.
  package var trees: [String: Tree] = [:]
  /// 容许: rule ids.
  package var accepted: [String] = []
  package var reports: [Report] = []
  /// 图片: name → path, for `{{@名}}`.
  package var pictures: [String: String] = [:]
  /// 文档: name → path or shipped template, for `{{插入 名}}`.
  package var documents: [String: String] = [:]
  /// 版式.
  package var format = PageFormat()
  /// 列别名: our column, or 台账.列 → headers.
  var columnAliases: [Located<[String]>] = []
  /// 取值: our column → the export's value → ours.
  var synonyms: [Located<[String: String]>] = []
  /// 口径: setting → value.
  var settings: [Located<String>] = []
  /// 口径: 范围: measure → 本级, 辖区 or 全部.
  var scopes: [Located<String>] = []
  /// 计分规则, 绩效框架.
  var scoringRules: YAMLNode?
  var scoringFrames: YAMLNode?
  /// 指标.
  var measures: YAMLNode?

  /// A value that somebody wrote under a name, with the places of both.
  struct Located<Value: Sendable>: Sendable {
    let name: String
    let value: Value
    let nameLocation: Location
    let valueLocation: Location
  }

  package init(file: String = "huibian.yaml") { self.file = file }

  /// All names of the office: 本级.
  package var officeNames: [String] { (office.map { [$0] } ?? []) + officeAliases }

  /// The context of a report, for what the configuration says.
  package func context(period: Period, asOf: CivilDate? = nil) -> Context {
    Context(officeNames: officeNames, area: area, period: period, asOf: asOf, trees: trees)
  }
}
