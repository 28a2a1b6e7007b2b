import HuibianDiagnostics

extension HelpPage {
  /// What `--accept` and 容许 may name, for `huibian help 规则`.
  static let rules = HelpPage(
    command: "规则", summary: "可以接受的规则。提示信息末尾的方括号里就是规则的代号。",
    usage: ["--accept <规则,…>", "在 huibian.yaml 里写 容许: [<规则>, …]"],
    sections: consents.flatMap { consent, effect in
      RuleGroup.all.compactMap { group in
        let rules = group.rules.filter { $0.consent == consent }
        guard !rules.isEmpty else { return nil }
        return Section(
          group.title + "（" + effect + "）", rules.map { Entry($0.id, $0.words) })
      }
    },
    examples: [
      Entry(
        "huibian stats 信访总量 --data 信访件.csv --period 2024年 --accept date-order,no-persons",
        "不计日期颠倒和没有人数的行"),
      Entry("huibian audit 通报.docx --accept straight-quote", "检查时不列出直引号"),
    ])

  private static let consents: [(Rule.Consent, String)] = [
    (.leavesOutRows, "接受后，这样的行不计入，并说明有几行"),
    (.staysWarning, "接受后仍是警告，--strict 时也不当作错误"),
    (.leavesOutFindings, "接受后不列出，并说明有几处"),
  ]
}
