import HuibianPlan
import HuibianTemplate
import HuibianWord

/// A template with figures for names: what each tag prints, and how often each region is repeated.
///
/// The figures' loops are still open: a ``BoundFigure`` inside 每个 问题属地 is one question, answered
/// for all members at once; a ``Scope`` picks the member when the document is written.
struct BoundTemplate: Sendable {
  /// One for each tag, in the template's order.
  var contents: [TagContent]
  /// One for each region, by its id.
  var regions: [BoundRegion]
  /// All figures, each once, those of bases, shares, orders and conditions among them.
  var figures: Set<FigureSpec>
  /// For each figure the first tag that asks for it, a condition or an order too.
  var firstTags: [FigureSpec: Int] = [:]
  /// Of all figures that may be asked for when a report is written.
  var numbers = FigureNumbers()
  /// Where figures are asked for only if a ledger has rows.
  var guards = FigureGuards()
  /// What loops run over, by the loop's id.
  var dimensions: [LoopID: DimensionReference]
  /// The names of texts that tags and conditions use, with the first tag of each.
  var textTags: [String: Int] = [:]
  /// The slices as typed, with the tag that holds them, to be checked when the data is known.
  var slices: [(item: SliceItem, measure: Measure, tag: Int)]
}

extension BoundTemplate {
  /// Tags 待填 among those picked, each counted once whatever its loops.
  func placeholders(where isPicked: (Int) -> Bool) -> Int {
    contents.indices.count { tag in
      if case .fill = contents[tag] { isPicked(tag) } else { false }
    }
  }

  /// The loops with all that picks their members, by their ids.
  var selections: [LoopID: BoundSelection] {
    var result: [LoopID: BoundSelection] = [:]
    for region in regions {
      if case .loop(let selection) = region { result[selection.id] = selection }
    }
    for content in contents {
      switch content {
      case .table(let table):
        for selection in table.rows + (table.across.map { [$0] } ?? []) {
          result[selection.id] = selection
        }
      case .list(let list): result[list.selection.id] = list.selection
      case .chart(let chart):
        for selection in [chart.selection, chart.division].compactMap({ $0 }) {
          result[selection.id] = selection
        }
      default: break
      }
    }
    return result
  }

  /// The first tag that the ledger 目标值 must answer, with the names of all metrics of such tags.
  var targets: (tag: Int, measures: [String])? {
    var first: Int?
    var names: [String] = []
    for tag in contents.indices {
      for phrase in contents[tag].phrases where phrase.statistic.isOfTargets {
        first = first ?? tag
        for name in phrase.figures.map(\.measure.name) where !names.contains(name) {
          names.append(name)
        }
      }
    }
    return first.map { ($0, names) }
  }

  /// The measures that are printed, each once, in the order of their tags.
  var measures: [Measure] {
    var seen: Set<String> = []
    return contents.flatMap(\.figures).map(\.measure).filter { seen.insert($0.name).inserted }
  }
}

extension TagContent {
  /// The phrases that the tag prints: one, or one for each column of a 表.
  var phrases: [FigurePhrase] {
    switch self {
    case .figures(let phrase): [phrase]
    case .table(let table): table.mainPhrases
    case .chart(let chart): chart.series.map(\.phrase)
    case .list, .text, .variable, .fill, .definitions, .numbering, .picture, .document,
      .contents, .nothing:
      []
    }
  }

  /// The figures that the tag prints, without bases.
  var figures: [BoundFigure] {
    switch self {
    case .figures(let phrase):
      return phrase.figures + [phrase.statistic.whole].compactMap { $0 }
    case .list(let list): return [list.figure]
    case .chart(let chart):
      return chart.series.filter { !$0.isBase }.flatMap(\.phrase.figures)
    case .table(let table): return table.mainPhrases.flatMap { TagContent.figures($0).figures }
    case .text, .variable, .fill, .definitions, .numbering, .picture, .document, .contents,
      .nothing:
      return []
    }
  }
}

/// A loop by number: the region's id, or a negative number for the rows of a 表 or 列举.
typealias LoopID = Int

extension LoopID {
  /// The loop around the whole document, where there is one for each member of a dimension.
  static let wholeDocument: LoopID = .min
}

/// What stands in the place of a tag.
enum TagContent: Sendable {
  case text(String)
  /// - Parameter isChinese: 汉字.
  case variable(LoopVariable, merges: Bool, isChinese: Bool)
  case figures(FigurePhrase)
  case table(BoundTable)
  case chart(BoundChart)
  case list(BoundList)
  case fill(String)
  case definitions
  case numbering(NumberingStyle)
  case picture(Picture)
  case contents(levels: Int)
  /// By its key on the shelf.
  case document(String)
  /// A boundary of a region, or a tag whose mistake has been reported.
  case nothing
}

/// What a loop knows of the member at which it stands.
enum LoopVariable: Hashable {
  case name(LoopID)
  case ordinal(LoopID)
  case isFirst(LoopID)
  case isLast(LoopID)

  var loop: LoopID {
    switch self {
    case .name(let id), .ordinal(let id), .isFirst(let id), .isLast(let id): id
    }
  }
}

/// A region and what decides over it.
enum BoundRegion: Sendable {
  /// One condition for each segment; the last may be nil: 否则.
  case branches([TemplateCondition?])
  /// A loop; `otherwise` is true if a second segment is there for an empty set.
  case loop(BoundSelection)
  /// Its mistake has been reported.
  case broken
}

/// Which members of a dimension, in which order.
struct BoundSelection: Sendable {
  let id: LoopID
  let dimension: DimensionReference
  /// The loop over another level of the same tree around this one: members lie below its member.
  let parent: (id: LoopID, dimension: DimensionReference)?
  var condition: TemplateCondition?
  /// The ledger whose members they are, where it is known; nil: the first that has the column.
  var ledger: String?
  var order: (figure: BoundFigure, isAscending: Bool)?
  var limit: Int?
  var mergesOthers = false
}

/// A 列举: members with their figures in one sentence.
struct BoundList: Sendable {
  let selection: BoundSelection
  let figure: BoundFigure
  let whole: BoundFigure
  /// 名称: the members alone.
  let namesOnly: Bool
  /// 等: says that there are more, if there are.
  let saysMore: Bool
  /// 和: before the last.
  let joinsWithAnd: Bool
  /// 不写占比.
  let omitsShares: Bool
}
