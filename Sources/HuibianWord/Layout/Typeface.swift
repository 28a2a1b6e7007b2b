import HuibianOPC

/// The typefaces of an official document. GB/T 9704-2012, 5.2.2 and 7.3.
///
/// Every style names its face for Hanzi and for half-width characters alike, so that digits are 仿宋
/// among 仿宋: 5.2.2 excepts nothing, and “ ” — … keep their full width, which a Latin face would
/// take from them. Whoever prefers Times New Roman for digits changes one style, 正文.
enum Typeface: String, CaseIterable {
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

  /// `w:font` of the font table. ECMA-376 Part 1, 17.8.3.10.
  var entry: XML.Element {
    Markup.w(
      "font", ["name": rawValue],
      [
        Markup.val("altName", alternatives),
        // 86 is the GB 2312 character set.
        Markup.val("charset", "86"),
        Markup.val(
          "family", self == .fangsong || self == .kaiti || self == .heiti ? "modern" : "auto"),
        Markup.val("pitch", self == .xiaobiaosong || self == .songti ? "variable" : "fixed"),
      ])
  }
}
