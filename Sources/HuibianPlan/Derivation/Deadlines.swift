import HuibianTable

/// The deadline of every row, where an export does not say it (《信访工作条例》第三十四条): so many days
/// from the first date that is there, more where the case was extended.
///
/// Natural days; the day itself is not counted, and a deadline on a holiday is not moved.
struct Deadlines {
  /// One a row, or ``CivilDate/missing``.
  let days: PackedValues<Int32>
  /// `按“受理告知日期”（没有的按“登记日期”）加60天推算，“是否延期”为是的再加30天`.
  let rule: String

  /// Nil if the settings say no, or the table has none of the dates.
  init?(_ rule: DeadlineRule, _ catalog: Catalog, _ table: Table) {
    guard !catalog.has(rule.unless),
      case .integer(let term)? = catalog.setting(rule.days)?.value,
      case .integer(let more)? = catalog.setting(rule.extensionDays)?.value
    else { return nil }
    let starts = rule.starts.compactMap { name -> (name: String, days: PackedValues<Int32>)? in
      guard case .dates(let days)? = table[name] else { return nil }
      return (name, days)
    }
    guard let first = starts.first else { return nil }
    var isExtended: [Bool] = []
    if case .coded(let flags)? = table[rule.extensionFlag] {
      let yes = flags.dictionary.texts.map { $0 == "是" }
      isExtended = flags.codes.map { yes[Int($0)] }
    }
    days = PackedValues(
      (0..<table.rowCount).lazy.map { row in
        guard
          let start = starts.lazy.map({ $0.days[row] }).first(where: { $0 != CivilDate.missing })
        else { return CivilDate.missing }
        let extra = !isExtended.isEmpty && isExtended[row] ? more : 0
        return start + Int32(clamping: term + extra)
      })
    let others = starts.dropFirst().map { "“\($0.name)”" }.joined(separator: "、")
    self.rule =
      "按“\(first.name)”" + (others.isEmpty ? "" : "（没有的按\(others)）") + "加\(term)天推算"
      + (isExtended.isEmpty ? "" : "，“\(rule.extensionFlag)”为是的再加\(more)天")
  }
}
