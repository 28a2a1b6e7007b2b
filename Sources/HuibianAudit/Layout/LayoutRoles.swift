import HuibianWord

/// Which paragraph is what.
///
/// Roles are told from text and form, so they can be wrong; what is judged by them says what it took
/// the paragraph for.
struct LayoutRoles {
  /// By ``StatedParagraph/order``.
  private(set) var roles: [Int: LayoutRole] = [:]
  /// Paragraphs of the body itself with something to read, in order.
  let flow: [StatedParagraph]
  /// The same in boxes and tables.
  let boxed: [StatedParagraph]
  private let captions: Set<Int>

  subscript(paragraph: StatedParagraph) -> LayoutRole? { roles[paragraph.order] }

  func all(_ role: LayoutRole) -> [StatedParagraph] {
    (flow + boxed).filter { roles[$0.order] == role }.sorted { $0.order < $1.order }
  }

  init(_ document: StatedDocument) {
    flow = document.paragraphs.filter { $0.container == .body && !$0.isBlank }
    boxed = document.paragraphs.filter {
      [.box, .table, .header].contains($0.container) && !$0.isBlank
    }
    // A centred line above a table is its caption.
    let tables = Set(
      document.paragraphs.filter { $0.container == .table }.map { $0.order - 1 })
    captions = Set(flow.map(\.order)).intersection(tables)
    findHead()
    findTitles()
    findAddressee()
    findAnnexes()
    findSignatures()
    findImprint()
    findRest()
  }

  private func isFree(_ paragraph: StatedParagraph) -> Bool { roles[paragraph.order] == nil }

  /// What may stand before the title: everything before the first long paragraph.
  private var opening: ArraySlice<StatedParagraph> {
    let text = flow.firstIndex {
      $0.bare.count > 40 && "。：:".contains($0.bare.last ?? " ") && !$0.isRed
    }
    return flow[..<max(text ?? flow.count, min(1, flow.count))]
  }

  private mutating func findHead() {
    for paragraph in boxed + flow where paragraph.isRed && paragraph.halfPoints >= 40 {
      roles[paragraph.order] = .mark
    }
    for paragraph in Array(opening) + boxed.filter({ $0.container != .table }) {
      guard isFree(paragraph) else { continue }
      let text = paragraph.bare
      if text.count <= 8, text.count >= 4, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
        roles[paragraph.order] = .serial
      } else if text.count < 14, text.prefixMatch(of: #/绝密|机密|秘密/#) != nil {
        roles[paragraph.order] = .secrecy
      } else if text.wholeMatch(of: #/特急|加急|平急|急件|特提/#) != nil {
        roles[paragraph.order] = .urgency
      } else if text.count < 60,
        text.prefixMatch(of: DocumentNumber.loose) != nil
          || text.wholeMatch(of: #/[（(]?第?[0-9]+[期号][）)]?/#) != nil
      {
        roles[paragraph.order] = .number
      } else if text.hasPrefix("签发人") {
        roles[paragraph.order] = .signer
      }
    }
  }

  /// The paragraphs of the title: by style wherever they stand, else the largest before the text.
  private mutating func findTitles() {
    for paragraph in flow where isFree(paragraph) {
      if ["title", "标题", "公文标题", "文件标题"].contains(paragraph.styleName) {
        roles[paragraph.order] = .title
      }
    }
    guard all(.title).isEmpty else { return }
    let candidates = opening.filter {
      isFree($0) && $0.outlineLevel == nil && HeadingForm($0.shown) == nil
        && $0.bare.prefixMatch(of: #/(表|图)[0-9]/#) == nil
    }
    let largest = candidates.map(\.halfPoints).max() ?? 0
    let lead =
      candidates.first { largest >= 36 && $0.halfPoints == largest }
      ?? candidates.first { $0.alignment == .center && !captions.contains($0.order) }
    guard let lead else { return }
    roles[lead.order] = .title
    guard lead.halfPoints > 32 else { return }
    var last = lead
    for paragraph in candidates where paragraph.order == last.order + 1 {
      guard paragraph.halfPoints == lead.halfPoints, paragraph.alignment == lead.alignment else {
        break
      }
      roles[paragraph.order] = .title
      last = paragraph
    }
  }

  /// The first paragraph after the title, if it ends in a colon as names of offices do.
  private mutating func findAddressee() {
    guard let title = all(.title).first else { return }
    for paragraph in flow where paragraph.order > title.order && isFree(paragraph) {
      if paragraph.alignment == .center || paragraph.alignment == .right { continue }
      let text = paragraph.bare
      if "：:".contains(text.last ?? " "), text.count <= 160, HeadingForm(paragraph.shown) == nil,
        !text.hasPrefix("附件"), !text.hasSuffix("们："),
        text.suffix(8).firstMatch(of: #/如下|汇报|报告|通知|决定|同志/#) == nil
      {
        roles[paragraph.order] = .addressee
      }
      return
    }
  }

  private mutating func findAnnexes() {
    var isInList = false
    for (index, paragraph) in flow.enumerated() where isFree(paragraph) {
      let text = paragraph.bare
      if text.wholeMatch(of: #/附件([0-9]{1,2}|[一二三四五六七八九十]+)?[：:]?/#) != nil {
        roles[paragraph.order] = .annexLabel
        isInList = false
        if flow.indices.contains(index + 1),
          isFree(flow[index + 1]) || self[flow[index + 1]] == .title
        {
          roles[flow[index + 1].order] = .annexTitle
        }
      } else if text.count > 3, text.prefixMatch(of: #/附件[：:]/#) != nil {
        roles[paragraph.order] = .annexList
        isInList = true
      } else if isInList, paragraph.shown.prefixMatch(of: #/[0-9]{1,2}[.．]/#) != nil {
        roles[paragraph.order] = .annexList
      } else {
        isInList = false
      }
    }
  }

  /// Dates that stand alone at the right, with the short lines at the right above them.
  private mutating func findSignatures() {
    for (index, paragraph) in flow.enumerated() where isFree(paragraph) {
      guard paragraph.bare.wholeMatch(of: SignatureDate.loose) != nil, isAtRight(paragraph) else {
        continue
      }
      roles[paragraph.order] = .date
      var above = index
      while above > 0 {
        above -= 1
        let office = flow[above]
        guard isFree(office), office.bare.count <= 40,
          isAtRight(office) || office.alignment == .center,
          !office.bare.contains(where: { "。；，：:".contains($0) }),
          HeadingForm(office.shown) == nil
        else { break }
        roles[office.order] = .office
      }
      if flow.indices.contains(index + 1),
        flow[index + 1].bare.wholeMatch(of: #/[（(].*[）)]/#) != nil, isFree(flow[index + 1])
      {
        roles[flow[index + 1].order] = .note
      }
    }
  }

  private func isAtRight(_ paragraph: StatedParagraph) -> Bool {
    paragraph.alignment == .right || paragraph.start >= 6
      || paragraph.alignment != .center && paragraph.characters(paragraph.right) > 0
        && paragraph.start >= 4
  }

  private mutating func findImprint() {
    for paragraph in flow + boxed where isFree(paragraph) {
      let text = paragraph.bare
      if text.prefixMatch(of: #/(抄送|分送)[：:]/#) != nil {
        roles[paragraph.order] = .copies
      } else if text.hasSuffix("印发"), text.count < 50,
        text.firstMatch(of: #/[0-9]{4}年/#) != nil
      {
        roles[paragraph.order] = .issue
      }
    }
  }

  private mutating func findRest() {
    for paragraph in flow where isFree(paragraph) {
      let text = paragraph.bare
      if paragraph.styleName.hasPrefix("toc") || paragraph.styleName.hasPrefix("目录") {
        roles[paragraph.order] = .contents
      } else if text.prefixMatch(of: #/(出席|请假|列席|主持|记录)[：:]/#) != nil {
        roles[paragraph.order] = .attendance
      } else if text.count < 50, text.prefixMatch(of: #/(表|图)\s*[0-9]/#) != nil {
        roles[paragraph.order] = .aside
      } else if let form = HeadingForm(paragraph.shown) {
        roles[paragraph.order] = .heading(form.level)
      } else if paragraph.alignment == .right || paragraph.alignment == .center && text.count < 60 {
        roles[paragraph.order] = .aside
      } else {
        roles[paragraph.order] = .body
      }
    }
  }
}

/// 发文字号.
enum DocumentNumber {
  /// What is meant for one, right or wrong.
  nonisolated(unsafe) static let loose =
    #/[^0-9〔\[【（(［]{1,20}[〔\[【（(［]\s*[0-9]{2,4}\s*[〕\]】）)］]\s*第?\s*[0-9]+\s*号/#
  nonisolated(unsafe) static let right = #/[^0-9〔\[【（(［]{1,20}〔[0-9]{4}〕[1-9][0-9]*号/#
}

/// 成文日期.
enum SignatureDate {
  nonisolated(unsafe) static let loose =
    #/[（(]?[0-9０-９〇零一二三四五六七八九十OＯ]{2,4}年[0-9０-９一二三四五六七八九十]{1,3}月([0-9０-９一二三四五六七八九十]{1,3}日)?[）)]?|[0-9]{4}[.\-\/][0-9]{1,2}[.\-\/][0-9]{1,2}/#
  nonisolated(unsafe) static let right = #/[0-9]{4}年([1-9]|1[0-2])月([1-9]|[12][0-9]|3[01])日/#
}

/// The number with which a heading begins.
struct HeadingForm {
  /// From 1 to 4.
  let level: Int
  /// As written.
  let written: String
  let isRight: Bool

  init?(_ text: String) {
    if let match = text.prefixMatch(of: #/[一二三四五六七八九十百]+[、.．,，]/#) {
      (level, written) = (1, String(match.output))
      isRight = written.last == "、"
    } else if let match = text.prefixMatch(of: #/[（(][一二三四五六七八九十百]+[）)][、.，]?/#) {
      (level, written) = (2, String(match.output))
      isRight = written.first == "（" && written.last == "）"
    } else if let match = text.prefixMatch(of: #/[0-9]{1,2}[.．、](?![0-9])/#) {
      (level, written) = (3, String(match.output))
      isRight = written.last != "、"
    } else if let match = text.prefixMatch(of: #/[（(][0-9]{1,2}[）)][、.，]?/#) {
      (level, written) = (4, String(match.output))
      isRight = written.first == "（" && written.last == "）"
    } else {
      return nil
    }
  }
}
