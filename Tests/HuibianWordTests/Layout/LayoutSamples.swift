import HuibianWord

/// A long invented report with everything that the layout knows. Also made into a .docx and measured
/// on its rendered pages when the layout changes.
enum LayoutSamples {
  /// The sentence of 40 Hanzi that running text is made of.
  static let sentence = "各级各部门坚持把解决群众合理诉求放在首位，压实首接首办责任，畅通渠道，依法分类处理，推动矛盾纠纷就地化解。"

  static func text(_ sentences: Int) -> String {
    String(repeating: sentence, count: sentences)
  }

  /// - Parameters:
  ///   - title: Any length.
  ///   - office: The name in the signature.
  ///   - date: The date in the signature.
  static func report(
    title: String = "某某市某某区信访局关于2022年度信访工作总结的报告", office: String = "某某区信访局",
    date: String = "2022年12月31日"
  ) -> [LayoutBlock] {
    [
      .title(title),
      .addressee("某某市信访局："),
      .paragraph("现将一年来的工作情况报告如下。" + text(4)),
      .heading(level: 1, text: "一、主要工作情况"),
      .paragraph(text(22)),
      .heading(level: 2, text: "（一）来信来访总量"),
      .paragraph(text(16)),
      .lead(heading: "（二）畅通信访渠道。", level: 2, text: text(3)),
      .heading(level: 3, text: "1.网上信访"),
      .paragraph("2022年1—10月共受理来信来访196件次，同比减少27件次，下降12.1%。" + text(2)),
      .lead(heading: "（1）做好登记。", level: 4, text: text(1)),
      .heading(level: 1, text: "二、各地情况"),
      .paragraph("各镇街情况见下表。"),
      .table(districts(rows: 34)),
      .paragraph(text(13)),
      .paragraph(text(5)),
      .annexList(["信访工作主要数据统计表", "本报告所用统计指标的口径说明以及各项数据的来源、计算方法和截止日期的说明"]),
      .signature(office: office, date: date),
      .note("（联系电话：略）"),
      .annexHeading("附件1"),
      .annexTitle("信访工作主要数据统计表"),
      .table(LayoutTable(header: [["指标", "本期"]], body: [["来信件数", "52件"]])),
      .annexHeading("附件2"),
      .annexTitle("本报告所用统计指标的口径说明以及各项数据的来源、计算方法和截止日期的说明"),
      .paragraph(text(2)),
    ]
  }

  static func districts(rows: Int) -> LayoutTable {
    let names = ["灵山镇", "城关街道", "东风乡", "开发区", "河西镇", "北岭街道", "南屏镇"]
    return LayoutTable(
      caption: "表1 各镇街来信来访情况", header: [["镇街", "来访批次", "来访人次", "来信件数", "办结率", "上年同期来信来访受理总量"]],
      body: (0..<rows).map { row in
        [
          names[row % names.count], "\(row + 3)", "\(row * 4 + 5)", "\(row * 3 + 2)",
          "\(60 + row).5%", "\(row * 7 + 110)",
        ]
      })
  }
}
