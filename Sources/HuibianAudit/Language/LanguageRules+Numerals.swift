import HuibianDiagnostics
import HuibianTable

/// GB/T 15835-2011, and what official reports say of changes.
extension LanguageRules {
  static var numerals: [LanguageRule] {
    let numeral = "GB/T 15835-2011"
    return [
      LanguageRule(
        "decrease-in-times", source: "数字用法常规", "减少、下降不能用“倍”",
        remedy: "改用百分比或分数，如“下降50%”“减少一半”",
        #/(下降|减少|降低|缩短|下滑|回落)了?[^，。；：、（）]{0,8}?([0-9.]+|[一二两三四五六七八九十百几数])倍/#),
      LanguageRule(
        "signed-twice", source: "数字用法常规", "方向已由动词说明，数前不加负号", remedy: "去掉负号",
        #/(下降|减少|降低|缩短|上升|增加|增长|提高)了?[\-－−—]([0-9])/#),
      LanguageRule(
        "points-in-percent", source: "数字用法常规", "“个百分点”前不写“%”", remedy: "去掉“%”",
        #/([0-9.]+)[%％]个百分点/#
      ) { .some("\($0.1)个百分点") },
      LanguageRule(
        "rate-change-in-percent", .warning, source: "数字用法常规", "比率的增减是两个百分数之差，用“个百分点”",
        remedy: "是比率之差的，写“个百分点”；是相对幅度的，换一种说法",
        #/率[0-9.]+[%％][，,](同比|环比|比上年|较上年|比去年|较去年)?(同期)?(上升|下降|提高|降低|增长|减少)了?([0-9.]+)[%％]/#),
      LanguageRule(
        "hedged-twice", source: "数字用法常规", "概数的说法重复", remedy: "只留一个",
        #/(约|大约|近|将近|接近|至少|最少|最多|至多|超过|不足)([0-9.]+|[一二两三四五六七八九十百千万几]+)[^，。；、]{0,4}?(左右|上下|余|多|以上|以下|以内)/#
      ) { match in
        // 超过…万余 and 不足…以下 are as wrong; 约3个月以上 is not one number.
        match.3.isEmpty ? nil : .some(nil)
      },
      LanguageRule(
        "hyphen-in-range", source: numeral + " 5.1.3、GB/T 15834-2011 4.13", "起止之间用一字线“—”，不用短横线",
        remedy: "改为“—”", #/([0-9]+)\s*[\-－–]\s*([0-9]+)(月|日|年|时|岁|周)/#
      ) { match in
        .some("\(match.1)—\(match.2)\(match.3)")
      },
      LanguageRule(
        "hyphen-in-number-range", source: numeral + " 5.1.3", "数值范围用浪纹线“～”或一字线“—”",
        remedy: "改为“～”",
        before: { $0.map { !$0.isPartOfCode && !"－–～~—".contains($0) } ?? true },
        #/([0-9.]+[%万亿]?)\s*[\-－–~]\s*([0-9.]+)([%％]|[万亿]|件|批|人|个|天|元|次|户|起|倍)/#
      ) {
        .some("\($0.1)～\($0.2)\($0.3)")
      },
      LanguageRule(
        "unit-dropped-in-range", source: numeral + " 5.1.3", "范围的前一个数也要写明“%”“万”“亿”",
        remedy: "前后都写单位",
        before: { $0.map { !$0.isPartOfCode && !"～—".contains($0) } ?? true },
        #/([0-9.]+)([～—])([0-9.]+)([%％]|[万亿]元?)/#
      ) { "\($0.1)\($0.4.filter { $0 != "元" })\($0.2)\($0.3)\($0.4)" },
      LanguageRule(
        "full-width-digit", source: numeral + " 5.1.7", "阿拉伯数字和“%”用半角", remedy: "改为半角",
        #/[０-９．]*[０-９％][０-９．％]*/#
      ) { .some(String($0.output.map { LanguageRules.narrow[$0] ?? $0 })) },
      LanguageRule(
        "mixed-numeral", source: numeral + " 5.3", "阿拉伯数字后面不写“千”“百”“十”", remedy: "写全数字，或全用汉字",
        #/([0-9]+(\.[0-9]+)?)[千百十](余|多)?(件|批|人|起|户|元|次|个|名|份|册|场|天)/#),
      LanguageRule(
        "no-leading-zero", source: numeral + " 5.1.2", "小数点前的“0”不能省", remedy: "补上“0”",
        before: { $0.map { !$0.isPartOfCode } ?? true },
        #/(\.[0-9]+)(?=[%％万亿件批人次元个天]|，|。|$)/#
      ) { .some("0\($0.1)") },
      LanguageRule(
        "short-year", source: numeral + " 5.1.4", "年份要写全四位", remedy: "写全年份",
        before: { $0.map { !$0.isPartOfCode && !"第前近后满每过达约余".contains($0) } ?? true },
        #/('?[0-9]{2})年(?=[0-9]{1,2}月|度|底|初|上半年|下半年|全年|以来)/#),
      LanguageRule(
        "padded-date", source: "GB/T 9704-2012 7.3.5.4", "月、日不编虚位", remedy: "去掉前面的“0”",
        #/([0-9]{4})年(0?)([1-9]|1[0-2])月((0?)([1-9]|[12][0-9]|3[01])日)?/#
      ) { match in
        let isPadded = !match.2.isEmpty || match.5?.isEmpty == false
        guard isPadded else { return nil }
        return .some("\(match.1)年\(match.3)月" + (match.6.map { "\($0)日" } ?? ""))
      },
      LanguageRule(
        "point-in-date", source: numeral + " 5.1.4", "正文中的日期用“年月日”", remedy: "写“年月日”",
        before: { $0.map { !$0.isPartOfCode } ?? true },
        #/((19|20)[0-9]{2})([.\/])(0?[1-9]|1[0-2])\3(0?[1-9]|[12][0-9]|3[01])(?![0-9.\-\/])/#
      ) {
        guard let month = Int($0.4), let day = Int($0.5) else { return nil }
        return .some("\($0.1)年\(month)月\(day)日")
      },
      LanguageRule(
        "no-such-day", source: numeral + " 5.1.4", "没有这一天", remedy: "核对日期",
        #/([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日/#
      ) { match in
        guard let year = Int(match.1), let month = Int(match.2), let day = Int(match.3) else {
          return nil
        }
        return CivilDate(year, month, day) == nil ? .some(nil) : nil
      },
      LanguageRule(
        "zero-in-year", source: numeral + " 5.2.5", "汉字写年份用“〇”", remedy: "把“零”“O”“○”改为“〇”",
        #/[一二][零〇OoＯ○0一二三四五六七八九]{3}年/#
      ) { match in
        let text = String(match.output)
        guard text.contains(where: { "零OoＯ○0".contains($0) }) else { return nil }
        return .some(String(text.map { "零OoＯ○0".contains($0) ? "〇" : $0 }))
      },
      LanguageRule(
        "comma-in-approximate", source: numeral + " 5.2.1", "相邻两数连用表示概数，中间不加顿号",
        remedy: "去掉顿号",
        before: { $0.map { !"第一二三四五六七八九十".contains($0) } ?? true },
        #/([一二三四五六七八])、([二三四五六七八九])(个|天|年|月|次|人|件|批|名|户|倍|成)/#
      ) { match in
        let digits = Array("一二三四五六七八九")
        guard let first = match.1.first.flatMap({ digits.firstIndex(of: $0) }),
          let second = match.2.first.flatMap({ digits.firstIndex(of: $0) }), second == first + 1
        else { return nil }
        return .some("\(match.1)\(match.2)\(match.3)")
      },
      LanguageRule(
        "split-number", .warning, source: numeral + " 5.1.1", "数字中间有空格或全角逗号", remedy: "连着写",
        #/[0-9]，[0-9]{3}(?![0-9])|[0-9] [0-9]{3}(?=件|批|人|元|次|万)/#),
    ]
  }

  private static let narrow: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip("０１２３４５６７８９％．", "0123456789%."))
}
