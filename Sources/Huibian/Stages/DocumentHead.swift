import HuibianDiagnostics
import HuibianTemplate
import HuibianWord

/// The head of a text template, read for its form: every mistake in it is reported.
struct DocumentHead {
  let form: DocumentForm
  private let texts: [String: HeadText]

  init(_ template: TextTemplate, file: String, sink: inout DiagnosticSink) {
    var texts: [String: HeadText] = [:]
    for entry in template.head where !entry.value.isEmpty { texts[entry.key] = HeadText(entry) }
    self.texts = texts
    let named = texts["格式"]
    let known = named.flatMap { DocumentForm(rawValue: $0.value) }
    form = known ?? .report
    if let named, known == nil {
      sink.report(.unknownForm(named.value, at: named.location(file: file)))
      return
    }
    let wanted = texts["盖章"].map(\.value)
    for entry in template.head where !entry.value.isEmpty {
      let place = Location.text(file: file, line: entry.line, column: entry.column)
      if !form.keys.contains(entry.key) {
        sink.report(.notInForm(entry.key, form, at: place))
      } else if let fault = HeadRule.fault(in: entry.value, of: entry.key, form) {
        sink.report(.badHeadValue(entry.key, entry.value, fault, at: place))
      }
    }
    let place = named.map { $0.location(file: file) } ?? .file(file)
    let isStamped = wanted == "签名章" || form == .order
    for (key, example) in form.needs(isStamped) where texts[key] == nil {
      sink.report(.missingHead(key, form, example: example, at: place))
    }
    if isStamped, let office = texts["署名"], form.keys.contains("署名") {
      sink.report(.officeBesideStamp(at: office.location(file: file)))
    }
    if !isStamped, let position = texts["职务"], form.keys.contains("职务") {
      sink.report(.positionWithoutStamp(at: position.location(file: file)))
    }
    if let number = texts["封面页码"], texts["封面"] == nil, form.keys.contains("封面页码") {
      sink.report(.numberWithoutCover(at: number.location(file: file)))
    }
    if let secrecy = texts["密级"], texts["份号"] == nil, form.keys.contains("份号") {
      sink.report(.secretWithoutSerial(at: secrecy.location(file: file)))
    }
  }

  /// What the head says under a key; nil: nothing.
  subscript(key: String) -> HeadText? { form.keys.contains(key) ? texts[key] : nil }

  /// Several texts between ； of one key; inside a tag the mark is the tag's own.
  func list(_ key: String) -> [HeadText] {
    guard let text = self[key] else { return [] }
    var result: [HeadText] = []
    var start = 0
    var depth = 0
    let characters = Array(text.value)
    func take(_ end: Int) {
      var range = start..<end
      while let first = range.first, characters[first].isWhitespace { range = first + 1..<end }
      while let last = range.last, characters[last].isWhitespace { range = range.lowerBound..<last }
      guard !range.isEmpty else { return }
      result.append(
        HeadText(
          value: String(characters[range]), line: text.line,
          columns: Array(text.columns[range.lowerBound...range.upperBound])))
    }
    for (index, character) in characters.enumerated() {
      switch character {
      case "{", "｛": depth += 1
      case "}", "｝": depth = max(0, depth - 1)
      case "；", ";":
        guard depth == 0 else { break }
        take(index)
        start = index + 1
      default: break
      }
    }
    take(characters.count)
    return result
  }

  var seal: LayoutSeal {
    if form == .order { return .nameStamp }
    return switch self["盖章"]?.value {
    case "是": .seal
    case "签名章": .nameStamp
    default: .none
    }
  }

  /// Whether the cover bears its page number.
  var isCoverNumbered: Bool { self["封面页码"]?.value != "无" }

  var imprintPage: LayoutImprint.Page {
    switch self["版记页"]?.value {
    case "偶数页": .even
    case "空白后偶数页": .evenAfterBlank
    default: .last
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownForm(_ form: String, at location: Location) -> Diagnostic {
    let names = DocumentForm.allCases.map(\.rawValue)
    return Diagnostic(
      .error, "unknown-form", "没有\(quoted(form))这种格式", at: location,
      hints: [
        nearestName(to: form, among: names).map { "是否要写“\($0)”" }
          ?? "可以用：" + names.joined(separator: "、")
      ])
  }

  fileprivate static func notInForm(
    _ key: String, _ form: DocumentForm, at location: Location
  ) -> Diagnostic {
    let others = DocumentForm.having(key).map { "“\($0)”" }.joined(separator: "、")
    return Diagnostic(
      .error, "head-not-in-form", "“\(form.rawValue)”格式没有“\(key)”", at: location,
      hints: ["删去这一行；有这一项的格式是\(others)，用“格式: ”写明"])
  }

  fileprivate static func missingHead(
    _ key: String, _ form: DocumentForm, example: String, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "missing-head", "“\(form.rawValue)”格式缺少“\(key)”", at: location,
      hints: ["在文件头加一行，例如“\(key): \(example)”；还没有定的写“{{待填：\(key)}}”"])
  }

  fileprivate static func badHeadValue(
    _ key: String, _ value: String, _ expected: String, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "bad-head-value", "“\(key)”不能是\(quoted(value))", at: location, hints: [expected])
  }

  fileprivate static func officeBesideStamp(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "head-conflict", "加盖签名章时不写“署名”", at: location, hints: ["删去这一行，用“职务: ”写签发人职务"])
  }

  fileprivate static func positionWithoutStamp(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "head-conflict", "不加盖签名章时不写“职务”", at: location,
      hints: ["删去这一行，或加一行“盖章: 签名章”"])
  }

  fileprivate static func numberWithoutCover(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "head-conflict", "没有封面，不写“封面页码”", at: location,
      hints: ["删去这一行，或加一行“封面: {{单位}}；{{今天}}”"])
  }

  fileprivate static func secretWithoutSerial(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "head-conflict", "涉密公文要有份号", at: location, hints: ["在文件头加一行“份号: 000001”"])
  }
}
