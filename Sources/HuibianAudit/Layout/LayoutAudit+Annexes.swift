import HuibianDiagnostics
import HuibianWord

/// 7.3.7: annexes.
extension LayoutAudit {
  mutating func examineAnnexes() {
    for label in roles.all(.annexLabel) {
      var wrong: [String] = []
      if !beginsPage(label) { wrong.append("没有另起一页") }
      if label.start > 0.3 || label.alignment == .center || label.alignment == .right {
        wrong.append("没有居左顶格")
      }
      if let run = label.visibleRuns.first(where: {
        $0.text.contains(where: \.isHanzi) && TypefaceClass($0.eastAsian) != .heiti
      }) {
        wrong.append("字体为\(run.eastAsian ?? "（没有写明）")，应为黑体")
      }
      if label.halfPoints != 32 {
        wrong.append("字号为\(FontSize.name(halfPoints: label.halfPoints))，应为三号")
      }
      if let last = label.bare.last, "：:".contains(last) { wrong.append("后面不加冒号") }
      if !wrong.isEmpty {
        report(
          .error, "annex-label", "7.3.7",
          "\(quoted(label.beginning))：\(wrong.joined(separator: "；"))",
          remedy: "附件另起一页，“附件”二字及序号用三号黑体，顶格编排在第一行", at: label)
      }
      examineTitle(after: label)
    }
    examineNames()
  }

  private mutating func examineTitle(after label: StatedParagraph) {
    guard
      let title = roles.all(.annexTitle).first(where: { $0.order > label.order }),
      roles.flow.first(where: { $0.order > label.order }) == title
    else { return }
    var wrong: [String] = []
    if title.alignment != .center { wrong.append("没有居中") }
    if let rows = emptyRows(from: label, to: title), !(0.7...1.6).contains(rows) {
      wrong.append("在第\(Length.characters(rows + 2).dropLast())行，应在第三行")
    }
    guard !wrong.isEmpty else { return }
    report(
      .error, "annex-title", "7.3.7",
      "\(quoted(title.beginning))：附件标题\(wrong.joined(separator: "；"))",
      remedy: "附件标题居中，编排在版心第三行", at: title)
  }

  /// The names in the list are those of the annexes.
  private mutating func examineNames() {
    let listed = roles.all(.annexList)
    let titles = roles.all(.annexTitle)
    guard !listed.isEmpty, listed.count == titles.count else { return }
    for (entry, title) in zip(listed, titles) {
      let name = entry.bare.replacing(#/^附件[：:]/#, with: "").replacing(
        #/^[0-9]{1,2}[.．]/#, with: ""
      )
      .replacing(#/[。；，、.;,]$/#, with: "")
      if !name.isEmpty, name != title.bare {
        report(
          .warning, "annex-name", "7.3.7",
          "\(quoted(title.beginning))：附件标题与附件说明中的\(quoted(name))不一致", remedy: "两处改成一样", at: title)
      }
    }
  }

  private func beginsPage(_ paragraph: StatedParagraph) -> Bool {
    if paragraph.beginsPage || paragraph.breaksPage { return true }
    var order = paragraph.order
    while order > 0 {
      order -= 1
      let above = document.paragraphs[order]
      guard above.container == .body else { return above.isBoxed ? false : above.endsSection }
      if above.breaksPage || above.endsSection { return true }
      if !above.isBlank { return false }
    }
    return true
  }
}
