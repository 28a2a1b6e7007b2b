package import HuibianDiagnostics
import HuibianTable

extension Period {
  /// A period as a person types it, full-width or not; nil and a report if it is none.
  ///
  /// `2022年`, `2022年上半年`, `2022年第三季度`, `2022年前三季度`, `2022年10月`, `2022年1-10月` (also
  /// `1—10月`, `1至10月`, `1～10月`), `2022年11月—2023年2月`, `2021—2022年`, `2022年10月上旬`, `2022年第10周`,
  /// `2022-W10`, `2022-11..2023-02`,
  /// `2022-10`, `2022-10-05`, `2022-01-01..2022-10-31`, `2022年1月1日至10月31日`, and from the beginning of
  /// the year to a day or month: `截至2022年10月15日`, `2022年截至10月`. Words that depend on the day of the run
  /// (今年, 上月) are refused.
  package static func parse(
    _ text: String, at location: Location, sink: inout DiagnosticSink
  ) -> Period? {
    switch read(text, year: nil) {
    case .success(let period): return period
    case .failure(let problem):
      sink.report(.badPeriod(text, problem.message, at: location))
      return nil
    }
  }

  /// A period inside a report's year, with or without the year: `上半年`, `第三季度`, `1-10月`.
  ///
  /// Nil and a report if it is none or lies in another year.
  package static func parse(
    _ text: String, within year: Int, at location: Location, sink: inout DiagnosticSink
  ) -> Period? {
    switch read(text, year: year) {
    case .success(let period):
      guard period.range.start.year == year, period.range.end.year == year else {
        sink.report(.badPeriod(text, "不在\(year)年之内", at: location))
        return nil
      }
      return period
    case .failure(let problem):
      sink.report(.badSlicePeriod(text, problem.message, year: year, at: location))
      return nil
    }
  }

  struct Problem: Error { let message: String }

  private static func read(_ text: String, year: Int?) -> Result<Period, Problem> {
    var scanner = PeriodScanner(normalized(text))
    guard !scanner.isAtEnd else { return .failure(Problem(message: "是空的")) }
    for word in ["今年", "去年", "本年", "上年", "本月", "上月", "本季", "上季", "近", "本周", "上周", "-今"]
    where scanner.text.contains(word) {
      return .failure(Problem(message: "不写明年份，随运行日期而变"))
    }
    do throws(Problem) {
      let period = try scanner.period(year: year)
      guard scanner.isAtEnd else { throw Problem(message: "后面多出\(quoted(scanner.rest))") }
      return .success(period)
    } catch {
      return .failure(error)
    }
  }

  /// Half-width, without blanks, all dashes and words for “to” as `-`.
  private static func normalized(_ text: String) -> String {
    var result = ""
    for character in halfWidth(text) where !character.isWhitespace {
      switch character {
      case "—", "–", "－", "~", "～", "至", "到", "−", "‐", "‑", "―":
        if result.last != "-" { result.append("-") }
      case "…": result += ".."
      case "號", "号": result.append("日")
      default: result.append(character)
      }
    }
    return result
  }
}
