import Foundation
import Testing

/// Texts of personal columns are in nothing that the program writes or prints.
@Suite struct PrivacyTests {
  /// Headers that identify a person, each with a text that can stand nowhere else.
  static let seeds: [(header: String, text: String)] = [
    ("姓名", "甲乙丙丁"), ("身份证号", "110101190001010011"), ("手机号码", "19900001111"),
    ("住址", "无名巷九十九号"), ("概况", "此为概况之文字"), ("诉求内容", "此为诉求之文字"), ("经办人", "戊己庚辛"),
    ("工作单位", "子虚乌有公司"), ("SFZHM", "110101190001010029"), ("LXDH", "19900002222"),
    ("查询码", "QX7788ZZ"), ("来访人姓名", "壬癸子丑"),
  ]

  enum Form: String, CaseIterable { case utf8, gb18030, json }

  /// What can be wrong in a row; each makes messages that quote cells.
  static let rows: [(name: String, cells: [String])] = [
    ("right", ["A1", "2024-01-05", "来访", "3", "青禾街道", "是", "2024-01-06"]),
    ("bad date", ["A1", "明天", "来访", "3", "青禾街道", "是", "2024-01-06"]),
    ("bad number", ["A1", "2024-01-05", "来访", "三", "青禾街道", "是", "2024-01-06"]),
    ("unknown district", ["A1", "2024-01-05", "来访", "3", "没有这个镇", "是", "2024-01-06"]),
    ("dates in the wrong order", ["A1", "2024-01-05", "来访", "3", "青禾街道", "是", "2024-01-01"]),
    ("same number", ["A0", "2024-01-05", "来访", "3", "青禾街道", "是", "2024-01-06"]),
    ("too few cells", ["A1", "2024-01-05"]),
  ]

  @Test(arguments: Form.allCases, rows)
  func `nothing that is written or printed holds a personal text`(
    form: Form, row: (name: String, cells: [String])
  ) throws {
    let playground = try Playground()
    let name = form == .json ? "信访件.json" : "信访件.csv"
    try playground.put(form == .json ? json(row.cells) : csv(row.cells), at: "原.txt")
    try playground.put(
      "# 通报\n\n{{信访总量}}，{{来访人次}}。\n\n{{表 问题属地 × 信访总量 合计}}\n\n{{口径说明}}\n",
      at: "通报.hb.md")
    let encode = form == .gb18030 ? "iconv -f UTF-8 -t GB18030 原.txt > \(name)" : "cp 原.txt \(name)"
    let with = "--data \(name) --period 2024年 --set 单位=某区信访局"
    let outcome = try playground.run(
      """
      \(encode); rm 原.txt
      huibian compile 通报.hb.md \(with) -o 报告.docx --trace 来历.jsonl
      huibian compile 通报.hb.md \(with) --diagnostics json --strict -o 严.docx
      huibian check 通报.hb.md \(with)
      huibian inspect \(name)
      huibian stats 信访总量 来访人次 \(with) --by 问题属地 --format json
      huibian stats 信访总量 \(with) --by 姓名
      [ -f 报告.docx ] && unzip -p 报告.docx
      cat 来历.jsonl 2>/dev/null
      ls -A
      """)
    for seed in PrivacyTests.seeds {
      #expect(!outcome.stdout.contains(seed.text), "\(seed.header) in what was written")
      #expect(!outcome.stderr.contains(seed.text), "\(seed.header) in a message")
    }
    #expect(outcome.stdout.contains("信访件编号"), "inspect ran")
    if row.name == "right" {
      #expect(outcome.stdout.contains("来历.jsonl"), "compile ran: \(outcome.stderr)")
    }
  }

  @Test func `a document tells neither author nor machine`() throws {
    let playground = try Playground()
    let outcome = try playground.run(
      """
      huibian compile 年度工作总结-各项台账 --config SampleData/huibian.yaml -o 甲.docx 2>/dev/null
      unzip -p 甲.docx docProps/core.xml docProps/app.xml; echo
      unzip -p 甲.docx | grep -aoE "$(hostname)|$(id -un)@|$HOME|$PWD"
      unzip -Z -T 甲.docx | grep -aoE '[0-9]{8}\\.[0-9]{6}' | sort -u
      """)
    for word in [
      "creator", "lastModifiedBy", "created", "modified", "Company", "Manager", "Template",
    ] {
      #expect(!outcome.stdout.contains(word))
    }
    // One date for every entry, and it is not today's.
    let last = outcome.stdout.split(separator: "\n").suffix(2)
    #expect(last.last?.hasPrefix("1980") == true)
    #expect(last.first?.contains("xml") == true)
  }

  private func csv(_ cells: [String]) -> String {
    let header = "信访件编号,登记日期,信访形式,信访人数,问题属地,办结标志,办结日期"
    let first = "A0,2023-01-05,来访,2,青禾街道,是,2023-01-06"
    let names = PrivacyTests.seeds.map(\.header).joined(separator: ",")
    let texts = PrivacyTests.seeds.map(\.text).joined(separator: ",")
    return [header + "," + names, first + "," + texts, cells.joined(separator: ",") + "," + texts]
      .joined(separator: "\n") + "\n"
  }

  private func json(_ cells: [String]) -> String {
    let names = ["信访件编号", "登记日期", "信访形式", "信访人数", "问题属地", "办结标志", "办结日期"]
    let personal = PrivacyTests.seeds.map { "\"\($0.header)\":\"\($0.text)\"" }
    func record(_ cells: [String]) -> String {
      let own = zip(names, cells).map { "\"\($0)\":\"\($1)\"" }
      return "{" + (personal + own).joined(separator: ",") + "}"
    }
    return "["
      + [record(["A0", "2023-01-05", "来访", "2", "青禾街道", "是", "2023-01-06"]), record(cells)]
      .joined(separator: ",\n") + "]\n"
  }
}
