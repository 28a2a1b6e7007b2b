import HuibianDiagnostics
import HuibianWord

/// 7.3.4 to 7.3.6: list of annexes, signature, date, note.
extension LayoutAudit {
  mutating func examineAnnexLists() {
    let lists = roles.all(.annexList)
    for (index, paragraph) in lists.enumerated() {
      let isFirst = paragraph.bare.hasPrefix("附件")
      var wrong: [String] = []
      if isFirst {
        if abs(paragraph.start - 2) > 0.3 {
          wrong.append("左空\(Length.characters(paragraph.start))，应左空2字")
        }
        if paragraph.bare.hasPrefix("附件:") { wrong.append("“附件”后用半角冒号，应为全角冒号“：”") }
        if let above = roles.flow.last(where: { $0.order < paragraph.order }),
          let rows = emptyRows(from: above, to: paragraph), !(0.8...1.3).contains(rows)
        {
          wrong.append("与正文之间空了\(Length.characters(rows).dropLast())行，应空1行")
        }
        let isAlone = !lists.indices.contains(index + 1) || lists[index + 1].bare.hasPrefix("附件")
        if !isAlone, paragraph.bare.prefixMatch(of: #/附件[：:]1[.．]/#) == nil {
          wrong.append("有几个附件，第一个前面没有“1.”")
        }
      } else if let first = lists[..<index].last(where: { $0.bare.hasPrefix("附件") }),
        let place = lists.firstIndex(of: first),
        let written = paragraph.shown.prefixMatch(of: #/[0-9]{1,2}/#),
        Int(written.output) != index - place + 1
      {
        wrong.append("序号应为\(index - place + 1)")
      }
      if let last = paragraph.bare.last, "。；，、.;,".contains(last) {
        wrong.append("名称后有\(quoted(String(last)))，附件名称后不加标点")
      }
      guard !wrong.isEmpty else { continue }
      report(
        .error, "annex-list", "7.3.4",
        "\(quoted(paragraph.beginning))：附件说明\(wrong.joined(separator: "；"))",
        remedy: "附件说明在正文下空一行，左空二字，写“附件：”和名称；几个附件用“1.”“2.”，名称后不加标点", at: paragraph)
    }
  }

  mutating func examineSignatures() {
    for date in roles.all(.date) {
      if date.bare.wholeMatch(of: SignatureDate.right) == nil {
        report(
          .error, "date-form", "7.3.5.4",
          "\(quoted(date.beginning))：成文日期写法不对，应写全年、月、日，用阿拉伯数字，月、日不编虚位",
          remedy: "写作2025年1月5日的形式", at: date)
        // Its width, by which all stands, will be another.
        continue
      }
      let offices = roles.all(.office).filter { office in
        office.order < date.order
          && !roles.all(.date).contains { $0.order > office.order && $0.order < date.order }
      }
      // Several offices, or a picture of a signature: the places of 7.3.5.1 and 7.3.5.3.
      guard offices.count == 1, let office = offices.first, !office.hasDrawing, !date.hasDrawing
      else { continue }
      examinePlaces(office, date)
    }
    for note in roles.all(.note) {
      var wrong: [String] = []
      if abs(note.start - 2) > 0.3 { wrong.append("左空\(Length.characters(note.start))，应左空2字") }
      if note.bare.first != "（" || note.bare.last != "）" { wrong.append("没有用全角圆括号") }
      guard !wrong.isEmpty else { continue }
      report(
        .error, "note-form", "7.3.6", "\(quoted(note.beginning))：附注\(wrong.joined(separator: "；"))",
        remedy: "附注在成文日期下一行，左空二字，加全角圆括号", at: note)
    }
  }

  private mutating func examinePlaces(_ office: StatedParagraph, _ date: StatedParagraph) {
    let (first, second) = (rightGap(office), rightGap(date))
    let (name, day) = (
      TextWidth.characters(office.trimmed), TextWidth.characters(date.trimmed)
    )
    // Blanks of half a character round what they place.
    let tolerance = office.typedIndent + date.typedIndent > 0 ? 1.1 : 0.55
    let ways = [false, true].map { SignaturePlacement(office: name, date: day, isSealed: $0) }
    let isRight = ways.contains {
      abs($0.office - first) <= tolerance && abs($0.date - second) <= tolerance
    }
    if !isRight {
      let wanted = zip(["不盖章", "盖章"], ways).map {
        "\($0)的，署名右空\(Length.characters($1.office))、日期右空\(Length.characters($1.date))"
      }
      report(
        .error, "signature-place", "7.3.5",
        "\(quoted(office.beginning))：署名右空\(Length.characters(first))，成文日期右空\(Length.characters(second))，"
          + wanted.joined(separator: "；"),
        remedy: "署名和日期都选右对齐，右缩进填上面的字数", at: office)
    }
    if emptyRows(from: office, to: date).map({ $0 > 0.3 }) ?? false {
      report(
        .error, "signature-rows", "7.3.5", "\(quoted(date.beginning))：署名与成文日期之间有空当，应在相邻两行",
        remedy: "删去空行，段前、段后设为0", at: date)
    }
    let isPlain =
      abs(ways[0].office - first) <= tolerance && abs(ways[0].date - second) <= tolerance
    if let above = roles.flow.last(where: { $0.order < office.order }), isPlain,
      let rows = emptyRows(from: above, to: office), !(0.8...1.3).contains(rows)
    {
      report(
        .warning, "signature-rows", "7.3.5.2",
        "\(quoted(office.beginning))：署名与正文之间空了\(Length.characters(rows).dropLast())行，不盖章的应空1行",
        remedy: "正文（或附件说明）下空一行写署名", at: office)
    }
  }

  /// From the right edge of the text area to the end of a short paragraph, in characters.
  private func rightGap(_ paragraph: StatedParagraph) -> Double {
    let right = paragraph.characters(paragraph.right)
    let width = TextWidth.characters(paragraph.trimmed)
    switch paragraph.alignment {
    case .right:
      let trailing = paragraph.text.reversed().prefix { $0.isWhitespace }
      return right + trailing.reduce(0) { $0 + ($1 == "\u{3000}" ? 1 : 0.5) }
    case .center:
      let room = lineWidth(paragraph) - paragraph.characters(paragraph.left) - right
      return right + (room - width - paragraph.typedIndent) / 2
    default: return lineWidth(paragraph) - paragraph.start - width
    }
  }
}

extension StatedParagraph {
  /// Without outer blanks.
  var trimmed: String {
    let start = text.drop { $0.isWhitespace }
    return String(start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count))
  }
}
