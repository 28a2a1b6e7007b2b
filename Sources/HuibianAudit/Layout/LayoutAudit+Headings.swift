import HuibianDiagnostics
import HuibianWord

/// 7.3.3: indents of running text, headings and their numbers.
extension LayoutAudit {
  private static let faces: [TypefaceClass] = [.heiti, .kaiti, .fangsong, .fangsong]
  private static let forms = ["一、", "（一）", "1.", "（1）"]

  mutating func examineHeadings() {
    var indents: [(String, StatedParagraph)] = []
    var typed: [(String, StatedParagraph)] = []
    var faces: [(String, StatedParagraph)] = []
    for paragraph in roles.flow {
      let level: Int?
      switch roles[paragraph] {
      case .body: level = nil
      case .heading(let number): level = number
      default: continue
      }
      examineIndent(paragraph, &indents, &typed)
      guard let level, let form = HeadingForm(paragraph.shown) else { continue }
      if !form.isRight {
        report(
          .error, "heading-number", "7.3.3",
          "\(quoted(paragraph.beginning))：第\(level)层序数写作\(quoted(form.written))，应为\(quoted(Self.forms[level - 1]))的形式",
          remedy: "结构层次序数依次用“一、”“（一）”“1.”“（1）”", at: paragraph)
      }
      let wanted = Self.faces[level - 1]
      // A list's number has no run of its own.
      let run = paragraph.headingRuns.first {
        $0.text.contains(where: \.isHanzi) && TypefaceClass($0.eastAsian) != wanted
      }
      if let run {
        faces.append(
          ("第\(level)层标题字体为\(run.eastAsian ?? "（没有写明）")，应为\(wanted.rawValue)", paragraph))
      }
    }
    report(
      .error, "first-line-indent", "7.3.3", remedy: "段落→缩进：左侧0、特殊格式“首行缩进”2字符", indents)
    report(
      .warning, "typed-indent", "7.3.3", remedy: "去掉段首的空格，改用段落→特殊格式“首行缩进”2字符", typed)
    report(
      .error, "heading-typeface", "7.3.3", remedy: "标题字体：第一层黑体，第二层楷体，第三、四层仿宋", faces)
  }

  private func examineIndent(
    _ paragraph: StatedParagraph, _ indents: inout [(String, StatedParagraph)],
    _ typed: inout [(String, StatedParagraph)]
  ) {
    guard paragraph.label.isEmpty || paragraph.start > 0 else {
      indents.append(("首行没有缩进，应左空2字", paragraph))
      return
    }
    let left = paragraph.characters(paragraph.left)
    let first = paragraph.start
    if abs(first - 2) > 0.3 {
      indents.append(("首行左空\(Length.characters(first))，应左空2字", paragraph))
    } else if paragraph.characters(paragraph.firstLine) >= 0, left > 0.3 {
      indents.append(("整段左缩进\(Length.characters(left))，只有首行左空2字，回行顶格", paragraph))
    } else if paragraph.typedIndent > 0 {
      typed.append(("首行的空格是打出来的", paragraph))
    }
  }
}

extension StatedParagraph {
  /// The runs of the heading: all of a short paragraph, the first sentence of a long one.
  var headingRuns: [StatedRun] {
    guard bare.count > 30, let end = text.firstIndex(where: { "。！？".contains($0) }) else {
      return bare.count > 30 ? [] : visibleRuns
    }
    var rest = text.distance(from: text.startIndex, to: end)
    // A paragraph of one sentence is text with a number, not a heading.
    guard text.index(after: end) < text.endIndex else { return [] }
    var result: [StatedRun] = []
    for run in runs where rest > 0 {
      if !run.text.allSatisfy(\.isWhitespace) { result.append(run) }
      rest -= run.text.count
    }
    return result
  }
}
