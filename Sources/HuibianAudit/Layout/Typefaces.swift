/// The typefaces that GB/T 9704-2012 names; every name that a font of the kind goes by counts.
enum TypefaceClass: String, Hashable {
  case xiaobiaosong = "小标宋"
  case fangsong = "仿宋"
  case kaiti = "楷体"
  case heiti = "黑体"
  case songti = "宋体"
  case other

  init(_ name: String?) {
    let name = (name ?? "").lowercased()
    let known: [(TypefaceClass, [String])] = [
      (.xiaobiaosong, ["小标宋", "xiaobiaosong", "xbsjw"]),
      (.fangsong, ["仿宋", "fangsong"]),
      (.kaiti, ["楷体", "楷书", "kaiti", "ukai"]),
      (.heiti, ["黑体", "simhei", "stheiti", "noto sans", "source han sans"]),
      (.other, ["中宋", "stzhongsong"]),
      (.songti, ["宋", "simsun", "stsong", "noto serif", "source han serif"]),
    ]
    self = known.first { $0.1.contains { name.contains($0) } }?.0 ?? .other
  }
}

/// Sizes as offices name them.
enum FontSize {
  private static let names = [
    84: "初号", 72: "小初", 52: "一号", 48: "小一", 44: "二号", 36: "小二", 32: "三号", 30: "小三", 28: "四号",
    24: "小四", 21: "五号", 18: "小五", 15: "六号", 13: "小六",
  ]

  /// `小四（12磅）`, `15磅`.
  static func name(halfPoints: Int) -> String {
    let points = "\(halfPoints / 2)\(halfPoints.isMultiple(of: 2) ? "" : ".5")磅"
    return names[halfPoints].map { "\($0)（\(points)）" } ?? points
  }
}

/// Lengths in the words of a finding.
enum Length {
  /// Twips as millimetres with at most one decimal: `37毫米`, `25.4毫米`.
  static func millimetres(_ twips: Int) -> String {
    let tenths = (abs(twips) * 254 + 720) / 1440
    return (twips < 0 ? "-" : "") + "\(tenths / 10)"
      + (tenths % 10 == 0 ? "" : ".\(tenths % 10)") + "毫米"
  }

  static func twips(millimetres: Double) -> Int { Int((millimetres * 1440 / 25.4).rounded()) }

  /// Twips as points: `28.95磅`.
  static func points(_ twips: Int) -> String {
    let hundredths = twips * 5
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    let fraction =
      rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return "\(whole)\(fraction)磅"
  }

  /// Characters with at most one decimal: `2字`, `3.5字`.
  static func characters(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)") + "字"
  }
}
