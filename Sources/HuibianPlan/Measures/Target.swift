/// What an office has set itself to reach (目标值): an indicator, a sign and a number.
package struct Target: Hashable, Sendable {
  package enum Sign: Hashable, Sendable {
    case atLeast
    case atMost
    case equal
  }

  /// The measure as the ledger names it: by name or number.
  package let measure: String
  package let sign: Sign
  /// Of a rate a fraction: 0.95 for 95%.
  package let threshold: Fraction
  /// As the ledger writes it: 95%.
  package let text: String

  /// The target of a row of the ledger 目标值.
  ///
  /// - Parameters:
  ///   - sign: ≥, >=, ＞=, 不低于, 达到, 以上 or ≤, <=, 不超过, 控制在, 以内 or =, 等于, 为.
  ///   - threshold: `95%`, `95`, `0.95`, `3000件`; whatever follows the number is its unit.
  ///   - isRate: A number above 1 without a sign is in per cent.
  /// - Returns: Nil for another sign, or what is no number.
  package init?(measure: String, sign: String, threshold: String, isRate: Bool) {
    switch nameKey(sign) {
    case "≥", ">=", "=>", "不低于", "不少于", "达到", "以上": self.sign = .atLeast
    case "≤", "<=", "=<", "不超过", "不高于", "控制在", "以内", "以下": self.sign = .atMost
    case "=", "==", "等于", "为": self.sign = .equal
    default: return nil
    }
    let key = nameKey(threshold)
    let digits = key.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      digits.utf8.count <= 18, let scaled = Int64(parts.joined()),
      let number = Fraction(Int128(scaled), powerOfTen(parts.count == 2 ? parts[1].count : 0))
    else { return nil }
    let isPercent =
      isRate && (key.dropFirst(digits.count).hasPrefix("%") || number > Fraction(1))
    self.threshold = isPercent ? number / Fraction(100) ?? number : number
    self.measure = measure
    text = key + (isPercent && !key.hasSuffix("%") ? "%" : "")
  }

  /// 达到95%以上, 控制在3000件以内, 为0件.
  package var words: String {
    switch sign {
    case .atLeast: "达到\(text)以上"
    case .atMost: "控制在\(text)以内"
    case .equal: "为\(text)"
    }
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

  /// 已完成, 未完成, —.
  package var words: String {
    switch self {
    case .reached: "已完成"
    case .missed: "未完成"
    case .undefined: "—"
    }
  }
}
