import HuibianDiagnostics
import HuibianWord

/// 7.4: the imprint (版记).
extension LayoutAudit {
  mutating func examineImprint() {
    let copies = roles.all(.copies)
    let issues = roles.all(.issue)
    guard kind != .report || !issues.isEmpty else { return }
    if kind == .official, issues.isEmpty {
      report(
        .error, "imprint-missing", "7.4.3", "没有版记（印发机关和印发日期）",
        remedy: "在末页版心最下面加版记：印发机关左空一字，印发日期右空一字，后加“印发”")
    }
    for paragraph in copies + issues {
      var wrong: [String] = []
      if let run = paragraph.visibleRuns.first(where: { $0.halfPoints != 28 }) {
        wrong.append("字号为\(FontSize.name(halfPoints: run.halfPoints))，应为四号")
      }
      if let run = paragraph.visibleRuns.first(where: {
        $0.text.contains(where: \.isHanzi) && TypefaceClass($0.eastAsian) != .fangsong
      }) {
        wrong.append("字体为\(run.eastAsian ?? "（没有写明）")，应为仿宋")
      }
      if roles[paragraph] == .copies {
        if paragraph.bare.last != "。" { wrong.append("末尾没有句号") }
        if paragraph.bare.hasPrefix("抄送:") { wrong.append("“抄送”后用半角冒号，应为全角冒号“：”") }
      }
      if paragraph.container != .table, abs(paragraph.start - 1) > 0.4,
        roles[paragraph] == .copies || paragraph.alignment != .right
      {
        wrong.append("左空\(Length.characters(paragraph.start))，应左空1字")
      }
      guard !wrong.isEmpty else { continue }
      report(
        .error, roles[paragraph] == .copies ? "imprint-copies" : "imprint-issue",
        roles[paragraph] == .copies ? "7.4.2" : "7.4.3",
        "\(quoted(paragraph.beginning))：\(wrong.joined(separator: "；"))",
        remedy: "版记各要素用四号仿宋，左右各空一字；抄送机关后标句号，印发日期后加“印发”", at: paragraph)
    }
    if kind == .letter {
      if let issue = issues.first {
        report(
          .error, "letter-imprint", "10.1", "\(quoted(issue.beginning))：信函的版记不加印发机关和印发日期",
          remedy: "删去这一行和版记的分隔线", at: issue)
      }
      return
    }
    if let first = (copies + issues).min(by: { $0.order < $1.order }), let last = issues.last {
      examineRules(from: first, to: last)
    }
  }

  /// First and last rule 0.35 mm, those between 0.25 mm.
  private mutating func examineRules(from first: StatedParagraph, to last: StatedParagraph) {
    var thickness: [Int?] = []
    for paragraph in document.paragraphs
    where paragraph.order >= first.order - 1 && paragraph.order <= last.order + 1 {
      if let border = paragraph.topBorder, paragraph.order >= first.order {
        thickness.append(border.thickness)
      }
      if let border = paragraph.bottomBorder, paragraph.order <= last.order || paragraph.isBlank {
        thickness.append(border.thickness)
      }
    }
    thickness += document.rules.filter {
      !isRedColor($0.color) && $0.order >= first.order - 1 && $0.order <= last.order + 1
    }.map(\.thickness)
    guard thickness.count >= 2 else {
      report(
        .error, "imprint-rules", "7.4.1",
        "\(quoted(first.beginning))：版记的分隔线有\(thickness.count)条，首末至少应各有一条",
        remedy: "版记上、下各加一条与版心等宽的分隔线（1磅），中间的用0.75磅", at: first)
      return
    }
    // An eighth of a point either way; middle rules are thinner.
    let known = thickness.compactMap { $0 }
    let isRight = known.allSatisfy { (5...9).contains($0) } && known.contains { $0 >= 7 }
    if !isRight {
      report(
        .error, "imprint-rules", "7.4.1",
        "\(quoted(first.beginning))：版记分隔线粗\(known.map { Length.points($0 * 5 / 2) }.joined(separator: "、"))，首末应为0.35毫米（1磅），中间应为0.25毫米（0.75磅）",
        remedy: "首末分隔线用1磅，中间用0.75磅", at: first)
    }
  }
}
