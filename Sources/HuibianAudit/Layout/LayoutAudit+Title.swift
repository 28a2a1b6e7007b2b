import HuibianDiagnostics
import HuibianWord

/// 7.3.1 and 7.3.2: title and addressee.
extension LayoutAudit {
  mutating func examineTitles() {
    let titles = roles.all(.title)
    guard let first = titles.first else {
      // Minutes and orders do without, and so does what is too short for a report.
      let isText = roles.flow.reduce(0) { $0 + $1.bare.count } > 150
      if kind == .official || kind == .letter || kind == .report, isText {
        report(
          .warning, "title-missing", "7.3.1", "没有认出标题", remedy: "标题用二号小标宋，居中，写在正文前面；字号或居中不对的标题认不出来",
          at: roles.flow.first)
      }
      return
    }
    let isUnsure = first.styleName != "title" && first.styleName != "标题" && first.halfPoints < 36
    let name = isUnsure ? "标题（按位置认作标题）" : "标题"
    var faces: [(String, StatedParagraph)] = []
    var sizes: [(String, StatedParagraph)] = []
    for title in titles {
      for run in title.visibleRuns {
        if run.halfPoints != 44 {
          sizes.append(("\(name)字号为\(FontSize.name(halfPoints: run.halfPoints))，应为二号（22磅）", title))
        }
        if run.text.contains(where: \.isHanzi), TypefaceClass(run.eastAsian) != .xiaobiaosong {
          faces.append(("\(name)字体为\(run.eastAsian ?? "（没有写明）")，应为小标宋体", title))
        }
      }
      if title.alignment != .center || abs(title.start - title.characters(title.right)) > 1 {
        report(
          .error, "title-centered", "7.3.1", "\(quoted(title.beginning))：\(name)没有居中",
          remedy: "对齐方式选“居中”，去掉首行缩进、左右缩进和前面的空格", at: title)
      }
      if let last = title.bare.last, "。，；：、.,;:".contains(last) {
        report(
          .error, "title-stop", "7.3.1",
          "\(quoted(title.beginning))：标题末尾有\(quoted(String(last)))，标题后不加标点",
          remedy: "去掉末尾的标点", at: title)
      }
    }
    report(.error, "title-size", "7.3.1", remedy: "选中标题，字号改为二号", sizes)
    report(.error, "title-typeface", "7.3.1", remedy: "选中标题，中文字体改为方正小标宋简体", faces)
    examineShapes(titles)
  }

  /// Rows of one title stand in one paragraph, or in paragraphs that follow each other.
  private mutating func examineShapes(_ titles: [StatedParagraph]) {
    var groups: [[StatedParagraph]] = []
    for title in titles {
      if let last = groups.last?.last, last.order == title.order - 1, !title.beginsPage {
        groups[groups.count - 1].append(title)
      } else {
        groups.append([title])
      }
    }
    for group in groups {
      guard let first = group.first, first.halfPoints >= 36 else { continue }
      let rows = group.flatMap { $0.text.split(separator: "\n") }.map {
        String($0.filter { !$0.isWhitespace })
      }.filter { !$0.isEmpty }
      let room = Double(section(first).textWidth) / Double(first.halfPoints * 10)
      if rows.contains(where: { TextWidth.characters($0) > room + 0.01 }) {
        report(
          .warning, "title-shape", "7.3.1",
          "\(quoted(first.beginning))：标题超过一行，任它自动换行，容易断在词的中间，也排不成梯形或菱形",
          remedy: "按词意用Shift+Enter分行，各行长短排成梯形或菱形", at: first)
        continue
      }
      guard let fault = TitleShape(rows).fault else { continue }
      report(
        .error, "title-shape", "7.3.1", "\(quoted(first.beginning))：\(fault)",
        remedy: "按词意重新分行，各行长短排成梯形或菱形", at: first)
    }
  }

  mutating func examineAddressee() {
    for paragraph in roles.all(.addressee) {
      var wrong: [String] = []
      if abs(paragraph.start) > 0.3 || paragraph.characters(paragraph.left) > 0.3 {
        wrong.append("前面空了\(Length.characters(paragraph.start))，应居左顶格，回行也顶格")
      }
      if paragraph.bare.last == ":" { wrong.append("末尾用半角冒号，应为全角冒号“：”") }
      if let title = roles.all(.title).last(where: { $0.order < paragraph.order }),
        let rows = emptyRows(from: title, to: paragraph), !(0.7...1.6).contains(rows)
      {
        wrong.append("与标题之间空了\(Length.characters(rows).dropLast())行，应空1行")
      }
      guard !wrong.isEmpty else { continue }
      report(
        .error, "addressee", "7.3.2",
        "\(quoted(paragraph.beginning))：主送机关\(wrong.joined(separator: "；"))",
        remedy: "主送机关编排在标题下空一行处，顶格，最后一个机关名称后加“：”", at: paragraph)
    }
  }
}

/// The rows of a title: 梯形 or 菱形, no row that begins or ends with what belongs to another.
struct TitleShape {
  let fault: String?

  init(_ rows: [String]) {
    let widths = rows.map { TextWidth.characters($0) }
    fault = widths.count < 2 ? nil : Self.fault(rows, widths)
  }

  private static func fault(_ rows: [String], _ widths: [Double]) -> String? {
    let steps = zip(widths, widths.dropFirst()).map { $1 - $0 }
    let peak = widths.indices.max { widths[$0] < widths[$1] } ?? 0
    let isDiamond =
      peak > 0 && peak < widths.count - 1 && steps[..<peak].allSatisfy { $0 >= 0.5 }
      && steps[peak...].allSatisfy { $0 <= -0.5 }
    let isTrapezium = steps.allSatisfy { $0 >= 0.5 } || steps.allSatisfy { $0 <= -0.5 }
    if !isTrapezium, !isDiamond {
      let sizes = widths.map { String(Length.characters($0).dropLast()) }.joined(separator: "、")
      return "标题各行分别为\(sizes)字，" + (steps.allSatisfy { abs($0) < 0.5 } ? "长短一样" : "不成梯形或菱形")
    }
    for row in rows.dropFirst() {
      if let first = row.first, "的了、，。；：》）”".contains(first) {
        return "标题有一行以\(quoted(String(first)))开头，词意被断开"
      }
    }
    for row in rows.dropLast() {
      if let last = row.last, "《（“".contains(last) {
        return "标题有一行以\(quoted(String(last)))结尾，词意被断开"
      }
    }
    return nil
  }
}
