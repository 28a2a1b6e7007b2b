import HuibianDiagnostics
import HuibianWord

/// 7.5 and 8: page numbers.
extension LayoutAudit {
  mutating func examinePageNumbers() {
    let numbers = document.paragraphs.filter {
      [.header, .footer].contains($0.container)
        && $0.fields.contains { $0.split(separator: " ").first?.uppercased() == "PAGE" }
    }
    guard !numbers.isEmpty else {
      if kind != .letter || !isOnePage {
        report(
          .error, "page-number-missing", "7.5", "没有页码",
          remedy: "插入→页码，页面底端外侧；格式为“— 1 —”，四号宋体")
      }
      return
    }
    examineLooks(numbers)
    var told: Set<String> = []
    for section in document.sections {
      for (type, side) in [("default", "单页"), ("even", "双页")] {
        guard type == "default" || document.hasEvenPages, let part = section.footers[type],
          told.insert("\(type) \(part) \(section.isLandscape)").inserted,
          let number = numbers.first(where: { $0.part == part })
        else { continue }
        if section.isLandscape {
          examineAcross(number, side)
        } else {
          examinePlace(number, isEven: type == "even", section)
        }
      }
    }
    if !document.hasEvenPages, !isOnePage, let number = numbers.first {
      report(
        .error, "page-number-side", "7.5", "单页、双页的页码没有分开，应单页居右空一字、双页居左空一字",
        remedy: "页眉页脚工具里勾选“奇偶页不同”，奇数页页码右对齐、右缩进1字符，偶数页左对齐、左缩进1字符", at: number)
    }
  }

  private mutating func examineLooks(_ numbers: [StatedParagraph]) {
    var forms: [(String, StatedParagraph)] = []
    var faces: [(String, StatedParagraph)] = []
    var sizes: [(String, StatedParagraph)] = []
    for number in numbers {
      let form = number.bare.filter { !($0.isNumber && $0.isASCII) }
      if form != "——" {
        forms.append(("页码前后应各有一条一字线，写作“— 1 —”", number))
      }
      for run in number.visibleRuns {
        let name = run.text.contains { $0.isNumber && $0.isASCII } ? run.latin : run.eastAsian
        if TypefaceClass(name) != .songti {
          faces.append(("页码字体为\(name ?? "（没有写明）")，应为宋体", number))
        }
        if run.halfPoints != 28 {
          sizes.append(("页码字号为\(FontSize.name(halfPoints: run.halfPoints))，应为四号（14磅）", number))
        }
      }
    }
    report(.error, "page-number-form", "7.5", remedy: "把页码改为“— 1 —”的形式，用一字线（U+2014）", forms)
    report(.error, "page-number-typeface", "7.5", remedy: "选中页脚里的页码，字体改为宋体（数字也用宋体）", faces)
    report(.error, "page-number-size", "7.5", remedy: "选中页脚里的页码，字号改为四号", sizes)
  }

  private mutating func examinePlace(
    _ number: StatedParagraph, isEven: Bool, _ section: StatedSection
  ) {
    // A frame or a box is placed by itself.
    guard !number.isBoxed else { return }
    if let frame = number.frame {
      if frame == "center" || frame == "inside" {
        report(
          .error, "page-number-side", "7.5", "页码居中或在内侧，应单页居右空一字、双页居左空一字",
          remedy: "页码改到外侧", at: number)
      }
      return
    }
    let side = isEven ? "双页" : "单页"
    // Without pages of their own, even ones are spoken of once for all.
    if document.hasEvenPages || isOnePage {
      let isAtSide =
        isEven
        ? number.alignment != .right && number.alignment != .center : number.alignment == .right
      let indent = number.characters(isEven ? number.left : number.right)
      if !isAtSide {
        report(
          .error, "page-number-side", "7.5",
          "\(side)页码没有居\(isEven ? "左" : "右")，应居\(isEven ? "左" : "右")空一字",
          remedy: "页码\(isEven ? "左" : "右")对齐，\(isEven ? "左" : "右")缩进1字符", at: number)
      } else if abs(indent - 1) > 0.3, abs(number.typedIndent - 1) > 0.3 {
        report(
          .error, "page-number-side", "7.5",
          "\(side)页码离版心\(isEven ? "左" : "右")边\(Length.characters(indent))，应空一字",
          remedy: "页码\(isEven ? "左" : "右")对齐，\(isEven ? "左" : "右")缩进1字符", at: number)
      }
    }
    examineDistance(number, section)
  }

  /// The dash stands in the middle of its row, which stands at the lower end of the footer.
  private mutating func examineDistance(_ number: StatedParagraph, _ section: StatedSection) {
    let row = rowHeight(number)
    let below = document.paragraphs.filter {
      $0.part == number.part && $0.order > number.order && !$0.isBoxed
    }.reduce(Double(number.after)) { $0 + rowHeight($1) + Double($1.before + $1.after) }
    // Below a text area as it should be: margins are told by themselves.
    let top = Double(1984 - section.footer) - below - row * 0.48
    let wanted = Double(Length.twips(millimetres: 7))
    let tolerance = Double(Length.twips(millimetres: number.lineRule == "exact" ? 1 : 1.6))
    guard abs(top - wanted) > tolerance else { return }
    report(
      .warning, "page-number-distance", "7.5",
      "页码的一字线约在版心下边缘之下\(Length.millimetres(Int(top)))，应为7毫米",
      remedy: "页脚距边界改为2.55厘米，页码段落行距改为固定值14磅", at: number)
  }

  private mutating func examineAcross(_ number: StatedParagraph, _ side: String) {
    guard !number.isBoxed else { return }
    report(
      .error, "landscape-number", "8", "横页的页码在横页的下方，应与竖页的页码在同一位置（装订起来看，在横页的左侧）",
      remedy: "横页页脚里插入文字方向旋转的文本框，放在横页左侧（\(side)\(side == "单页" ? "在左下" : "在左上")）", at: number)
  }

  /// Whether there is surely but one page.
  private var isOnePage: Bool {
    guard document.sections.count == 1,
      !document.paragraphs.contains(where: { $0.beginsPage || $0.breaksPage })
    else { return false }
    let rows = document.paragraphs.filter { [.body, .table].contains($0.container) }
      .reduce(0.0) { sum, paragraph in
        let width = TextWidth.characters(paragraph.text) + 2
        return sum + (width / 28).rounded(.up) * max(rowHeight(paragraph), 100)
          + Double(paragraph.before + paragraph.after)
      }
    return rows < 12_000
  }
}
