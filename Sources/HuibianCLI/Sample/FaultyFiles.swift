import HuibianDiagnostics

/// Files with one fault each, as they come from practice, for trying out what the program says.
enum FaultyFiles {
  struct File: Sendable {
    let name: String
    /// What is wrong with it, in one clause.
    let fault: String
    let bytes: [UInt8]

    init(_ name: String, _ fault: String, _ bytes: [UInt8]) {
      self.name = name
      self.fault = fault
      self.bytes = bytes
    }

    init(_ name: String, _ fault: String, _ text: String) {
      self.init(name, fault, Array(text.utf8))
    }
  }

  /// All faulty files; then a sound template that asks only for columns which they have, and the list
  /// of the faults.
  static var all: [File] {
    let files = cells + shapes + encodings + json + templates
    let list = files.map { "| `\($0.name)` | \($0.fault) |\n" }.joined()
    let text =
      "# 坏数据\n\n除 `通报.hb.md` 外，每个文件都有错（模板有三处，其余各一处）。用它们看看程序怎样指出错误：\n\n"
      + "    huibian compile SampleData/坏数据/通报.hb.md --data SampleData/坏数据/日期写错.csv"
      + " --period 2024年 --set 单位=示例区信访局\n\n"
      + "| 文件 | 错在哪里 |\n|---|---|\n" + list
    return files + [File("通报.hb.md", "", bulletin), File("说明.md", "", text)]
  }

  private static let bulletin = """
    ---
    文种: 通报
    ---
    # {{单位}}{{期间}}信访情况通报

    {{期间}}，共登记信访件{{信访总量}}，涉及{{信访总人次}}。其中接待群众来访{{来访批次}}，到期信访件办结率{{办结率}}。

    """

  // MARK: A sound file to start from

  private static let header =
    "信访件编号,登记日期,信访形式,信访人数,受理机构,内容分类,问题属地,限办截止日期,办结标志,办结日期,备注"

  private static let rows = [
    "X20240000001,2024-03-04,来信,1,示例区信访局,城乡建设_物业管理,青禾街道,2024-05-03,是,2024-04-12,",
    "X20240000002,2024-03-05,来访,6,示例区信访局,农业农村_惠农补贴,柳湾镇,2024-05-04,是,2024-04-20,",
    "X20240000003,2024-03-06,网上信访,1,示例区信访局,教育_入学入园,清溪街道,2024-05-05,是,2024-03-18,",
    "X20240000004,2024-03-07,来访,2,示例区信访局,交通运输_道路养护,白石镇,2024-05-06,否,,",
    "X20240000005,2024-03-08,来电,1,示例区信访局,民政_社会救助,云岭镇,2024-05-07,是,2024-04-01,",
  ]

  /// The sound file with some lines (counted from 1, the header included) put otherwise.
  private static func csv(_ changes: [Int: String] = [:], appending: [String] = []) -> String {
    let lines = ([header] + rows).enumerated().map { changes[$0 + 1] ?? $1 } + appending
    return "\u{FEFF}" + lines.map { $0 + "\r\n" }.joined()
  }

  private static func row(_ index: Int, _ old: String, _ new: String) -> String {
    guard let range = rows[index].firstRange(of: old) else {
      preconditionFailure("the sound row does not hold what is to be replaced")
    }
    return rows[index].replacingSubrange(range, with: new)
  }

  private static let cells = [
    File("日期写错.csv", "第3行的登记日期是2024-02-30", csv([3: row(1, "2024-03-05", "2024-02-30")])),
    File("没有登记日期.csv", "第4行的登记日期是空的", csv([4: row(2, "2024-03-06", "")])),
    File("人数不是数字.csv", "第5行的信访人数是“若干”", csv([5: row(3, "来访,2", "来访,若干")])),
    File(
      "同号不同件.csv", "第7行与第2行编号相同，内容不同",
      csv(appending: [row(0, "来信,1", "来信,3")])),
    File(
      "编号被表格软件改坏.csv", "第2、3行的编号变成了2.02E+11",
      csv([2: row(0, "X20240000001", "2.02E+11"), 3: row(1, "X20240000002", "2.02E+11")])),
    File(
      "单元格太长.csv", "第4行的备注有四万字",
      csv([4: rows[2] + String(repeating: "长", count: 40_000)])),
    File("控制字符.csv", "第3行里有NUL字符", csv([3: row(1, "柳湾镇", "柳湾\u{0}镇")])),
  ]

  private static let shapes = [
    File("列数不一.csv", "第4行只有3列", csv([4: "X20240000003,2024-03-06,网上信访"])),
    File("引号没有配对.csv", "第3行的引号没有结束", csv([3: row(1, "柳湾镇", "\"柳湾镇")])),
    File("引号后面有字.csv", "第3行的引号后面还有字", csv([3: row(1, "柳湾镇", "\"柳湾\"镇")])),
    File(
      "缺少编号列.csv", "没有信访件编号这一列",
      csv([1: header.replacingFirst("信访件编号", "序号")])),
    File(
      "缺少登记日期列.csv", "没有登记日期这一列",
      csv([1: header.replacingFirst("登记日期", "填表人意见")])),
    File(
      "列名重复.csv", "有两个登记日期列",
      csv([1: header.replacingFirst("办结日期", "登记日期")])),
    File(
      "认不出的表.csv", "不是已知的台账",
      "\u{FEFF}菜名,单价,份数\r\n红烧豆腐,12,3\r\n清炒时蔬,9,5\r\n"),
    File("只有表头.csv", "一行数据也没有", "\u{FEFF}" + header + "\r\n"),
    File(
      "期间不对.csv", "只有2022年的数据",
      csv().replacingAll("2024-", "2022-")),
    File("空文件.csv", "0字节", ""),
  ]

  private static let encodings = [
    File("混合编码.csv", "第4行是GB18030编码，其余是UTF-8", mixed),
    File("没有标记的UTF-16.csv", "UTF-16编码而没有字节顺序标记", utf16(csv().dropFirst())),
    File("两个字节顺序标记.csv", "列名前面多出一个看不见的字符", "\u{FEFF}" + csv()),
    File(
      "图片改名.csv", "其实是PNG图片",
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        + [UInt8](repeating: 0, count: 64)),
  ]

  private static var mixed: [UInt8] {
    let head = csv().split(separator: "\r\n", omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for (index, line) in head.enumerated() where !line.isEmpty {
      bytes += index == 3 ? gb18030(Array(line.utf8)) ?? [] : Array(line.utf8)
      bytes += [0x0D, 0x0A]
    }
    return bytes
  }

  private static func utf16(_ text: some StringProtocol) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  private static let record =
    #"{"信访件编号":"X20240000001","登记日期":"2024-03-04","信访形式":"来信","信访人数":1}"#

  private static let json = [
    File("截断.json", "文件在中间断了", "[\n" + record + ",\n{\"信访件编号\":\"X2024"),
    File("多余逗号.json", "最后一条记录后面多了逗号", "[\n" + record + ",\n]\n"),
    File("不是记录.json", "没有记录数组", #"{"code":0,"msg":"成功","data":{"total":0}}"# + "\n"),
    File(
      "两个数组.json", "有两个数组，分不清哪个是数据",
      "{\"今年\":[\n" + record + "],\n\"去年\":[\n" + record + "]}\n"),
    File(
      "键重复.json", "一条记录里信访形式写了两次",
      "[\n" + record.replacingFirst("\"信访人数\"", "\"信访形式\"") + "\n]\n"),
    File("不是数字.json", "信访人数写成了NaN", "[\n" + record.replacingFirst(":1}", ":NaN}") + "\n]\n"),
    File(
      "坏编码.json", "第2行有不合UTF-8的字节",
      Array("[\n{\"信访件编号\":\"X2024".utf8) + [0xC3, 0x28] + Array("\"}\n]\n".utf8)),
  ]

  private static let templates = [
    File(
      "模板三处错.hb.md", "指标写错、括号没配对、筛选的地名写错",
      """
      ---
      文种: 年度工作总结
      ---
      # {{单位}}工作总结

      全年接待群众来访{{来访批数}}。

      其中柳湾镇{{来访批次：问题属地=柳弯镇}}。

      办结率为{{办结率。

      """),
    File(
      "模板截断.docx", "下载时断了的Word文件",
      [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0] + Array("word/document.xml".utf8)
        + [UInt8](repeating: 0x5A, count: 200)),
    File(
      "旧版模板.docx", "旧版.doc改了名",
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)),
  ]
}

extension String {
  fileprivate func replacingSubrange(_ range: Range<Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }

  fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
    firstRange(of: old).map { replacingSubrange($0, with: new) } ?? self
  }

  fileprivate func replacingAll(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
