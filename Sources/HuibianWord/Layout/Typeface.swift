import HuibianOPC

/// The typefaces of an official document. GB/T 9704-2012, 5.2.2 and 7.3.
///
/// Every style names its face for Hanzi and for half-width characters alike, so that digits are 仿宋
/// among 仿宋: 5.2.2 excepts nothing, and “ ” — … keep their full width, which a Latin face would
/// take from them. Whoever prefers Times New Roman for digits changes one style, 正文.
package enum Typeface: String, CaseIterable, Sendable {
  case xiaobiaosong = "方正小标宋简体"
  case fangsong = "仿宋_GB2312"
  case kaiti = "楷体_GB2312"
  case heiti = "黑体"
  case songti = "宋体"

  /// Faces that stand in where this one is not installed, best first. The names with _GB2312 are
  /// those of the old government desktops; Windows has had 仿宋 and 楷体 since Vista.
  var alternatives: String {
    switch self {
    case .xiaobiaosong: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong"
    case .fangsong: "仿宋,FangSong,FangSong_GB2312,华文仿宋,STFangsong"
    case .kaiti: "楷体,KaiTi,KaiTi_GB2312,华文楷体,STKaiti"
    case .heiti: "SimHei,华文黑体,STHeiti"
    case .songti: "SimSun,华文宋体,STSong"
    }
  }

  /// What an office calls it in its settings: 小标宋 for 方正小标宋简体.
  package var settingName: String {
    switch self {
    case .xiaobiaosong: "小标宋"
    case .fangsong: "仿宋"
    case .kaiti: "楷体"
    case .heiti: "黑体"
    case .songti: "宋体"
    }
  }

  /// `w:font` of the font table. ECMA-376 Part 1, 17.8.3.10.
  ///
  /// - Parameter name: The face that the office uses; one of its own has the usual one as a stand-in.
  func entry(named name: String) -> XML.Element {
    let others = ([rawValue] + alternatives.split(separator: ",").map(String.init))
      .filter { $0 != name }
    return Markup.w(
      "font", ["name": name],
      [
        Markup.val("altName", others.joined(separator: ",")),
        // 86 is the GB 2312 character set.
        Markup.val("charset", "86"),
        Markup.val(
          "family", self == .fangsong || self == .kaiti || self == .heiti ? "modern" : "auto"),
        Markup.val("pitch", self == .xiaobiaosong || self == .songti ? "variable" : "fixed"),
      ])
  }
}
