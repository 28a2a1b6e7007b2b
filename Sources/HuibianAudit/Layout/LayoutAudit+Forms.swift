import HuibianDiagnostics
import HuibianWord

/// 10: letters, orders, minutes.
extension LayoutAudit {
  mutating func examineLetter() {
    // Borders of paragraphs and shapes; a letter has one above and one below.
    let rules = document.rules.filter { isRedColor($0.color) && $0.kind == .shape }
    let borders = document.paragraphs.flatMap { [$0.topBorder, $0.bottomBorder] }.compactMap { $0 }
      .filter { isRedColor($0.color) }
    if rules.count + borders.count < 2 {
      report(
        .error, "letter-rules", "10.1", "信函应有上下两条红色双线，认出\(rules.count + borders.count)条",
        remedy: "标志下4毫米处加上粗下细的红色双线，距下页边20毫米处加上细下粗的红色双线，都长170毫米")
    }
    for rule in rules {
      guard let length = rule.length, abs(length - Length.twips(millimetres: 170)) > 57 else {
        continue
      }
      report(
        .error, "letter-rules", "10.1", "红色双线长\(Length.millimetres(length))，应为170毫米",
        remedy: "线长改为17厘米，居中", at: rule.order >= 0 ? document.paragraphs[rule.order] : nil)
    }
    if let first = document.sections.first {
      let hasNumber = document.paragraphs.contains {
        $0.part == first.footers[first.hasFirstPage ? "first" : "default"]
          && $0.fields.contains { $0.split(separator: " ").first?.uppercased() == "PAGE" }
      }
      if hasNumber {
        report(
          .error, "letter-first-page", "10.1", "信函首页有页码，首页不显示页码",
          remedy: "页面设置→版式，勾选“首页不同”，首页页脚留空")
      }
    }
  }

  mutating func examineMinutes() {
    let people = roles.all(.attendance)
    guard !people.isEmpty else {
      report(
        .error, "attendance", "10.3", "没有出席人员名单",
        remedy: "正文（或附件说明）下空一行，左空二字写“出席：”，三号黑体，后用三号仿宋写单位和姓名")
      return
    }
    for paragraph in people {
      guard let label = paragraph.visibleRuns.first else { continue }
      var wrong: [String] = []
      if abs(paragraph.start - 2) > 0.4 {
        wrong.append("左空\(Length.characters(paragraph.start))，应左空2字")
      }
      if TypefaceClass(label.eastAsian) != .heiti {
        wrong.append("“\(paragraph.bare.prefix(2))”字体为\(label.eastAsian ?? "（没有写明）")，应为黑体")
      }
      if paragraph.visibleRuns.dropFirst().contains(where: {
        $0.text.contains(where: \.isHanzi) && TypefaceClass($0.eastAsian) != .fangsong
      }) {
        wrong.append("人员名单应为仿宋")
      }
      guard !wrong.isEmpty else { continue }
      report(
        .error, "attendance", "10.3",
        "\(quoted(paragraph.beginning))：\(wrong.joined(separator: "；"))",
        remedy: "“出席：”“请假：”“列席：”用三号黑体，左空二字，后面的单位和姓名用三号仿宋", at: paragraph)
    }
  }

  mutating func examineOrder() {
    let marks = roles.all(.mark)
    guard let mark = marks.last else { return }
    let number = roles.flow.first {
      $0.order > mark.order && $0.bare.wholeMatch(of: #/第?[〇零一二三四五六七八九十百0-9]+号/#) != nil
    }
    guard let number else {
      report(
        .error, "order-number", "10.2", "没有令号", remedy: "在标志下空二行处居中写令号，如“第1号”，令号下空二行写正文", at: mark)
      return
    }
    var wrong: [String] = []
    if number.alignment != .center { wrong.append("没有居中") }
    if mark.container == .body, let rows = emptyRows(from: mark, to: number),
      !(1.4...2.8).contains(rows)
    {
      wrong.append("与标志之间空了\(Length.characters(rows).dropLast())行，应空二行")
    }
    if !wrong.isEmpty {
      report(
        .error, "order-number", "10.2",
        "\(quoted(number.beginning))：令号\(wrong.joined(separator: "；"))",
        remedy: "令号在标志下空二行处，居中", at: number)
    }
  }
}
