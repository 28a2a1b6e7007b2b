/// Where the words of an official title part, by a small list of its usual words.
struct TitlePhrasing: Sendable {
  private let characters: [Character]
  /// For every offset the known word that begins there; 0: none.
  private var lengths: [Int]
  /// Offsets strictly inside a known word, a number or a Latin word.
  private var isInside: [Bool]
  /// Offsets inside 《》, （） or “”.
  private var isEnclosed: [Bool]

  init(_ characters: [Character]) {
    self.characters = characters
    lengths = [Int](repeating: 0, count: characters.count + 1)
    isInside = [Bool](repeating: false, count: characters.count + 1)
    isEnclosed = isInside
    var offset = 0
    while offset < characters.count {
      let length = max(
        Self.numberLength(characters[offset...]), Self.wordLength(characters[offset...]))
      lengths[offset] = length
      for inner in offset + 1..<max(offset + 1, offset + length) { isInside[inner] = true }
      offset += max(length, 1)
    }
    var depth = 0
    for (index, character) in characters.enumerated() {
      if Self.closing.contains(character) { depth -= 1 }
      isEnclosed[index] = depth > 0
      if Self.opening.contains(character) { depth += 1 }
    }
  }

  /// What it costs to begin a line at an offset: 0 is best, 60 cuts a word; nil: never.
  ///
  /// - Parameter offset: Neither the first nor the last.
  func price(ofBreakAt offset: Int) -> Double? {
    let before = characters[offset - 1]
    let after = characters[offset]
    if Self.neverFirst.contains(after) || Self.opening.contains(before) { return nil }
    let enclosed = isEnclosed[offset] ? 6.0 : 0
    if isInside[offset] { return 60 + enclosed }
    return price(between: before, after, at: offset) + enclosed
  }

  private func price(between before: Character, _ after: Character, at offset: Int) -> Double {
    let startsWord = lengths[offset] > 0
    let word = wordEnding(at: offset)
    if word == "关于" { return 0 }
    if "的、，；：".contains(before) { return 0.5 }
    if "和与及".contains(before) { return 1 }
    if "》）”".contains(before) { return 1 }
    if word?.last == "年" || word == "年度" || word?.hasSuffix("年度") == true { return 1 }
    if let word, Self.organs.contains(word) { return 1 }
    if "省市区县旗镇乡".contains(before) {
      let organFollows = startsWord && Self.organs.contains(self.word(at: offset))
      return organFollows ? 12 : "级局委直域内长民场".contains(after) ? 20 : 3
    }
    return word != nil && startsWord ? 4 : word != nil || startsWord ? 8 : 14
  }

  private func word(at offset: Int) -> String {
    String(characters[offset..<offset + lengths[offset]])
  }

  private func wordEnding(at offset: Int) -> String? {
    var start = offset - 1
    while start >= 0 && isInside[start] { start -= 1 }
    guard start >= 0, lengths[start] == offset - start else { return nil }
    return word(at: start)
  }

  /// The length of a number with what belongs to it, such as 2022年 or 1—10月; of a Latin word.
  private static func numberLength(_ rest: ArraySlice<Character>) -> Int {
    let digits = rest.prefix {
      $0.isASCII && ($0.isNumber || $0.isLetter || ".-%/".contains($0)) || "—－~".contains($0)
    }
    guard let first = digits.first, first.isASCII else { return 0 }
    let following = rest.dropFirst(digits.count)
    guard first.isNumber, let unit = following.first, "年月日季届次号期个".contains(unit) else {
      return digits.count
    }
    return digits.count + (unit == "年" && following.dropFirst().first == "度" ? 2 : 1)
  }

  /// The length of the longest known word at the start.
  private static func wordLength(_ rest: ArraySlice<Character>) -> Int {
    for length in stride(from: min(longestWord, rest.count), to: 1, by: -1)
    where words.contains(String(rest.prefix(length))) {
      return length
    }
    return 0
  }

  private static let opening: Set<Character> = ["《", "（", "“", "〔", "【", "‘"]
  private static let closing: Set<Character> = ["》", "）", "”", "〕", "】", "’"]
  private static let neverFirst: Set<Character> = [
    "的", "了", "和", "与", "及", "或", "等", "、", "，", "。", "；", "：", "！", "？", "》", "）", "”", "〕",
    "】", "’", "—", "…", "·",
  ]

  private static let organs: Set<String> = [
    "信访局", "人民政府", "人民政府办公室", "政府", "政府办公室", "委员会", "办公室", "党委", "市委", "区委", "县委",
    "省委", "联席会议", "联席会议办公室", "领导小组", "领导小组办公室", "财政局", "接待中心", "信访办", "街道办事处",
    "人民来访接待中心", "党组", "机关",
  ]

  private static let words: Set<String> = organs.union([
    "关于", "印发", "转发", "报送", "呈报", "工作", "总结", "报告", "情况", "计划", "要点", "信访", "评价", "绩效", "整体",
    "支出", "项目", "年度", "半年", "上半年", "下半年", "全年", "季度", "第一季度", "第二季度", "第三季度", "第四季度",
    "群众", "来信", "来访", "网上", "矛盾", "纠纷", "排查", "化解", "通报", "通知", "意见", "方案", "办法", "发言", "材料",
    "会议", "汇报", "讲话", "自评", "领导", "干部", "接访", "下访", "包案", "人民", "落实", "贯彻", "推进", "加强", "做好",
    "开展", "进一步", "重点", "领域", "问题", "专项", "行动", "治理", "任务", "目标", "责任", "考核", "全国", "全省", "全市",
    "全区", "全县", "部门", "预算", "财政", "主要", "数据", "统计", "分析", "汇编", "务虚会", "座谈会", "积案", "攻坚",
    "初次", "重复", "事项", "办理", "督查", "督办", "规范", "规范化", "建设", "法治", "法治化", "源头", "稳定", "社会",
    "维护", "服务", "保障", "期间", "今后", "下一步", "明年", "工作总结", "工作计划", "工作要点", "工作报告", "工作会议",
    "绩效评价", "整体支出", "自评报告", "评价报告", "实施", "细则", "条例", "制度", "机制", "改革", "经验", "做法", "调研",
    "述职", "述廉", "党风廉政建设", "安全", "生产", "综合", "基层", "社区", "乡镇", "街道", "自治区", "自治州", "自治县",
    "以及", "暨", "贯彻落实", "学习", "宣传", "活动", "主题", "教育", "预防", "处置", "应急", "形势", "特点", "建议", "对策",
  ])
  private static let longestWord = words.map(\.count).max() ?? 0
}
