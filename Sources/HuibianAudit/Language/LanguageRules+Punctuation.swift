import HuibianDiagnostics

/// GB/T 15834-2011.
extension LanguageRules {
  static var punctuation: [LanguageRule] {
    let source = "GB/T 15834-2011"
    return [
      LanguageRule(
        "comma-between-titles", .warning, source: source + " 4.5", "并列的书名号、引号之间不加顿号",
        remedy: "去掉顿号",
        #/》、《|”、“/#
      ) { .some(String($0.output).replacing("、", with: "")) },
      LanguageRule(
        "half-width-punctuation", source: source, "汉字之间用全角标点", remedy: "改为全角",
        before: { $0?.isHan ?? false }, #/[,;:?!](?=\p{Han}|\s|$|[“《（])/#
      ) {
        .some(String($0.output.map { LanguageRules.wide[$0] ?? $0 }))
      },
      LanguageRule(
        "half-width-punctuation", source: source, "汉字之间用全角标点", remedy: "改为全角",
        before: { $0.map { $0.isNumber || "”》）%".contains($0) } ?? false }, #/[,;](?=\p{Han})/#
      ) {
        .some(String($0.output.map { LanguageRules.wide[$0] ?? $0 }))
      },
      LanguageRule(
        "half-width-bracket", source: source, "中文里用全角括号", remedy: "改为全角",
        #/\((?=[^()]*\p{Han})[^()]*\)/#
      ) {
        .some("（" + $0.output.dropFirst().dropLast() + "）")
      },
      LanguageRule(
        "straight-quote", source: source + " 4.8", "中文里用弯引号“”", remedy: "改为“”",
        #/"([^"“”]*\p{Han}[^"“”]*)"/#
      ) { .some("“\($0.1)”") },
      LanguageRule(
        "full-stop-point", source: source + " 4.1", "句号用“。”", remedy: "改为“。”",
        before: { $0.map { $0.isHan && !"一二三四五六七八九十".contains($0) } ?? false },
        #/\.(?=\s|$|\p{Han})/#
      ) { _ in .some("。") },
      LanguageRule(
        "short-ellipsis", source: source + " 4.11", "省略号是六个点“……”", remedy: "写作“……”",
        before: { $0.map { !$0.isPartOfCode && !"…。".contains($0) } ?? true },
        #/…(?!…)|\.{3,}|。{3,}/#
      ) { _ in .some("……") },
      LanguageRule(
        "short-dash", .warning, source: source + " 4.10", "破折号占两个字“——”", remedy: "写作“——”",
        before: { $0?.isHan ?? false },
        #/--+(?=\p{Han})/#
      ) { _ in .some("——") },
      LanguageRule(
        "doubled-punctuation", source: source, "标点重复", remedy: "只留一个",
        before: { $0 != "。" },
        #/[，、；：][，、；：。]|。[，、；]|。。(?!。)|[？！][，。；]/#
      ) { match in
        match.output.last.map { .some(String($0)) }
      },
      LanguageRule(
        "mark-at-start", source: source + " 5.1", "段首不能是点号", remedy: "去掉",
        #/^[\s　]*[，。、；：！？]/#),
      LanguageRule(
        "number-mark", source: source + " 附录B.3", "序次语后的标点不对", remedy: "“一、”“（一）”“1.”“（1）”“第一，”",
        #/^[\s　]*([一二三四五六七八九十]+[.．,，：](?=\p{Han})|（[一二三四五六七八九十]+）[、.，]|\([一二三四五六七八九十]+\)[、.，]?|[0-9]+、(?=\p{Han})|（[0-9]+）[、.，]|第[一二三四五六七八九十]+、)/#
      ) {
        .some(LanguageRules.ordinal(String($0.1)))
      },
      LanguageRule(
        "document-number", source: "GB/T 9704-2012 7.2.5", "发文字号的年份用六角括号“〔〕”，序号不加“第”、不编虚位",
        remedy: "写作“〔2025〕1号”",
        #/[\[【（(〔［]((19|20)[0-9]{2})年?[\]】）)〕］](第?)(0*)([1-9][0-9]*)号/#
      ) { match in
        let right = "〔\(match.1)〕\(match.5)号"
        return String(match.0) == right ? nil : .some(right)
      },
      LanguageRule(
        "caption-stop", .warning, source: source + " 附录A", "表题、图题末尾不用句号", remedy: "去掉句号",
        #/^[\s　]*[表图][0-9一二三四五六七八九十]+[\s　].{1,40}。$/#),
      LanguageRule(
        "blank-in-text", .warning, source: source, "汉字与数字之间有空格", remedy: "去掉空格",
        before: { $0?.isHan ?? false },
        #/ +[0-9][0-9.]*%?(?= *\p{Han})|[0-9.]+%? +(?=件|批|人|次|元|个|起|户|天|年|月|日)/#
      ) {
        .some($0.output.filter { $0 != " " })
      },
      LanguageRule("unpaired-mark", source: source, "括号、引号或书名号不成对", remedy: "补上或删去一个") {
        LanguageRules.unpaired($0)
      },
      LanguageRule(
        "unfilled", source: "公文不得有未填内容", "还有没填的内容", remedy: "填上，或删去这一处",
        #/\{\{[^{}]*\}\}|｛｛[^｛｝]*｝｝|【待填[^】]*】|[xX×Ｘ]{3,}(?=件|批|人|次|元|年|月|日|%|个|县|区|市|省|局)/#),
    ]
  }

  private static let wide: [Character: Character] = [
    ",": "，", ";": "；", ":": "：", "?": "？", "!": "！",
  ]

  /// An ordinal with the mark that belongs to it.
  private static func ordinal(_ text: String) -> String {
    let name = text.filter { !"、.．,，：()（）".contains($0) }
    if name.hasPrefix("第") { return name + "，" }
    let isHanzi = name.first.map { !$0.isASCII } ?? false
    if text.contains("（") || text.contains("(") { return "（\(name)）" }
    return isHanzi ? name + "、" : name + "."
  }

  /// The first opening mark without its closing one, or the other way round.
  private static func unpaired(_ text: String) -> [LanguageRule.Hit] {
    let pairs: [Character: Character] = [
      "（": "）", "“": "”", "《": "》", "〔": "〕", "【": "】", "‘": "’", "〈": "〉",
    ]
    let closing = Set(pairs.values)
    var open: [String.Index] = []
    for index in text.indices {
      let character = text[index]
      if pairs[character] != nil {
        open.append(index)
      } else if closing.contains(character) {
        guard let last = open.last, pairs[text[last]] == character else {
          return [LanguageRule.Hit(range: index..<text.index(after: index))]
        }
        open.removeLast()
      }
    }
    return open.first.map { [LanguageRule.Hit(range: $0..<text.index(after: $0))] } ?? []
  }
}
