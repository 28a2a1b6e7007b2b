import HuibianPlan

/// A phrase with its numbers: the text, what it rests on, and what is doubtful in it.
struct EvaluatedPhrase {
  struct Part {
    let figure: BoundFigure
    let current: Answers.Answer
    /// The base of a change, or the whole of a share.
    let other: Answers.Answer?

    /// Whether a figure of it must not be printed.
    var isWithheld: Bool {
      current.disclosed != .open || (other.map { $0.disclosed != .open } ?? false)
    }
  }

  struct Problem: Hashable {
    /// By the identifier of what is told.
    enum Kind: String {
      case noRanking = "no-ranking"
      case noStanding = "no-standing"
      case severalRankings = "several-rankings"
      case noTarget = "no-target"
      case notAdditive = "not-additive"
      case noEarlierData = "no-earlier-data"
      case emptyList = "empty-list"
      case roundedToWhole = "rounded-to-whole"
      case zeroDenominator = "zero-denominator"
    }

    let kind: Kind
    let measure: String

    init(_ kind: Kind, measure: String) {
      self.kind = kind
      self.measure = measure
    }
  }

  let text: String
  let parts: [Part]
  let problems: [Problem]
  /// Whether a figure of it must not be printed.
  let isWithheld: Bool
  /// Whether its bases are there, and whole.
  let isFair: Bool

  init(text: String, parts: [Part], problems: [Problem]) {
    self.init(
      text: text, parts: parts, problems: problems, isWithheld: parts.contains(where: \.isWithheld),
      isFair: parts.allSatisfy { $0.other?.isFairBase ?? true })
  }

  init(text: String, parts: [Part], problems: [Problem], isWithheld: Bool, isFair: Bool) {
    self.text = text
    self.parts = parts
    self.problems = problems
    self.isWithheld = isWithheld
    self.isFair = isFair
  }
}

extension Answers.Answer {
  /// Whether there is anything, and of all days.
  var isFairBase: Bool { gap == nil && value.hasData }
}
