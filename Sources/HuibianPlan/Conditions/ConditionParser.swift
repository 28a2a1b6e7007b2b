package import HuibianDiagnostics

extension ConditionSyntax {
  /// Nesting of brackets and 非 that is still read.
  static let depthLimit = 32

  /// Reads a condition; nil and a report for each place where it cannot be one.
  ///
  /// After a mistake the reading goes on behind the next 且 or 或.
  package static func parse(
    _ text: String, at location: Location, sink: inout DiagnosticSink
  ) -> ConditionSyntax? {
    var parser = ConditionParser(text)
    let syntax = ConditionSyntax(text: text, location: location, root: parser.condition())
    return syntax.isWhole(parser.problems, sink: &sink) ? syntax : nil
  }

  /// Reads an operand by itself (`办结日期 - 登记日期`, for 平均); as a condition that is not empty.
  static func parseOperand(
    _ text: String, at location: Location, sink: inout DiagnosticSink
  ) -> ConditionSyntax? {
    var parser = ConditionParser(text)
    let syntax = ConditionSyntax(
      text: text, location: location,
      root: parser.wholeExpression().map { .isEmpty($0, isNegated: true) } ?? .and([]))
    return syntax.isWhole(parser.problems, sink: &sink) ? syntax : nil
  }

  /// Reports problems in the order in which they stand.
  private func isWhole(_ problems: [ConditionProblem], sink: inout DiagnosticSink) -> Bool {
    for problem in problems.sorted(by: { $0.offset < $1.offset }) {
      sink.report(
        .badCondition(
          text, problem.message, hints: problem.hints, at: self.location(at: problem.offset)))
    }
    return problems.isEmpty
  }

  /// The operand of ``parseOperand(_:at:sink:)``.
  var operand: ExpressionNode? {
    if case .isEmpty(let expression, isNegated: true) = root { return expression }
    return nil
  }
}

struct ConditionProblem: Error {
  let message: String
  let offset: Int
  var hints: [String] = []
}

/// Recursive descent: 或 < 且 < 非 < a comparison or brackets.
private struct ConditionParser {
  private let tokens: [ConditionToken]
  private(set) var problems: [ConditionProblem]
  private var position = 0
  private var depth = 0
  private var openBrackets = 0

  init(_ text: String) {
    let lexer = ConditionLexer(text)
    tokens = lexer.tokens
    problems = lexer.problems
    if tokens.count == 1 { problems.append(ConditionProblem(message: "是空的", offset: 0)) }
  }

  private var token: ConditionToken { tokens[position] }

  mutating func condition() -> ConditionNode {
    tokens.count == 1 ? .and([]) : disjunction()
  }

  /// Nil where there are problems.
  mutating func wholeExpression() -> ExpressionNode? {
    guard tokens.count > 1 else { return nil }
    do throws(ConditionProblem) {
      let node = try expression()
      guard token.kind == .end else { throw unexpected }
      return node
    } catch {
      note(error)
      return nil
    }
  }

  private var unexpected: ConditionProblem {
    ConditionProblem(
      message: "在\(quoted(token.text))处看不懂", offset: token.offset,
      hints: ["两个条件之间写 且 或 或，前后留空格"])
  }

  /// Keeps a problem for the report, unless the lexer has told it.
  private mutating func note(_ problem: ConditionProblem) {
    if token.kind != .unreadable { problems.append(problem) }
  }

  /// On to the next 且 or 或, or to the bracket that closes this one.
  private mutating func skip() {
    var nested = 0
    while token.kind != .end {
      switch token.kind {
      case .sign("且") where nested == 0, .sign("或") where nested == 0: return
      case .sign(")") where nested == 0 && openBrackets > 0: return
      case .sign("("): nested += 1
      case .sign(")"): nested = max(0, nested - 1)
      default: break
      }
      position += 1
    }
  }

  private mutating func disjunction() -> ConditionNode {
    var parts = [conjunction()]
    while take("或") { parts.append(conjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction() -> ConditionNode {
    var parts = [part()]
    while take("且") { parts.append(part()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  /// One condition between 且 and 或; what is wrong with it is noted and passed over.
  private mutating func part() -> ConditionNode {
    do throws(ConditionProblem) {
      let node = try negation()
      switch token.kind {
      case .end, .sign("且"), .sign("或"): return node
      case .sign(")") where openBrackets > 0: return node
      default: throw unexpected
      }
    } catch {
      note(error)
      skip()
      return .and([])
    }
  }

  private mutating func negation() throws(ConditionProblem) -> ConditionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ConditionSyntax.depthLimit else {
      throw ConditionProblem(message: "括号嵌套太深", offset: token.offset)
    }
    if take("非") { return .not(try negation()) }
    if take("同") { return .same(try name()) }
    if take("(") {
      let known = problems.count
      openBrackets += 1
      let inner = disjunction()
      openBrackets -= 1
      guard take(")") else {
        // What is wrong inside may be why no bracket was found.
        if problems.count > known { return inner }
        throw ConditionProblem(message: "括号没有配对", offset: token.offset)
      }
      return inner
    }
    return try comparison()
  }

  private mutating func comparison() throws(ConditionProblem) -> ConditionNode {
    let left = try expression()
    let start = token.offset
    guard case .sign(let sign) = token.kind else { return try named(left) }
    if let comparison = Comparison(rawValue: sign) {
      position += 1
      let right = try expression()
      guard comparison == .equal || comparison == .notEqual, token.kind == .sign(",") else {
        return .compare(left, comparison, right, offset: start)
      }
      // 问题属地 = 甲、乙: any of them, as in a slice.
      var values = [right.spelling]
      while take(",") { values.append(try value()) }
      return .isOneOf(left, values, isNegated: comparison == .notEqual)
    }
    switch sign {
    case "属于", "不属于":
      position += 1
      return .isOneOf(left, try list(), isNegated: sign == "不属于")
    case "含", "不含":
      position += 1
      return .contains(left, try value(), isNegated: sign == "不含")
    case "为空", "不为空":
      position += 1
      return .isEmpty(left, isNegated: sign == "不为空")
    case "在":
      position += 1
      return .isWithin(left, try name())
    default:
      return try named(left)
    }
  }

  private func named(_ expression: ExpressionNode) throws(ConditionProblem) -> ConditionNode {
    if case .name(let spelling) = expression { return .named(spelling) }
    throw ConditionProblem(
      message: "在\(quoted(expression.spelling.text))之后缺少比较", offset: token.offset,
      hints: ["写成“列名 = 值”"])
  }

  private mutating func expression() throws(ConditionProblem) -> ExpressionNode {
    var left = try term()
    while true {
      if take("+") {
        left = .sum(left, try term(), isDifference: false)
      } else if take("-") {
        left = .sum(left, try term(), isDifference: true)
      } else {
        return left
      }
    }
  }

  private mutating func term() throws(ConditionProblem) -> ExpressionNode {
    let current = token
    let spelling = Spelling(text: current.text, offset: current.offset)
    switch current.kind {
    case .integer(let value):
      position += 1
      return .integer(value, spelling)
    case .date(let date):
      position += 1
      return .date(date, spelling)
    case .quoted:
      position += 1
      return .quoted(spelling)
    case .name:
      position += 1
      guard take("(") else { return .name(spelling) }
      depth += 1
      defer { depth -= 1 }
      guard depth <= ConditionSyntax.depthLimit else {
        throw ConditionProblem(message: "括号嵌套太深", offset: current.offset)
      }
      var arguments = [try expression()]
      while take(",") { arguments.append(try expression()) }
      guard take(")") else {
        throw ConditionProblem(message: "括号没有配对", offset: token.offset)
      }
      return .call(spelling, arguments)
    case .sign, .unreadable, .end:
      throw ConditionProblem(
        message: current.kind == .end ? "没有写完" : "在\(quoted(current.text))之前缺少列名或值",
        offset: current.offset,
        hints: current.kind == .end ? ["写成“列名 = 值”，几个条件用 且、或 连接"] : [])
    }
  }

  private mutating func list() throws(ConditionProblem) -> [Spelling] {
    guard take("{") else {
      throw ConditionProblem(
        message: "属于后面不是 {…}", offset: token.offset, hints: ["写成“属于 {甲、乙}”"])
    }
    var values = [try value()]
    while take(",") { values.append(try value()) }
    guard take("}") else {
      throw ConditionProblem(message: "花括号没有配对", offset: token.offset)
    }
    return values
  }

  private mutating func value() throws(ConditionProblem) -> Spelling {
    let current = token
    switch current.kind {
    case .sign, .unreadable, .end:
      throw ConditionProblem(message: "缺少值", offset: current.offset)
    default:
      position += 1
      return Spelling(text: current.text, offset: current.offset)
    }
  }

  private mutating func name() throws(ConditionProblem) -> Spelling {
    guard token.kind == .name || token.kind == .quoted else {
      throw ConditionProblem(message: "缺少名称", offset: token.offset)
    }
    return try value()
  }

  private mutating func take(_ sign: String) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    position += 1
    return true
  }
}
