import HuibianDiagnostics
import HuibianTemplate
import HuibianWord

/// What a head (文件头) becomes: the red head, the signature, the imprint.
extension Lowering {
  mutating func addHead() {
    let items = [
      ("份号", LayoutBlock.serial), ("密级", LayoutBlock.secrecy), ("紧急程度", LayoutBlock.urgency),
    ]
    .compactMap { key, block in head[key].map { (text: $0, block: block) } }
    guard let mark = head["发文机关标志"] else { return }
    let number = head["发文字号"]
    if form == .letter {
      var places: [LayoutOrigin.Place: HeadText] = [.caption: mark]
      places[.text] = number
      for (index, item) in items.enumerated() { places[.item(index)] = item.text }
      add(
        .letterHead(
          mark: mark.value, items: items.map(\.text.value), number: number?.value ?? ""), places)
      return
    }
    for item in items { add(item.block(item.text.value), item.text) }
    addMark()
    if form == .order {
      if let number = head["令号"] { add(.orderNumber(number.value), number) }
      return
    }
    if let number {
      let signers = head.list("签发人")
      add(
        .documentNumber(number.value, signers: signers.map(\.value)),
        [.text: number].merging(signers.places) { $1 })
    }
    if number != nil || form == .minutes { add(.redLine, [:]) }
  }

  mutating func addMark() {
    var names = head.list("发文机关标志")
    var suffix = ""
    if names.count > 1, let last = names.last, last.value.hasSuffix("文件") {
      suffix = "文件"
      names.removeLast()
      if last.value != suffix { names.append(last.dropLast(2)) }
    }
    guard !names.isEmpty else { return }
    add(
      .mark(names.map(\.value), suffix: suffix, isOrder: form == .order), names.places)
  }

  /// Whether the addressees are too many for the first page, which has to show the text. GB/T 9704-2012,
  /// 7.3.2: they then stand in the imprint.
  func isAddresseeMoved(
    _ body: ArraySlice<TextBlock>, sink: inout DiagnosticSink
  ) -> Bool {
    guard form == .document, let addressee = head["主送"] else { return false }
    let title = head["标题"]?.value ?? body.first { $0.kind == .title }?.text ?? ""
    let rows = FirstPage.rows(ofAddressee: addressee.value)
    let room = FirstPage.rows(
      marks: head.list("发文机关标志").count, signers: head.list("签发人").count, title: title)
    guard rows > room else { return false }
    sink.report(.addresseeMoved(rows: rows, room: room, at: addressee.location(file: file)))
    return true
  }

  mutating func addTail() {
    let annexes = head.list("附件")
    if !annexes.isEmpty { add(.annexList(annexes.map(\.value)), annexes.places) }
    var isFirst = true
    for key in ["出席", "请假", "列席"] {
      guard let names = head[key] else { continue }
      add(.attendance(label: key + "：", names: names.value, isFirst: isFirst), names)
      isFirst = false
    }
    let seal = head.seal
    let offices = head.list(seal == .nameStamp ? "职务" : "署名")
    let date = head["成文日期"]
    if !offices.isEmpty || date != nil {
      var places: [LayoutOrigin.Place: HeadText] = [:]
      for (index, office) in offices.enumerated() { places[.office(index)] = office }
      places[.date] = date
      add(
        .signature(
          offices: offices.isEmpty ? [""] : offices.map(\.value), date: date?.value ?? "",
          seal: seal),
        places)
    }
    if let note = head["附注"] { add(.note(note.value), note) }
  }

  mutating func addImprint(addressee: HeadText?) {
    let copies = head["抄送"]
    let office = head["印发机关"]
    let date = head["印发日期"]
    guard addressee != nil || copies != nil || office != nil || date != nil else { return }
    var places: [LayoutOrigin.Place: HeadText] = [:]
    places[.addressee] = addressee
    places[.text] = copies
    places[.office(0)] = office
    places[.date] = date
    add(
      .imprint(
        LayoutImprint(
          addressee: addressee?.value.trimming("：:。").ending(in: "。"),
          copies: copies?.value.ending(in: "。"), office: office?.value ?? "",
          date: date?.value ?? "", page: head.imprintPage, hasLines: form != .letter)), places)
  }
}

extension [HeadText] {
  /// By their number in a block.
  var places: [LayoutOrigin.Place: HeadText] {
    Dictionary(uniqueKeysWithValues: enumerated().map { (.item($0), $1) })
  }
}

extension String {
  /// With a mark at its end, if it has neither it nor the other one.
  func ending(in mark: Character, not other: Character? = nil) -> String {
    last == mark || last != nil && last == other ? self : self + String(mark)
  }

  /// Without marks at its end.
  fileprivate func trimming(_ marks: String) -> String {
    var text = self
    while let last = text.last, marks.contains(last) { text.removeLast() }
    return text
  }
}

extension Diagnostic {
  fileprivate static func addresseeMoved(rows: Int, room: Int, at location: Location) -> Diagnostic
  {
    Diagnostic(
      .note, "addressee-moved", "主送机关约\(rows)行，首页只放得下\(room)行，已移到版记", at: location,
      hints: ["要留在正文前面，改用统称，例如“各镇街信访工作机构”"])
  }
}
