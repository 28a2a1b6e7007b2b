package import HuibianDiagnostics
import HuibianTable

extension Configuration {
  static let keys = [
    "单位", "单位别名", "辖区", "数据", "列别名", "取值", "属地", "内容分类", "属地曾用名", "口径", "指标", "容许", "报告", "图片",
    "文档", "版式", "计分规则", "绩效框架",
  ]

  /// Reads a configuration; every mistake in it is reported.
  ///
  /// Nil only if it is no YAML mapping.
  package static func read(_ bytes: [UInt8], file: String, sink: inout DiagnosticSink)
    -> Configuration?
  {
    guard let root = YAMLNode.parse(bytes, file: file, sink: &sink),
      let fields = root.fields(keys, file, sink: &sink)
    else { return nil }
    var configuration = Configuration(file: file)
    configuration.office = fields["单位"]?.name("单位", sink: &sink)
    configuration.officeAliases = fields["单位别名"]?.names("单位别名", sink: &sink) ?? []
    configuration.area = fields["辖区"]?.name("辖区", sink: &sink)
    configuration.accepted = Self.readRules(fields["容许"], sink: &sink)
    configuration.measures = fields["指标"]
    configuration.scoringRules = fields["计分规则"]
    configuration.scoringFrames = fields["绩效框架"]
    configuration.readData(fields["数据"], sink: &sink)
    configuration.readNames(fields, sink: &sink)
    configuration.readSettings(fields["口径"], sink: &sink)
    configuration.readTrees(fields, sink: &sink)
    configuration.format = PageFormat.read(fields["版式"], sink: &sink)
    configuration.pictures = Self.readPaths(fields["图片"], "图片", sink: &sink)
    configuration.documents = Self.readPaths(fields["文档"], "文档", sink: &sink)
    for (key, value) in fields["报告"]?.pairs("报告", sink: &sink) ?? [] {
      guard let name = key.name("报告", sink: &sink) else { continue }
      configuration.readReport(name, key.location, value, sink: &sink)
    }
    configuration.checkMembers(sink: &sink)
    return configuration
  }

  /// Reports names in 收入 that are no report of one document, and no 文档.
  private func checkMembers(sink: inout DiagnosticSink) {
    let known = reports.filter { $0.each == nil }.map(\.name) + documents.keys.sorted()
    let keys = Set(known.map { nameKey($0) })
    for report in reports {
      for member in report.members where !keys.contains(nameKey(member)) {
        sink.report(
          .unknownName(
            "报告或文档", member, among: known.filter { $0 != report.name }, id: "unknown-document",
            at: report.membersLocation))
      }
    }
  }

  /// The rules of 容许; those that nobody can accept are reported.
  private static func readRules(_ node: YAMLNode?, sink: inout DiagnosticSink) -> [String] {
    var rules: [String] = []
    for item in node?.items() ?? [] {
      guard let rule = item.name("容许", sink: &sink) else { continue }
      if let refusal = Rule.refusal(of: rule) {
        sink.report(.unknownRule(refusal, at: item.location))
      } else {
        rules.append(rule)
      }
    }
    return rules
  }

  private mutating func readData(_ node: YAMLNode?, sink: inout DiagnosticSink) {
    for (key, value) in node?.pairs("数据", sink: &sink) ?? [] {
      guard let name = key.name("数据", sink: &sink) else { continue }
      data.append(
        DataEntry(ledger: name, files: value.names(name, sink: &sink), location: key.location))
    }
  }

  private mutating func readNames(_ fields: [String: YAMLNode], sink: inout DiagnosticSink) {
    for (key, value) in fields["列别名"]?.pairs("列别名", sink: &sink) ?? [] {
      guard let name = key.name("列别名", sink: &sink) else { continue }
      columnAliases.append(
        Located(
          name: name, value: value.names(name, sink: &sink), nameLocation: key.location,
          valueLocation: value.location))
    }
    for (key, value) in fields["取值"]?.pairs("取值", sink: &sink) ?? [] {
      guard let name = key.name("取值", sink: &sink) else { continue }
      var values: [String: String] = [:]
      for (theirs, ours) in value.pairs(name, sink: &sink) ?? [] {
        guard let theirs = theirs.name(name, sink: &sink), let ours = ours.name(name, sink: &sink)
        else { continue }
        values[theirs] = ours
      }
      synonyms.append(
        Located(
          name: name, value: values, nameLocation: key.location, valueLocation: value.location))
    }
  }

  private mutating func readSettings(_ node: YAMLNode?, sink: inout DiagnosticSink) {
    for (key, value) in node?.pairs("口径", sink: &sink) ?? [] {
      guard let name = key.name("口径", sink: &sink) else { continue }
      if name == "范围" {
        for (measure, scope) in value.pairs("范围", sink: &sink) ?? [] {
          guard let name = measure.name("范围", sink: &sink),
            let text = scope.name("范围", sink: &sink)
          else { continue }
          scopes.append(
            Located(
              name: name, value: text, nameLocation: measure.location,
              valueLocation: scope.location))
        }
      } else if let text = value.name(name, sink: &sink) {
        settings.append(
          Located(
            name: name, value: text, nameLocation: key.location, valueLocation: value.location))
      }
    }
  }

  private static func readPaths(
    _ node: YAMLNode?, _ what: String, sink: inout DiagnosticSink
  ) -> [String: String] {
    var result: [String: String] = [:]
    for (key, value) in node?.pairs(what, sink: &sink) ?? [] {
      guard let name = key.name(what, sink: &sink), let path = value.name(name, sink: &sink)
      else { continue }
      result[name] = path
    }
    return result
  }

  private mutating func readReport(
    _ name: String, _ place: Location, _ node: YAMLNode, sink: inout DiagnosticSink
  ) {
    guard
      let fields = node.fields(["模板", "期间", "截止日期", "输出", "逐个", "设置", "收入"], name, sink: &sink)
    else { return }
    var asOf: CivilDate?
    if let node = fields["截止日期"] { asOf = node.day("截止日期", sink: &sink) }
    if let node = fields["期间"], let text = node.name("期间", sink: &sink) {
      _ = Period.parse(text, at: node.textLocation, sink: &sink)
    }
    var texts: [String: String] = [:]
    for (key, value) in fields["设置"]?.pairs("设置", sink: &sink) ?? [] {
      guard let name = key.name("设置", sink: &sink), let text = value.text(name, sink: &sink)
      else { continue }
      texts[name] = text
    }
    var silent = DiagnosticSink()
    reports.append(
      Report(
        name: name, template: fields["模板"]?.name("模板", sink: &sink),
        period: fields["期间"]?.name("期间", sink: &silent),
        periodLocation: fields["期间"]?.textLocation ?? place, asOf: asOf,
        output: fields["输出"]?.name("输出", sink: &sink),
        outputLocation: fields["输出"]?.textLocation ?? place,
        each: fields["逐个"]?.name("逐个", sink: &sink), texts: texts,
        members: fields["收入"]?.names("收入", sink: &sink) ?? [],
        membersLocation: fields["收入"]?.location ?? place, location: place))
  }

  // MARK: Trees

  private mutating func readTrees(_ fields: [String: YAMLNode], sink: inout DiagnosticSink) {
    for (key, column, levels) in [
      ("属地", "问题属地", ["镇街", "村社区"]), ("内容分类", "内容分类", ["一级", "二级", "三级"]),
    ] {
      guard let node = fields[key] else { continue }
      trees[column] = readTree(node, key, column, levels, sink: &sink)
    }
    if let area {
      var tree =
        trees["问题属地"] ?? Tree(name: "问题属地", levels: ["镇街", "村社区"])
      if tree.hasMembers == false || tree.path(of: area) == nil { tree.aliases[area] = "" }
      trees["问题属地"] = tree
    }
    guard let node = fields["属地曾用名"] else { return }
    var tree = trees["问题属地"] ?? Tree(name: "问题属地", levels: ["镇街", "村社区"])
    for (key, value) in node.pairs("属地曾用名", sink: &sink) ?? [] {
      guard let present = key.name("属地曾用名", sink: &sink) else { continue }
      if tree.hasMembers, tree.path(of: present) == nil {
        sink.report(.unknownMember(present, of: tree, at: key.location))
        continue
      }
      let name = tree.hasMembers ? tree.path(of: present)?.last ?? present : present
      for former in readFormer(value, of: present, sink: &sink) {
        tree.aliases[former.name] = name
        if let last = former.last { tree.expiries[nameKey(former.name)] = last }
      }
    }
    trees["问题属地"] = tree
  }

  /// Former names: `老城镇`, a list of them, or `{名称: 老城镇, 至: 2023-06-30}` with the last day on which
  /// the name was right.
  private func readFormer(_ node: YAMLNode, of present: String, sink: inout DiagnosticSink)
    -> [(name: String, last: CivilDate?)]
  {
    let entries = node.isMapping ? [node] : node.items()
    return entries.compactMap { entry in
      guard entry.isMapping else { return entry.name(present, sink: &sink).map { ($0, nil) } }
      guard let fields = entry.fields(["名称", "至"], present, sink: &sink),
        let name = fields["名称"]?.name("名称", sink: &sink)
      else { return nil }
      return (name, fields["至"].flatMap { $0.day("至", sink: &sink) })
    }
  }

  private func readTree(
    _ node: YAMLNode, _ key: String, _ column: String, _ standard: [String],
    sink: inout DiagnosticSink
  ) -> Tree? {
    guard let fields = node.fields(["层级", "树"], key, sink: &sink) else { return nil }
    let levels = fields["层级"]?.names("层级", sink: &sink) ?? standard
    guard !levels.isEmpty, levels.count <= 6 else {
      sink.report(.wrongShape("层级", expected: "一至六个名称的列表", at: node.location))
      return nil
    }
    let roots = fields["树"].map { members($0, depth: levels.count, key, sink: &sink) } ?? []
    return Tree(name: column, levels: levels, roots: roots)
  }

  /// A mapping of name → what is below it, a list of names, or a list that mixes both.
  ///
  /// A name may have its division code: `东湖街道(110101001)`, or where nothing is below it
  /// `"110101001": 东湖街道`.
  private func members(
    _ node: YAMLNode, depth: Int, _ what: String, sink: inout DiagnosticSink
  ) -> [Tree.Member] {
    if node.isNull { return [] }
    guard depth > 0 else {
      sink.report(.tooDeep(what, at: node.location))
      return []
    }
    var result: [Tree.Member] = []
    var names: Set<String> = []
    func add(
      _ text: String, _ children: [Tree.Member], at place: Location, _ sink: inout DiagnosticSink
    ) {
      let (code, rest) = DivisionCode.split(nameKey(text))
      let name = code == nil ? text : rest
      guard !name.isEmpty else {
        sink.report(.codeWithoutName(text, at: place))
        return
      }
      guard names.insert(nameKey(name)).inserted else {
        sink.report(.duplicateKey(name, at: place))
        return
      }
      result.append(Tree.Member(name, code: code?.digits, children))
    }
    let entries: [YAMLNode] = node.isMapping ? [node] : node.items()
    for entry in entries {
      if entry.isMapping {
        for (key, value) in entry.pairs(what, sink: &sink) ?? [] {
          guard let name = key.name(what, sink: &sink) else { continue }
          if DivisionCode(nameKey(name)) != nil, !value.hasNothing, !value.isMapping,
            value.items().count == 1, let own = value.items()[0].name(what, sink: &sink)
          {
            add("\(own)(\(nameKey(name)))", [], at: key.location, &sink)
          } else if value.hasNothing {
            add(name, [], at: key.location, &sink)
          } else {
            add(name, members(value, depth: depth - 1, what, sink: &sink), at: key.location, &sink)
          }
        }
      } else if let name = entry.name(what, sink: &sink) {
        add(name, [], at: entry.location, &sink)
      }
    }
    return result
  }
}

extension Diagnostic {
  fileprivate static func tooDeep(_ what: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "tree-too-deep", "\(quoted(what))的树比“层级”多出一层", at: location,
      hints: ["在“层级”中补上这一层的名称，或删去这一层"])
  }
}

extension Diagnostic {
  fileprivate static func codeWithoutName(_ code: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "code-without-name", "代码\(quoted(code))没有名称", at: location,
      hints: ["写成“名称(代码)”，例如 东湖街道(110101001)"])
  }
}

extension YAMLNode {
  /// A day, `2024-10-31`; anything else is reported.
  fileprivate func day(_ what: String, sink: inout DiagnosticSink) -> CivilDate? {
    guard let text = name(what, sink: &sink) else { return nil }
    var silent = DiagnosticSink()
    let period = Period.parse(text, at: location, sink: &silent)
    if case .days(let range) = period?.kind, range.start == range.end { return range.start }
    sink.report(.wrongShape(what, expected: "日期，例如 2024-10-31", at: location))
    return nil
  }
}
