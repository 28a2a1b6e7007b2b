/// The spellings of one division, made one.
enum DivisionName {
  /// Levels that codes need and prose leaves out: they stand between a city and its districts.
  static let placeholders: Set<String> = [
    "市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "县级行政区划", "直辖县", "市辖县",
  ]

  /// The usual form of a name: 甲社区居委会 is 甲社区, 丙村村民委员会 is 丙村, 东湖街道办事处 is 东湖街道.
  ///
  /// Only what the name itself says is used; 东湖办 may be a street or a town's and is left as it is.
  static func canonical(_ key: String) -> String {
    for (ending, kind) in endings where key.hasSuffix(ending) {
      let stem = String(key.dropLast(ending.count))
      if stem.isEmpty { return key }
      return stem.hasSuffix(kind) ? stem : stem + kind
    }
    return key
  }

  /// Longer endings before those that end them.
  private static let endings: [(ending: String, kind: String)] = [
    ("社区居民委员会", "社区"), ("社区居委会", "社区"), ("村民委员会", "村"), ("居民委员会", "社区"),
    ("村委会", "村"), ("居委会", "社区"), ("街道办事处", "街道"), ("街道办", "街道"),
    ("镇人民政府", "镇"), ("乡人民政府", "乡"), ("镇政府", "镇"), ("乡政府", "乡"),
  ]

  /// 东湖 of 东湖办事处 and 东湖办, which are 东湖街道 unless there is a 东湖镇 or 东湖乡 too.
  static func stemOfOffice(_ key: String) -> String? {
    for ending in ["办事处", "办"] where key.hasSuffix(ending) && key.count > ending.count {
      return String(key.dropLast(ending.count))
    }
    return nil
  }
}
