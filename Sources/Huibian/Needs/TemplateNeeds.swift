package import HuibianPlan
import HuibianTable
import HuibianTemplate

/// What a template needs, as `huibian check` says it.
///
///     period     -- of the report
///     metrics    -- that its figures are of, those of conditions, orders and bases among them
///     columns    -- by ledger
///     periods    -- of the figures, bases among them
///     trees      -- levels of columns that loops, groups and slices use
///     settings   -- 口径 that decide what the metrics count
///     texts      -- names whose text a tag or a condition uses
///     pictures, documents -- names and the files that they mean
package struct TemplateNeeds: Hashable, Sendable {
  /// Levels of a column, such as 问题属地's 镇街.
  package struct TreeNeeds: Hashable, Sendable {
    package let column: String
    /// From the top.
    package let levels: [String]
    /// Whether the configuration lists the members; else those of the data are all there are.
    package let isListed: Bool
  }

  /// A name and what it stands for.
  package struct Named: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  package var tags: Int
  /// Different figures, bases among them.
  package var figures: Int
  package var placeholders: Int
  package let period: Period
  package var metrics: [String]
  package var columns: [String: ColumnNeeds]
  package var periods: [Period]
  package var trees: [TreeNeeds]
  /// With their present values.
  package var settings: [Named]
  package var texts: [Named]
  package var pictures: [Named]
  package var documents: [Named]

  /// With what a document needs that is inserted into it.
  func adding(_ other: TemplateNeeds) -> TemplateNeeds {
    var result = self
    result.tags += other.tags
    result.figures += other.figures
    result.placeholders += other.placeholders
    for (ledger, needs) in other.columns {
      result.columns[ledger, default: ColumnNeeds()].formUnion(needs)
    }
    result.metrics.appendNew(other.metrics)
    result.periods.appendNew(other.periods)
    result.trees.appendNew(other.trees)
    result.settings.appendNew(other.settings)
    result.texts.appendNew(other.texts)
    result.pictures.appendNew(other.pictures)
    result.documents.appendNew(other.documents)
    return result
  }
}

extension Array where Element: Hashable {
  fileprivate mutating func appendNew(_ others: [Element]) {
    let known = Set(self)
    self += others.filter { !known.contains($0) }
  }
}

extension TemplateNeeds {
  /// - Parameter columns: Of the figures, of loops and of the ledger of targets.
  init(
    _ bound: BoundTemplate, _ parsed: OpenedTemplate.Parsed, _ specs: [FigureSpec],
    columns: [String: ColumnNeeds], _ job: CompileJob, texts: [String: String]
  ) {
    tags = parsed.isFallback.count { !$0 }
    figures = specs.count
    placeholders = bound.placeholders(where: { !parsed.isFallback[$0] })
    period = job.context.period
    self.columns = columns
    let used = Set(specs.map(\.measure))
    let measures = job.catalog.measures.filter { used.contains($0.name) }
    metrics = measures.map(\.name)
    periods = Set(specs.map(\.period)).sorted {
      ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
    }
    trees = TreeNeeds.list(bound, specs, job)
    let applied = Set(measures.flatMap { job.catalog.settingsUsed(by: $0) }.map(\.name))
    settings = job.catalog.settings.filter { applied.contains($0.name) }
      .map { Named(name: $0.name, value: $0.value.text + $0.unit) }
    self.texts = bound.textTags.keys.sorted().map { Named(name: $0, value: texts[$0] ?? "") }
    (pictures, documents) = ([], [])
    for tag in parsed.template.tags {
      switch tag.kind {
      case .picture(let picture):
        if let path = job.pictures.path(of: picture.name) {
          pictures.appendNew([Named(name: picture.name, value: path)])
        }
      case .insert(let name):
        if let path = job.documents.path(of: name) {
          documents.appendNew([Named(name: name, value: path)])
        } else if let report = job.reports.first(where: { nameKey($0.key) == nameKey(name) }) {
          documents.appendNew([Named(name: name, value: report.value.template.name)])
        }
      default: break
      }
    }
  }
}

extension [String: String] {
  fileprivate func path(of name: String) -> String? {
    first { nameKey($0.key) == nameKey(name) }?.value
  }
}

extension TemplateNeeds.TreeNeeds {
  fileprivate static func list(
    _ bound: BoundTemplate, _ specs: [FigureSpec], _ job: CompileJob
  ) -> [TemplateNeeds.TreeNeeds] {
    let dimensions =
      Array(bound.dimensions.values) + specs.flatMap { $0.groupings + $0.slice.map(\.dimension) }
    var levels: [String: Set<Int>] = [:]
    for dimension in dimensions {
      if let column = dimension.column, let level = dimension.level {
        levels[column, default: []].insert(level)
      }
    }
    return levels.sorted { $0.key < $1.key }.map { column, levels in
      let schema = job.catalog.ledgers.lazy.compactMap { $0.column(column) }.first
      let tree = job.context.trees[column] ?? schema.flatMap { Tree.standard($0) }
      let names = tree?.levels ?? []
      return Self(
        column: column,
        levels: levels.sorted().compactMap { names.indices.contains($0) ? names[$0] : nil },
        isListed: tree?.hasMembers ?? false)
    }
  }
}
