import HuibianOPC
import HuibianWord
import Testing

struct TitleBreakingTests {
  private func lines(_ title: String) -> [String] {
    let characters = Array(title)
    let edges = [0] + TitleBreaking(title).breaks + [characters.count]
    return zip(edges, edges.dropFirst()).map { String(characters[$0..<$1]) }
  }

  @Test(arguments: [
    ["2022年上半年信访工作总结"],
    ["某某区信访局2022年度信访工作总结"],
    ["某某市某某区信访局关于", "2022年度信访工作总结的报告"],
    ["关于开展《信访工作条例》", "学习宣传活动情况的报告"],
  ])
  func `breaks a long title after a word, into lines of unlike length`(expected: [String]) {
    #expect(lines(expected.joined()) == expected)
  }

  @Test(arguments: [
    "某某市某某区信访工作联席会议办公室关于进一步加强矛盾纠纷排查化解和信访积案攻坚工作情况的报告",
    "某某区信访局2022年工作总结和2023年工作计划",
    "某某市某某区信访局2022年度部门整体支出绩效评价报告",
    "某某市人民政府办公室关于印发某某市信访工作责任制实施细则的通知",
    "某某市某某区人民政府信访局关于2022年1—10月信访工作情况和下一步工作打算的汇报材料",
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄",
  ])
  func `makes a trapezium or a rhombus, and begins no line with a particle`(title: String) {
    let lines = lines(title)
    let widths = lines.map { TextWidth.characters($0) }
    let steps = zip(widths.dropFirst(), widths).map { $0 - $1 }
    let rises = steps.prefix { $0 > 0 }.count
    #expect(lines.count > 1)
    #expect(steps.dropFirst(rises).allSatisfy { $0 < 0 }, "\(lines)")
    #expect(widths.allSatisfy { $0 <= TitleBreaking.capacity }, "\(lines)")
    for line in lines.dropFirst() {
      #expect(line.first.map { !"的了和与及、，》）".contains($0) } == true, "\(lines)")
    }
    for word in ["信访", "工作", "总结", "报告", "绩效", "2022年", "10月", "矛盾", "通知"]
    where title.contains(word) {
      #expect(lines.contains { $0.contains(word) }, "\(lines)")
    }
  }

  @Test func `does not break where it must not`() {
    let title = "某某市某某区信访局关于2022年度信访工作总结的报告"
    #expect(TitleBreaking(title, prohibited: Set(0...title.count)).breaks.isEmpty)
  }
}
