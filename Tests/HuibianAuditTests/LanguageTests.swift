import HuibianDiagnostics
import HuibianOPC
import Testing

@testable import HuibianAudit

@Suite struct `language of a document` {
  private static func findings(_ texts: [String]) -> [Diagnostic] {
    LanguageRules().findings(
      texts.enumerated().map {
        AuditedParagraph(
          text: $1,
          location: .paragraph(file: "a.docx", part: "word/document.xml", place: "第\($0 + 1)段"),
          isInBody: true)
      })
  }

  /// A text, the rule that it breaks, and what to write instead; empty where the rule has one remedy.
  @Test(arguments: [
    ("群体访下降2.5倍", "decrease-in-times", ""), ("数量减少了一倍", "decrease-in-times", ""),
    ("来访批次同比下降-3.2%", "signed-twice", ""), ("满意率上升1.2%个百分点", "points-in-percent", "1.2个百分点"),
    ("按期答复率97.2%，同比上升1.5%", "rate-change-in-percent", ""),
    ("约300件左右", "hedged-twice", ""), ("近200余人", "hedged-twice", ""), ("至少三个以上", "hedged-twice", ""),
    ("1-10月，共受理", "hyphen-in-range", "1—10月"), ("2023-2024年", "hyphen-in-range", "2023—2024年"),
    ("100-150件", "hyphen-in-number-range", "100～150件"),
    ("10%~15%", "hyphen-in-number-range", "10%～15%"),
    ("13～17万元", "unit-dropped-in-range", "13万～17万元"),
    ("15—30%", "unit-dropped-in-range", "15%—30%"),
    ("共１２３件", "full-width-digit", "123"), ("65.6％", "full-width-digit", "%"),
    ("走访群众3千人", "mixed-numeral", ""), ("办结2百余件", "mixed-numeral", ""),
    ("增长.46%", "no-leading-zero", "0.46"), ("25年1月", "short-year", ""), ("'25年度", "short-year", ""),
    ("2025年01月05日", "padded-date", "2025年1月5日"), ("2025年1月05日", "padded-date", "2025年1月5日"),
    ("2025.1.5前完成", "point-in-date", "2025年1月5日"), ("于2025/12/31前", "point-in-date", "2025年12月31日"),
    ("2025年2月29日", "no-such-day", ""), ("二零二五年", "zero-in-year", "二〇二五年"),
    ("等了三、四个月", "comma-in-approximate", "三四个"),
    ("《信访工作条例》、《办法》", "comma-between-titles", "》《"),
    ("加强领导,落实责任", "half-width-punctuation", "，"), ("如下:一是", "half-width-punctuation", "："),
    ("信访局(办公室)负责", "half-width-bracket", "（办公室）"), ("推进\"最多访一次\"改革", "straight-quote", "“最多访一次”"),
    ("工作完成.", "full-stop-point", "。"), ("等等...", "short-ellipsis", "……"),
    ("等等。。。", "short-ellipsis", "……"),
    ("信访--群众工作", "short-dash", "——"), ("完成，。", "doubled-punctuation", "。"),
    ("，共受理10件", "mark-at-start", ""), ("一.主要工作", "number-mark", "一、"),
    ("（一）、接访", "number-mark", "（一）"),
    ("1、接访", "number-mark", "1."), ("第一、加强领导", "number-mark", "第一，"),
    ("区信发[2025]1号", "document-number", "〔2025〕1号"), ("（2025）第01号", "document-number", "〔2025〕1号"),
    ("表1 各镇街来访情况。", "caption-stop", ""), ("共受理 12 件", "blank-in-text", ""),
    ("共1，234件", "split-number", ""), ("“最多访一次改革", "unpaired-mark", ""),
    ("改革）", "unpaired-mark", ""),
    ("{{来访批次}}", "unfilled", ""), ("【待填：困难】", "unfilled", ""), ("共受理xxx件", "unfilled", ""),
  ])
  func `breaks a rule`(text: String, rule: String, instead: String) {
    let found = Self.findings([text])
    #expect(found.map(\.id) == [rule], "\(found.map(\.message))")
    if !instead.isEmpty { #expect(found.first?.hints == ["写作：\(instead)"]) }
  }

  @Test(arguments: [
    "2024年，共受理群众来信来访1234件次，同比减少27件次，下降15.9%。其中：来信35件，占26.7%；来访143批次166人次。",
    "1—10月，按期答复率97.2%，同比上升1.5个百分点；平均办理30.2天，同比缩短11.3天，下降27.2%。",
    "来访批次是上年同期的2.5倍，增加到3倍。", "发放宣传资料1200余份，约300件，三个月以上。", "100～150件，13万～17万元，15%～30%。",
    "2025年1月5日至2025年12月31日", "电话0571-88886666，编号XF-2024-0012，网址www.example.com。",
    "3千米、5千克、2千瓦时、百分之三",
    "“一把手”“两手抓”，《条例》《办法》（以下简称“条例”）。", "一、主要工作", "（一）接访。领导接访12次。", "1.领导接待日", "第一，加强领导",
    "区信发〔2025〕1号", "二〇二五年一月", "三四个月，十五六人；一、二、三类", "城乡建设（35件，占17.9%）、劳动和社会保障（20件）等",
    "分别下降15.9%、13.3%。", "信访——群众工作……", "表1 各镇街来访情况", "GB/T 9704-2012", "11月上旬有3次，第25年会", "下午3:30开会",
    "“12·4”宣传日", "0.46%", "1/3的镇街", "满意率100%，办结率65.6%，同比持平。", "同比增加5批次（上年同期为零）；", "约500件。3人以上",
  ])
  func `is right`(text: String) {
    let found = Self.findings([text])
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test func `has numbers that follow each other`() {
    let found = Self.findings([
      "一、主要工作", "（一）接访", "1.领导接待日", "2.带案下访", "（二）办信", "1.来信", "3.网上信访", "（四）督查", "三、存在的问题",
      "四、下年打算", "1.抓接访", "2.抓办信", "十一、其他",
    ])
    #expect(Set(found.map(\.id)) == ["number-out-of-sequence"])
    #expect(
      found.map { "\($0.location.text.split(separator: ":").last ?? "") \($0.message)" } == [
        "第7段 “3.”：序号不连续，应为“2.”（GB/T 9704-2012 7.3.3）",
        "第8段 “（四）”：序号不连续，应为“（三）”（GB/T 9704-2012 7.3.3）",
        "第9段 “三、”：序号不连续，应为“二、”（GB/T 9704-2012 7.3.3）",
        "第13段 “十一、”：序号不连续，应为“五、”（GB/T 9704-2012 7.3.3）",
      ])
  }

  @Test func `numbers begin again in a document that is bound with others`() {
    var sequence = HeadingSequence()
    for text in ["一、甲", "二、乙", "（一）丙"] { #expect(sequence.take(text) == nil) }
    sequence.beginSection()
    for text in ["某区信访局通报", "一、丁", "二、戊"] { #expect(sequence.take(text) == nil) }
    sequence.beginSection()
    #expect(sequence.take("三、己") == nil)
    #expect(sequence.take("一、庚")?.expected == "四、")
  }

  @Test func `says where, what, and what to write`() {
    let found = Self.findings(["导语。", "经统计，1-10月共受理12件。"])
    #expect(
      found.map { $0.text() } == [
        """
        a.docx(word/document.xml):第2段: 错误: “经统计，1-10月共受理1”：起止之间用一字线“—”，不用短横线（GB/T 15835-2011 5.1.3、GB/T 15834-2011 4.13） [hyphen-in-range]
          提示: 写作：1—10月
        """
      ])
  }
}
