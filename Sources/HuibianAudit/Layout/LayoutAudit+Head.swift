import HuibianDiagnostics
import HuibianWord

/// 7.2: the red head.
extension LayoutAudit {
  mutating func examineHead() {
    guard kind != .report else { return }
    examineFlush()
    examineMark()
    examineNumber()
    examineSigner()
    if kind == .official || kind == .minutes { examineRedRule() }
  }

  private mutating func examineFlush() {
    let wanted: [(LayoutRole, String, String, String, Regex<Substring>, Bool)] = [
      (.serial, "serial-number", "7.2.1", "份号", #/[0-9]{6}/#, false),
      (
        .secrecy, "secrecy", "7.2.2", "密级和保密期限", #/(?:绝密|机密|秘密)(?:★(?:[0-9]+年|[0-9]+个?月|长期))?/#,
        true
      ),
      (.urgency, "urgency", "7.2.3", "紧急程度", #/特急|加急/#, true),
    ]
    let remedies = [
      "份号用六位三号阿拉伯数字，顶格", "密级写作“机密★1年”的形式，三号黑体，顶格", "紧急程度写“特急”或“加急”，三号黑体，顶格",
    ]
    for (index, (role, id, clause, name, form, isHeiti)) in wanted.enumerated() {
      for paragraph in roles.all(role) {
        var wrong: [String] = []
        if paragraph.bare.wholeMatch(of: form) == nil { wrong.append("写法不对") }
        if paragraph.halfPoints != 32 {
          wrong.append("字号为\(FontSize.name(halfPoints: paragraph.halfPoints))，应为三号")
        }
        if isHeiti,
          let run = paragraph.visibleRuns.first(where: {
            $0.text.contains(where: \.isHanzi) && TypefaceClass($0.eastAsian) != .heiti
          })
        {
          wrong.append("字体为\(run.eastAsian ?? "（没有写明）")，应为黑体")
        }
        if abs(paragraph.start) > 0.3 || paragraph.alignment == .center
          || paragraph.alignment == .right
        {
          wrong.append("没有顶格")
        }
        guard !wrong.isEmpty else { continue }
        report(
          .error, id, clause,
          "\(quoted(paragraph.beginning))：\(name)\(wrong.joined(separator: "；"))",
          remedy: remedies[index], at: paragraph)
      }
    }
  }

  private mutating func examineMark() {
    let marks = roles.all(.mark)
    guard let first = marks.first else {
      report(
        .error, "mark-missing", clauseOfMark, "没有认出发文机关标志（红色大字）",
        remedy: "加上发文机关标志，用红色小标宋，居中；不是公文的，用 --kind 报告 检查", at: roles.flow.first)
      return
    }
    for mark in marks {
      var wrong: [String] = []
      let run = mark.visibleRuns.first { TypefaceClass($0.eastAsian) != .xiaobiaosong }
      if let run {
        report(
          .warning, "mark-typeface", "7.2.4",
          "\(quoted(mark.beginning))：发文机关标志字体为\(run.eastAsian ?? "（没有写明）")，推荐用小标宋体",
          remedy: "选中标志，中文字体改为方正小标宋简体", at: mark)
      }
      if mark.container == .body, mark.alignment != .center, mark.alignment != .distribute {
        wrong.append("没有居中")
      }
      guard !wrong.isEmpty else { continue }
      report(
        .error, "mark-centered", "7.2.4",
        "\(quoted(mark.beginning))：发文机关标志\(wrong.joined(separator: "；"))",
        remedy: "对齐方式选“居中”，去掉缩进", at: mark)
    }
    if kind == .letter, marks.map(\.bare).joined().hasSuffix("文件") {
      report(
        .error, "letter-mark", "10.1", "\(quoted(first.beginning))：信函的标志只写发文机关名称，不加“文件”二字",
        remedy: "去掉“文件”", at: first)
    }
  }

  private var clauseOfMark: String {
    switch kind {
    case .report, .official: "7.2.4"
    case .letter: "10.1"
    case .order: "10.2"
    case .minutes: "10.3"
    }
  }

  private mutating func examineNumber() {
    let numbers = roles.all(.number)
    if numbers.isEmpty, kind == .official {
      report(
        .error, "document-number-missing", "7.2.5", "没有发文字号",
        remedy: "在发文机关标志下空二行处写发文字号，如“×信发〔2025〕1号”",
        at: roles.all(.mark).last)
    }
    for number in numbers where kind == .official || kind == .letter {
      let text = number.bare
      if text.prefixMatch(of: DocumentNumber.right) == nil {
        report(
          .error, "document-number-form", "7.2.5",
          "\(quoted(text))：发文字号写法不对，应为“机关代字〔年份〕1号”：年份全称用六角括号，序号不加“第”、不编虚位",
          remedy: "写作“×信发〔2025〕1号”的形式", at: number)
      }
      guard kind == .official, number.container == .body else { continue }
      let isUpward = text.contains("签发人") || !roles.all(.signer).isEmpty
      if isUpward {
        if abs(number.start - 1) > 0.4, number.alignment != .center {
          report(
            .error, "document-number-place", "7.2.5",
            "\(quoted(number.beginning))：有签发人的，发文字号居左空一字，现在左空\(Length.characters(number.start))",
            remedy: "左对齐，左缩进1字符", at: number)
        }
      } else if number.alignment != .center {
        report(
          .error, "document-number-place", "7.2.5", "\(quoted(number.beginning))：发文字号没有居中",
          remedy: "对齐方式选“居中”，去掉缩进", at: number)
      }
      if let mark = roles.all(.mark).last(where: { $0.order < number.order }),
        mark.container == .body, let rows = emptyRows(from: mark, to: number),
        !(1.4...2.8).contains(rows)
      {
        report(
          .error, "document-number-place", "7.2.5",
          "\(quoted(number.beginning))：发文字号与发文机关标志之间空了\(Length.characters(rows).dropLast())行，应空二行",
          remedy: "在标志下空二行编排发文字号", at: number)
      }
    }
  }

  private mutating func examineSigner() {
    for paragraph in roles.flow + roles.boxed
    where paragraph.bare.contains("签发人")
      && [.number, .signer].contains(roles[paragraph])
    {
      var isName = false
      var wrong: [String] = []
      for run in paragraph.visibleRuns {
        let text = run.text.filter { !$0.isWhitespace }
        let isLabel = text.contains("签发人")
        if isName, !isLabel, text.contains(where: \.isHanzi),
          TypefaceClass(run.eastAsian) != .kaiti
        {
          wrong.append("姓名字体为\(run.eastAsian ?? "（没有写明）")，应为楷体")
        }
        if isLabel {
          isName = true
          if text.split(whereSeparator: { "：:".contains($0) }).count > 1 {
            wrong.append("“签发人”用仿宋，姓名用楷体，现在是一种字体")
          }
          if text.contains(":") { wrong.append("“签发人”后用半角冒号，应为全角冒号“：”") }
        }
      }
      guard !wrong.isEmpty else { continue }
      report(
        .error, "signer", "7.2.6", "\(quoted(paragraph.beginning))：\(wrong.joined(separator: "；"))",
        remedy: "“签发人：”用三号仿宋，姓名用三号楷体，居右空一字", at: paragraph)
    }
  }

  /// A rule below the number: the border of a paragraph, or a shape.
  private mutating func examineRedRule() {
    let title = roles.all(.title).first?.order ?? Int.max
    let bordered = document.paragraphs.filter { $0.order <= title && $0.container != .footer }
    var lengths: [(length: Int?, isRed: Bool, paragraph: StatedParagraph)] = []
    for paragraph in bordered {
      // Above the title, the border of the title itself is one too.
      let borders =
        paragraph.order == title
        ? [paragraph.topBorder] : [paragraph.bottomBorder, paragraph.topBorder]
      for border in borders.compactMap({ $0 }) {
        let width =
          section(paragraph).textWidth - paragraph.left.twips - paragraph.right.twips
        lengths.append((width, isRedColor(border.color), paragraph))
      }
    }
    for rule in document.rules where rule.kind == .shape && rule.order < title {
      guard rule.order >= 0, let length = rule.length, length > 3000 else { continue }
      lengths.append((length, isRedColor(rule.color), document.paragraphs[rule.order]))
    }
    guard let rule = lengths.first(where: \.isRed) ?? lengths.first else {
      report(
        .error, "red-rule", "7.2.7", "没有红色分隔线",
        remedy: "在发文字号之下4毫米处加一条与版心等宽（156毫米）的红色分隔线",
        at: roles.all(.number).first ?? roles.all(.mark).last)
      return
    }
    if !rule.isRed {
      report(
        .error, "red-rule", "7.2.7", "版头的分隔线不是红色", remedy: "线条颜色改为红色", at: rule.paragraph)
    } else if let length = rule.length, abs(length - 8844) > 57 {
      report(
        .error, "red-rule", "7.2.7", "红色分隔线长\(Length.millimetres(length))，应与版心等宽（156毫米）",
        remedy: "线长改为15.6厘米", at: rule.paragraph)
    }
  }
}
