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
}
