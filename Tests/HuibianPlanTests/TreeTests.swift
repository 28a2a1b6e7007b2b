import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

private let places = Tree(
  name: "问题属地", levels: ["镇街", "村社区"],
  roots: [
    .init("东湖街道", [.init("甲社区"), .init("乙社区")]),
    .init("开平街道", [.init("甲社区"), .init("丙村")]),
    .init("开平镇"), .init("灵山镇"),
  ],
  aliases: ["示例区": "", "老城镇": "灵山镇"])

@Suite struct TreeTests {
  @Test(arguments: [
    ("东湖街道", 0, "东湖街道"), ("东湖街道", 1, "未细分"),
    ("东湖街道/甲社区", 0, "东湖街道"), ("东湖街道/甲社区", 1, "东湖街道/甲社区"),
    ("东湖街道办事处-乙社区", 1, "乙社区"), ("东湖街道办", 0, "东湖街道"), ("东湖办事处", 0, "东湖街道"),
    ("乙社区", 0, "东湖街道"), ("丙村", 0, "开平街道"),
    ("甲社区", 0, "甲社区"), ("甲社区", 1, "未细分"),
    ("开平街道办", 0, "开平街道"), ("开平办事处", 0, "开平办事处"),
    ("示例区/东湖街道/乙社区居委会", 1, "乙社区"), ("示例区", 0, "未细分"), ("老城镇", 0, "灵山镇"),
    ("灵山", 0, "灵山"), ("别处镇", 0, "别处镇"), ("别处镇", 1, "未细分"), ("", 0, ""), ("", 1, ""),
    ("开平街道/丙村村民委员会", 1, "丙村"), ("丙村委会", 1, "丙村"), ("开平/丙村", 0, "开平/丙村"),
    ("灵山镇人民政府", 0, "灵山镇"), ("市辖区/示例区/灵山镇", 0, "灵山镇"), ("市辖区", 0, "未细分"),
    ("110101001001", 0, "110101001001"), ("东湖街道/市辖区/乙社区", 1, "乙社区"),
    ("东湖街道／不知何处", 0, "东湖街道"), ("东湖街道／不知何处", 1, "未细分"),
  ])
  func `groups a value under a member of the level`(value: String, level: Int, label: String) {
    #expect(places.label(of: value, level: level) == label)
  }

  @Test(arguments: [
    ("城乡建设_征地_补偿", 0, "城乡建设"), ("城乡建设_征地_补偿", 2, "补偿"), ("城乡建设＞征地", 1, "征地"),
    ("城乡建设", 1, "未细分"), ("", 0, ""), ("/", 0, "/"),
  ])
  func `takes levels from separators where the tree has no members`(
    value: String, level: Int, label: String
  ) {
    let tree = Tree(name: "内容分类", levels: ["一级", "二级", "三级"])
    #expect(tree.label(of: value, level: level) == label)
    #expect(tree.isKnown(value))
  }

  private static let coded = Tree(
    name: "问题属地", levels: ["县区", "镇街", "村社区"],
    roots: [
      .init(
        "东城区", code: "110101",
        [
          .init("东湖街道", code: "110101001", [.init("甲社区", code: "110101001001"), .init("乙社区")]),
          .init("西山镇", code: "110101100"),
        ]),
      .init("东莞市", code: "441900", [.init("石碣镇", code: "441900101")]),
    ],
    aliases: ["老西山乡": "西山镇", "110101299": "西山镇"])

  @Test(arguments: [
    ("110101", ["东城区", "未细分", "未细分"], true), ("110101001", ["东城区", "东湖街道", "未细分"], true),
    ("110101001000", ["东城区", "东湖街道", "未细分"], true),
    ("110101001001", ["东城区", "东湖街道", "甲社区"], true),
    ("１１０１０１００１００１", ["东城区", "东湖街道", "甲社区"], true),
    // A village below a street that lists others is reported, and stays at the street.
    ("110101001009", ["东城区", "东湖街道", "未细分"], false),
    // A village below a town that lists none is rolled up.
    ("110101100205", ["东城区", "西山镇", "未细分"], true),
    ("110101099", ["东城区", "未细分", "未细分"], false),
    ("1101", ["未细分", "未细分", "未细分"], true), ("110000", ["未细分", "未细分", "未细分"], true),
    ("110102001", ["110102001", "未细分", "未细分"], false),
    ("441900101", ["东莞市", "石碣镇", "未细分"], true), ("4419", ["东莞市", "未细分", "未细分"], true),
    ("441900101203", ["东莞市", "石碣镇", "未细分"], true),
    ("东湖街道(110101001)", ["东城区", "东湖街道", "未细分"], true),
    ("110101001 东湖街道", ["东城区", "东湖街道", "未细分"], true),
    ("110101001-东湖街道办事处", ["东城区", "东湖街道", "未细分"], true),
    ("110101001/乙社区", ["东城区", "东湖街道", "乙社区"], true),
    ("北京市/市辖区/110101001", ["东城区", "东湖街道", "未细分"], true),
    ("某名/110101100", ["东城区", "西山镇", "未细分"], true),
    // Name and code contradict each other.
    ("西山镇(110101001)", ["西山镇(110101001)", "未细分", "未细分"], false),
    ("110101299", ["东城区", "西山镇", "未细分"], true), ("老西山乡", ["东城区", "西山镇", "未细分"], true),
    ("1.10101E+11", ["1.10101E+11", "未细分", "未细分"], false),
  ])
  func `finds members by division codes, beside names or alone`(
    value: String, labels: [String], isKnown: Bool
  ) {
    #expect((0..<3).map { Self.coded.label(of: value, level: $0) } == labels)
    #expect(Self.coded.isKnown(value) == isKnown)
  }

  @Test(arguments: [
    ("110101001009", ["110101", "110101001", "110101001009"]),
    ("110101001000", ["110101", "110101001", "未细分"]), ("1101", ["未细分", "未细分", "未细分"]),
    ("东城区/东湖街道", ["东城区", "东湖街道", "未细分"]),
  ])
  func `rolls codes up by their digits where no tree lists members`(
    value: String, labels: [String]
  ) {
    let tree = Tree(name: "问题属地", levels: ["县区", "镇街", "村社区"])
    #expect((0..<3).map { tree.label(of: value, level: $0) } == labels)
  }

  @Test func `takes a city that lists itself as its county for one`() {
    let tree = Tree(
      name: "问题属地", levels: ["市", "县区", "镇街"],
      roots: [.init("东莞市", [.init("东莞市", [.init("石碣镇")])]), .init("嘉峪关市")])
    #expect(tree.label(of: "东莞市", level: 0) == "东莞市")
    #expect(tree.label(of: "东莞市", level: 1) == "未细分")
    #expect(tree.label(of: "东莞市/石碣镇", level: 2) == "石碣镇")
    #expect(tree.label(of: "东莞市/东莞市/石碣镇", level: 1) == "东莞市")
  }

  @Test func `never guesses among members that share a name or a stem`() {
    let tree = Tree(
      name: "问题属地", levels: ["市", "县区"],
      roots: [
        .init("石家庄市", [.init("桥西区"), .init("新华区")]), .init("邢台市", [.init("桥西区")]),
        .init("青岛市", [.init("灵山街道"), .init("灵山镇")]),
      ])
    #expect(!tree.isKnown("桥西区"))
    #expect(tree.parents(ofAmbiguous: "桥西区") == ["石家庄市", "邢台市"])
    #expect(tree.label(of: "邢台市桥西区", level: 1) == "未细分")
    #expect(tree.label(of: "邢台市/桥西区", level: 1) == "邢台市/桥西区")
    #expect(tree.members(level: 1) == ["石家庄市/桥西区", "新华区", "邢台市/桥西区", "灵山街道", "灵山镇"])
    #expect(!tree.isKnown("灵山"))
    #expect(tree.members(beginning: "灵山") == ["灵山街道", "灵山镇"])
    #expect(!tree.isKnown("灵山办事处"))
    #expect(tree.label(of: "灵山街道办", level: 1) == "灵山街道")
  }

  @Test func `knows its members`() {
    #expect(places.isKnown("东湖街道办"))
    #expect(!places.isKnown("灵山"))
    #expect(!places.isKnown("甲社区"))
    #expect(places.parents(ofAmbiguous: "甲社区") == ["东湖街道", "开平街道"])
    #expect(places.members(level: 0) == ["东湖街道", "开平街道", "开平镇", "灵山镇"])
    #expect(places.members(level: 1) == ["东湖街道/甲社区", "乙社区", "开平街道/甲社区", "丙村"])
    #expect(places.contains("东湖街道/乙社区", in: "东湖街道"))
    #expect(!places.contains("灵山镇", in: "东湖街道"))
    #expect(!places.contains("别处镇", in: "示例区"))
    #expect(places.contains("灵山镇", in: "示例区"))
  }

  @Test func `reads dimensions`() throws {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    let ledger = try #require(catalog.ledger("信访件"))
    func parse(_ text: String) -> DimensionReference? {
      DimensionReference.parse(
        text, ledger: ledger, trees: ["问题属地": places], at: .command, sink: &sink)
    }
    #expect(parse("问题属地")?.level == 0)
    #expect(parse("问题属地．村社区")?.level == 1)
    #expect(parse("内容分类.二级")?.level == 1)
    #expect(parse("信访形式") == DimensionReference(column: "信访形式", name: "信访形式"))
    #expect(parse("月份") == DimensionReference(column: nil, unit: .month, name: "月份"))
    #expect(parse("办结日期.季度")?.unit == .quarter)
    #expect(parse("WTSD")?.column == "问题属地")
    #expect(sink.diagnostics == [])
    #expect(parse("问题属低") == nil)
    #expect(parse("问题属地.县区") == nil)
    #expect(parse("信访人数") == nil)
    #expect(
      sink.diagnostics.map { [$0.message] + $0.hints } == [
        ["台账“信访件”没有维度“问题属低”", "是不是“问题属地”"],
        ["维度“问题属地.县区”没有这一层级", "可用的层级：镇街、村社区"],
        ["“信访人数”是数，不能用来分组", "换成文字、日期或层级的列"],
      ])
  }

  @Test func `lists members in tree order, then as they appear, the empty ones last`() throws {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    let ledger = try #require(catalog.ledger("信访件"))
    let table = Table(
      ledger: "信访件",
      columns: [
        "问题属地": .coded(CodedColumn(["别处镇", "灵山镇", "", "东湖街道/甲社区"])),
        "信访形式": .coded(CodedColumn(["来访", "来信", "来访", "来访"])),
      ], places: RowPlaces(file: "a.csv", lines: [2, 3, 4, 5]))
    let period = Period(.months(2022, 1, 3))
    func members(_ dimension: DimensionReference) -> [String] {
      dimension.members(in: table, ledger: ledger, trees: ["问题属地": places], period: period)
    }
    #expect(
      members(DimensionReference(column: "问题属地", level: 0, name: "问题属地"))
        == ["东湖街道", "开平街道", "开平镇", "灵山镇", "别处镇", ""])
    #expect(members(DimensionReference(column: "信访形式", name: "信访形式")) == ["来访", "来信"])
    #expect(
      members(DimensionReference(column: nil, unit: .month, name: "月份"))
        == ["2022-01", "2022-02", "2022-03"])
  }
}
