import HuibianOPC

/// The number before a table's title.
enum TableCaption {
  /// `表1` with the number in a field `SEQ 表`: Word counts it anew when fields are updated, and lists
  /// the tables by it. ECMA-376 Part 1, 17.16.5.56.
  static func number(_ number: Int, _ run: [XML.Element]) -> [XML.Element] {
    let own = run.isEmpty ? [] : [Markup.w("rPr", [:], run)]
    func field(_ type: String) -> XML.Element {
      Markup.w("r", [:], own + [Markup.w("fldChar", ["fldCharType": type])])
    }
    let instruction = XML.Element(
      .w("instrText"), [(.xml("space"), "preserve")], [.text(" SEQ 表 \\* ARABIC ")])
    return Markup.run("表", run)
      + [field("begin"), Markup.w("r", [:], own + [instruction]), field("separate")]
      + Markup.run(String(number), run) + [field("end")]
  }
}
