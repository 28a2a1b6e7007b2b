import HuibianDiagnostics
import HuibianWord

/// 5.1 and 5.2.1: the page and its margins.
extension LayoutAudit {
  mutating func examinePages() {
    for (index, section) in document.sections.enumerated()
    where !document.sections[..<index].contains(where: { $0.hasPage(of: section) }) {
      let place = document.paragraphs.first { $0.section == index && $0.container == .body }
      let name = document.sections.count > 1 ? "第\(index + 1)节" : ""
      let (short, long) = (
        min(section.width, section.height), max(section.width, section.height)
      )
      if abs(short - 11_906) > 60 || abs(long - 16_838) > 60 {
        report(
          .error, "page-size", "5.1",
          "\(name)纸张为\(Length.millimetres(section.width))×\(Length.millimetres(section.height))，应为A4（210毫米×297毫米）",
          remedy: "页面布局→纸张大小，选A4", at: place)
      }
      examineMargins(section, isA4: abs(short - 11_906) <= 60, name, place)
    }
    if document.hasEvenPages, !document.isMirrored,
      document.sections.contains(where: { !$0.isLandscape && abs($0.left - $0.right) > 30 })
    {
      report(
        .warning, "margins-mirrored", "5.2.1", "奇偶页页脚不同，按双面印刷，页边距却没有对称：双页的订口在右边，也应为28毫米",
        remedy: "页面设置→页边距→多页，选“对称页边距”")
    }
  }

  private mutating func examineMargins(
    _ section: StatedSection, isA4: Bool, _ name: String, _ place: StatedParagraph?
  ) {
    var (width, height) = (section.textWidth, section.textHeight)
    if section.isLandscape { swap(&width, &height) }
    if !section.isLandscape {
      var wrong: [String] = []
      if !(2041...2154).contains(abs(section.top)) {
        wrong.append("上边距\(Length.millimetres(abs(section.top)))，应为37毫米±1毫米")
      }
      if !(1531...1644).contains(section.left + section.gutter) {
        wrong.append("左边距\(Length.millimetres(section.left + section.gutter))，应为28毫米±1毫米")
      }
      if !wrong.isEmpty {
        report(
          .error, "page-margins", "5.2.1", name + wrong.joined(separator: "；"),
          remedy: "页面设置→页边距：上3.7厘米、下3.5厘米、左2.8厘米、右2.6厘米", at: place)
        return
      }
    }
    // What is left of other paper is no measure.
    guard isA4 else { return }
    if abs(width - 8844) > 34 || abs(height - 12_756) > 34 {
      report(
        .error, "text-area", "5.2.1",
        "\(name)版心为\(Length.millimetres(width))×\(Length.millimetres(height))，应为156毫米×225毫米",
        remedy: section.isLandscape
          ? "横页的页边距：上2.8厘米、下2.6厘米、左3.5厘米、右3.7厘米"
          : "页面设置→页边距：上3.7厘米、下3.5厘米、左2.8厘米、右2.6厘米", at: place)
    }
  }
}

extension StatedSection {
  fileprivate func hasPage(of other: StatedSection) -> Bool {
    [width, height, top, bottom, left, right, gutter]
      == [
        other.width, other.height, other.top, other.bottom, other.left, other.right, other.gutter,
      ]
  }
}
