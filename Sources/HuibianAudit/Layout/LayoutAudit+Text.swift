import HuibianDiagnostics
import HuibianWord

/// 5.2.2 to 5.2.4: size, typeface, rows, columns and colour of running text.
extension LayoutAudit {
  /// What is set in 3号 unless the standard says otherwise.
  private var plain: [StatedParagraph] {
    roles.flow.filter {
      switch roles[$0] {
      case .body, .addressee, .annexList, .office, .date, .note, .heading, .number, .serial: true
      default: false
      }
    }
  }

  mutating func examineText() {
    var sizes: [(String, StatedParagraph)] = []
    var faces: [(String, StatedParagraph)] = []
    for paragraph in plain {
      for run in paragraph.visibleRuns {
        if run.halfPoints != 32 {
          sizes.append(("字号为\(FontSize.name(halfPoints: run.halfPoints))，应为三号（16磅）", paragraph))
        }
        if case .heading = roles[paragraph] { continue }
        // The name after 签发人 is 楷体: 7.2.6.
        if roles[paragraph] == .number, paragraph.bare.contains("签发人") { continue }
        // A heading sentence at the beginning of a paragraph without a number.
        guard run.text.contains(where: \.isHanzi), TypefaceClass(run.eastAsian) != .fangsong else {
          continue
        }
        faces.append(("字体为\(run.eastAsian ?? "（没有写明）")，应为仿宋", paragraph))
      }
    }
    report(.error, "body-size", "5.2.2", remedy: "选中这些段落，字号改为三号", sizes)
    report(
      .error, "body-typeface", "5.2.2", remedy: "选中这些段落，中文字体改为仿宋_GB2312（或仿宋）", faces)
  }

  /// 22 rows of 28 characters. The standard says 一般: all of this is worth a look, no more.
  mutating func examineRows() {
    var rows: [(String, StatedParagraph)] = []
    var columns: [(String, StatedParagraph)] = []
    for paragraph in roles.flow where roles[paragraph] == .body {
      let section = section(paragraph)
      guard !section.isLandscape else { continue }
      if let finding = rowFinding(paragraph) { rows.append((finding, paragraph)) }
      // Columns of another size are told once the size is right.
      if paragraph.halfPoints == 32, let finding = columnFinding(paragraph, section) {
        columns.append((finding, paragraph))
      }
    }
    report(
      .warning, "rows-per-page", "5.2.3", remedy: "段落→行距，设为固定值28.95磅（29磅只排得下21行）；段前、段后为0", rows)
    report(
      .warning, "characters-per-row", "5.2.3",
      remedy: "字体→字符间距，紧缩0.25磅；或在页面设置→文档网格里指定每行28字、每页22行", columns)
  }

  /// Of a text area of 225 mm, whatever the margins are.
  private func rowFinding(_ paragraph: StatedParagraph) -> String? {
    let height = rowHeight(paragraph)
    guard height > 0 else { return nil }
    let count = Int(12_756 / height)
    let isExact = paragraph.lineRule == "exact"
    let stated: String
    switch paragraph.lineRule {
    case "exact": stated = "固定值\(Length.points(paragraph.line))"
    case "atLeast": stated = "最小值\(Length.points(paragraph.line))"
    default: stated = "\(Length.characters(Double(paragraph.line) / 240).dropLast())倍"
    }
    if paragraph.before + paragraph.after > 0, isExact || count == 22 {
      let space = paragraph.before > 0 ? "段前\(Length.points(paragraph.before))" : ""
      let after = paragraph.after > 0 ? "段后\(Length.points(paragraph.after))" : ""
      return "\(space)\(after)，正文各行行距应当一致"
    }
    if count != 22 { return "行距为\(stated)，每面排\(isExact ? "" : "约")\(count)行，应为22行" }
    let rest = 12_756 - Int(height * 22)
    if rest > 250 {
      return "行距为\(stated)，22行排完离版心下边缘还有\(isExact ? "" : "约")\(Length.millimetres(rest))，应撑满版心"
    }
    return nil
  }

  private func columnFinding(_ paragraph: StatedParagraph, _ section: StatedSection) -> String? {
    // In 4096ths of a twip, to the last of them.
    var pitch = paragraph.character * 4096
    if ["linesAndChars", "snapToChars"].contains(section.grid) {
      pitch =
        section.grid == "snapToChars"
        ? document.standardHalfPoints * 10 * 4096 + (section.characterSpace ?? 0) * 20
        : pitch + (section.characterSpace ?? 0) * 20
          + (document.standardHalfPoints == 32 ? 0 : (document.standardHalfPoints - 32) * 10 * 4096)
    }
    guard pitch > 0 else { return nil }
    let count = 8844 * 4096 / pitch
    return count == 28 ? nil : "每行排\(count)字，应为28字"
  }

  /// Black, but for 标志, 分隔线 and seal.
  mutating func examineColors() {
    var found: [(String, StatedParagraph)] = []
    for paragraph in document.paragraphs {
      for run in paragraph.visibleRuns {
        guard let color = run.color, color != "000000" else { continue }
        if isRedColor(color), kind != .report, roles[paragraph] == .mark { continue }
        found.append(("文字颜色为#\(color)，应为黑色", paragraph))
      }
    }
    report(.error, "text-color", "5.2.4", remedy: "选中这些文字，字体颜色改为“自动”或黑色", found)
  }
}

extension Character {
  /// A Hanzi, numerals included.
  var isHanzi: Bool { unicodeScalars.allSatisfy { $0.properties.isIdeographic } }
}
