import HuibianDiagnostics

/// What an office has set itself to reach (目标值): a measure, a sign and a number.
///
/// A row of the ledger 目标值: 年度, 指标, 维度, 比较符, 阈值, 期限, 语气.
package struct Target: Hashable, Sendable {
  package enum Sign: String, Hashable, Sendable {
    case atLeast = "≥"
    case atMost = "≤"
    case equal = "="
  }

  /// Why a row is no target.
  package enum Problem: Error, Hashable, Sendable {
    /// The sign is none of those known; empty: there is none.
    case sign(String)
    /// Sign and threshold say different things: ≥ and 95%以内.
    case contradiction
    /// The threshold is no number.
    case number
    /// The threshold's unit is not the measure's.
    case unit(String)
  }

  package let sign: Sign
  /// Of a rate a fraction: 0.95 for 95%.
  package let threshold: Fraction
  /// With its unit: 95%, 3000件, 2万件.
  package let text: String
  /// 期限 as the ledger writes it; empty: none.
  package let deadline: String
  /// 语气: 确保, 力争; empty: none.
  package let mood: String
  /// Whether 达到 was written without 以上: the target is said as it stands.
  let isPlain: Bool

  /// The target of a row.
  ///
  /// - Parameters:
  ///   - sign: ≥, >=, ＞=, 不低于, 达到, 以上 or ≤, <=, 不超过, 控制在, 以内 or =, 等于, 为; may be empty
  ///     where the threshold says it (95%以上).
  ///   - threshold: `95%`, `0.95`, `3000件`, `2万件`, `控制在3000件以内`.
  ///   - unit: The measure's; `%` for a rate, of which a number above 1 is in per cent.
  package init(
    sign: String, threshold: String, unit: String, deadline: String = "", mood: String = ""
  ) throws(Problem) {
    let column = nameKey(sign)
    let said = Target.words.first { $0.word == column }?.sign
    guard said != nil || column.isEmpty else { throw .sign(sign) }
    let key = nameKey(threshold)
    var rest = Substring(key)
    var signs: Set<Sign> = said.map { [$0] } ?? []
    if let (word, sign) = Target.words.first(where: { rest.hasPrefix($0.word) }) {
      rest = rest.dropFirst(word.count)
      signs.insert(sign)
    }
    if let (word, sign) = Target.words.first(where: {
      ["以上", "以下", "以内"].contains($0.word) && rest.hasSuffix($0.word)
    }) {
      rest = rest.dropLast(word.count)
      signs.insert(sign)
    }
    isPlain = ["达到", "达"].contains(column) && !key.hasSuffix("以上")
    guard let first = signs.first else { throw .sign("") }
    guard signs.count == 1 else { throw .contradiction }
    self.sign = first
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      digits.utf8.count <= 16, let scaled = Int64(parts.joined()),
      let number = Fraction(Int128(scaled), powerOfTen(parts.count == 2 ? parts[1].count : 0))
    else { throw .number }
    let suffix = String(rest.dropFirst(digits.count))
    if unit == "%" {
      guard suffix.isEmpty || suffix == "%" else { throw .unit(suffix) }
      let isFraction = suffix.isEmpty && !(Fraction(1) < number)
      self.threshold = isFraction ? number : number / Fraction(100) ?? number
      let percent = isFraction ? number * 100 : number
      text = percent.rounded(6).text(trimsZeros: true) + "%"
    } else {
      guard let factor = Target.factor(suffix, unit: unit) else { throw .unit(suffix) }
      self.threshold = number * factor
      text = digits + suffix + (["", "万", "亿"].contains(suffix) ? unit : "")
    }
    self.deadline = deadline
    self.mood = mood
  }

  private static let words: [(word: String, sign: Sign)] = [
    ("≥", .atLeast), (">=", .atLeast), ("=>", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast),
    ("达到", .atLeast), ("达", .atLeast), ("以上", .atLeast),
    ("≤", .atMost), ("<=", .atMost), ("=<", .atMost), ("不超过", .atMost), ("不高于", .atMost),
    ("不多于", .atMost), ("控制在", .atMost), ("以内", .atMost), ("以下", .atMost),
    ("==", .equal), ("=", .equal), ("等于", .equal), ("为", .equal),
  ]

  /// Units that count the same things.
  private static let alike: [Set<String>] = [
    ["件", "件次", "批次", "批", "起", "宗", "宗次", "次"], ["人", "人次", "名"], ["天", "日"],
  ]

  /// What a number with this unit is to be multiplied by; nil: another unit than the measure's.
  private static func factor(_ suffix: String, unit: String) -> Int128? {
    if suffix.isEmpty || suffix == unit { return 1 }
    if alike.contains(where: { $0.contains(suffix) && $0.contains(unit) }) { return 1 }
    for (word, factor) in [("万", Int128(10_000)), ("亿", Int128(100_000_000))]
    where suffix.hasPrefix(word) && !unit.hasPrefix(word) {
      return self.factor(String(suffix.dropFirst()), unit: unit).map { $0 * factor }
    }
    return nil
  }

  /// 确保达到95%以上, 确保达到100%, 力争年底前控制在3000件以内, 为0件.
  package var words: String { mood + deadlineWords + goalWords }

  /// 达到95%以上, 控制在3000件以内, 为0件.
  package var goalWords: String { verb + amountWords }

  /// 达到, 控制在, 为.
  var verb: String {
    switch sign {
    case .atLeast: "达到"
    case .atMost: "控制在"
    case .equal: "为"
    }
  }

  /// 95%以上, 3000件以内, 0件; nothing is above 100%.
  var amountWords: String {
    switch sign {
    case .atLeast: text + (isPlain || text == "100%" ? "" : "以上")
    case .atMost: text + "以内"
    case .equal: text
    }
  }

  /// `≥95%`, as a table says it; 100% is never surpassed.
  package var formula: String {
    sign == .atLeast && text == "100%" ? text : sign.rawValue + text
  }

  /// By when, as a report writes it: 2024年12月31日前 of 2024-12-31, 2024年内 of 2024, 年底前.
  var deadlineWords: String { Target.words(ofDeadline: deadline) }

  static func words(ofDeadline deadline: String) -> String {
    var silent = DiagnosticSink()
    let period = Period.parse(deadline, at: .command, sink: &silent)
    if case .year? = period?.kind { return (period?.title ?? "") + "内" }
    let text = period?.title ?? deadline
    let isWhole = text.isEmpty || ["前", "内", "止", "全年", "半年", "季度"].contains { text.hasSuffix($0) }
    return text + (isWhole ? "" : "前")
  }

  /// Whether a figure has reached the target; by its exact value, not as printed.
  package func outcome(_ quantity: Quantity) -> TargetOutcome {
    guard let value = quantity.fraction else { return .undefined }
    let isReached =
      switch sign {
      case .atLeast: !(value < threshold)
      case .atMost: !(threshold < value)
      case .equal: value == threshold
      }
    return isReached ? .reached : .missed
  }
}

/// How a figure stands against its ``Target``.
package enum TargetOutcome: Hashable, Sendable {
  case reached
  case missed
  /// The figure is no number: a rate whose denominator is zero.
  case undefined

  /// 完成, 未完成, —.
  package var words: String {
    switch self {
    case .reached: "完成"
    case .missed: "未完成"
    case .undefined: "—"
    }
  }
}

extension [Target] {
  /// All of them, in the ledger's order: 确保达到95%以上，力争达到98%以上.
  package var words: String { map(\.words).joined(separator: "，") }

  /// How a figure stands against all of them: 完成; of several, one for each, with its mood where the
  /// moods tell them apart: 确保目标完成，力争目标未完成.
  package func outcomes(_ quantity: Quantity) -> String {
    let words = map { $0.outcome(quantity).words }
    guard count > 1, Set(words).count > 1 else { return words.first ?? "" }
    let moods = map(\.mood)
    guard Set(moods).count == count, !moods.contains("") else {
      return words.joined(separator: "、")
    }
    return zip(moods, words).map { $0 + "目标" + $1 }.joined(separator: "，")
  }
}

extension Diagnostic {
  /// A row of 目标值 that says no target.
  static func badTarget(_ problem: Target.Problem, of measure: Measure, at location: Location)
    -> Diagnostic
  {
    let (what, hint): (String, String) =
      switch problem {
      case .sign(""): ("没有比较符", "写成≥（达到）、≤（控制在）或者=")
      case .sign(let text): ("比较符\(quoted(text))认不出", "写成≥（达到）、≤（控制在）或者=")
      case .contradiction: ("比较符与阈值里的说法相反", "只留一处，例如比较符≥、阈值95%")
      case .number: ("阈值不是数", "写成95%、3000\(measure.unit == "%" ? "件" : measure.unit)这样的数")
      case .unit(let text):
        ("阈值的单位是\(quoted(text))，指标的单位是“\(measure.unit)”", "把阈值换成指标的单位，或者只写数")
      }
    return .badTarget("“\(measure.name)”的目标：" + what, hint, at: location)
  }

  static func badTarget(_ problem: String, _ hint: String, at location: Location) -> Diagnostic {
    Diagnostic(.error, "bad-goal", problem, at: location, hints: [hint])
  }
}
