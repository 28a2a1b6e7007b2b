import HuibianDiagnostics

/// Pairs the tags that open, divide and close, and decides what each pair encloses.
struct RegionBuilder {
  private let tags: [Tag]
  private let blocks: [TemplateBlock]
  private var regions: [Region] = []
  private var places: [Int: RegionPlace] = [:]

  /// A tag whose end has not come yet.
  private struct Open {
    var boundaries: [Int]
    /// What its end may be called; folded.
    let names: Set<String>
    /// nil: a broken tag, which pairs silently.
    let kind: Region.Kind?
    let direction: EachTag.Direction
    var hasElse = false
  }

  private var stack: [Open] = []
  private var closed: [Open] = []

  init(_ tags: [Tag], _ blocks: [TemplateBlock]) {
    self.tags = tags
    self.blocks = blocks
  }

  static func build(
    _ tags: [Tag], _ blocks: [TemplateBlock], sink: inout DiagnosticSink
  ) -> Template {
    var builder = RegionBuilder(tags, blocks)
    builder.pair(sink: &sink)
    builder.place(sink: &sink)
    return Template(tags: tags, regions: builder.regions, scopes: builder.scopes())
  }

  // MARK: - Pairing

  private mutating func pair(sink: inout DiagnosticSink) {
    for index in tags.indices {
      switch tags[index].kind {
      case .ifStart: open(index, .condition, sink: &sink)
      case .ifColumns: open(index, .condition, .columns, sink: &sink)
      case .each(let each): open(index, .loop, each.direction, sink: &sink)
      case .section: open(index, .section, sink: &sink)
      case .broken(.opens): open(index, nil, sink: &sink)
      case .elseIf, .elseBranch: divide(index, sink: &sink)
      case .end(let name): close(index, name, sink: &sink)
      case .broken(.closes): if let open = stack.popLast() { _ = open }
      default: break
      }
    }
    for open in stack where open.kind != nil {
      sink.report(.unclosedBlock(site(open.boundaries[0])))
    }
  }

  private mutating func open(
    _ index: Int, _ kind: Region.Kind?, _ direction: EachTag.Direction = .automatic,
    sink: inout DiagnosticSink
  ) {
    stack.append(
      Open(
        boundaries: [index], names: names(of: tags[index]), kind: kind, direction: direction))
    if stack.count == TemplateParser.depthLimit + 1 {
      sink.report(.tooDeep(site(index), limit: TemplateParser.depthLimit))
    }
  }

  private mutating func divide(_ index: Int, sink: inout DiagnosticSink) {
    guard let last = stack.indices.last else {
      return sink.report(.strayElse(site(index)))
    }
    switch stack[last].kind {
    case nil: return
    case .loop?: return sink.report(.elseInLoop(site(index), site(stack[last].boundaries[0])))
    case .condition?, .section?: break
    }
    if stack[last].hasElse {
      return sink.report(.elseAfterElse(site(index), site(stack[last].boundaries[0])))
    }
    stack[last].boundaries.append(index)
    if case .elseBranch = tags[index].kind { stack[last].hasElse = true }
  }

  private mutating func close(_ index: Int, _ name: String?, sink: inout DiagnosticSink) {
    guard !stack.isEmpty else { return sink.report(.strayEnd(site(index))) }
    if let name {
      let match = stack.lastIndex { $0.kind == nil || $0.names.contains(name) }
      if let match {
        for open in stack[(match + 1)...] where open.kind != nil {
          sink.report(.unclosedBlock(site(open.boundaries[0])))
        }
        stack.removeLast(stack.count - match - 1)
      } else if let open = stack.last {
        sink.report(.mismatch(site(open.boundaries[0]), end: site(index)))
      }
    }
    guard var open = stack.popLast(), open.kind != nil else { return }
    open.boundaries.append(index)
    closed.append(open)
  }

  /// What may stand after the slash of the end.
  private func names(of tag: Tag) -> Set<String> {
    switch tag.kind {
    case .each(let each):
      ["每个", "每行", "每列", each.dimension.text, each.dimension.column]
    case .section(let name): [name]
    case .ifStart, .ifColumns:
      ["如果", "如果列", String(folded(tag.source).dropFirst(3).dropLast(2).filter { $0 != " " })]
    default: []
    }
  }

  private func site(_ index: Int) -> TagSite { TagSite(tags[index], blocks[tags[index].block]) }

  // MARK: - Placing

  private mutating func place(sink: inout DiagnosticSink) {
    closed.sort { $0.boundaries[0] < $1.boundaries[0] }
    for open in closed {
      guard let kind = open.kind else { continue }
      do throws(RegionPlace.Refusal) {
        let place = try RegionPlace(
          open.boundaries.map { blocks[tags[$0].block] }, direction: open.direction)
        places[regions.count] = place
        regions.append(
          Region(
            id: regions.count, boundaries: open.boundaries, kind: kind, extent: place.extent,
            parent: nil))
      } catch {
        report(error, open, sink: &sink)
      }
    }
    checkOverlaps(sink: &sink)
    let scopes = scopes()
    regions = regions.map {
      Region(
        id: $0.id, boundaries: $0.boundaries, kind: $0.kind, extent: $0.extent,
        parent: scopes[$0.boundaries[0]].last)
    }
  }

  private func report(_ refusal: RegionPlace.Refusal, _ open: Open, sink: inout DiagnosticSink) {
    switch refusal {
    case .crossing(let a, let b):
      sink.report(.crossing(site(open.boundaries[a]), site(open.boundaries[b])))
    case .notInTable: sink.report(.notInTable(site(open.boundaries[0])))
    case .sharedRow(let index):
      sink.report(.sharedRow(site(open.boundaries[index - 1]), site(open.boundaries[index])))
    case .sharedColumn(let index):
      sink.report(.sharedColumn(site(open.boundaries[index - 1]), site(open.boundaries[index])))
    }
  }

  /// Rows and columns cannot be cut: two regions of rows, or of columns, share one only if one lies in
  /// the other; and what is repeated as rows or columns must not be more than the region around repeats.
  private func checkOverlaps(sink: inout DiagnosticSink) {
    var last: [[BlockPath.Step]: Region] = [:]
    var around: [Region] = []
    for region in regions {
      around.removeAll { $0.end < region.start }
      defer { around.append(region) }
      guard let place = places[region.id], place.extent == .rows || place.extent == .columns
      else { continue }
      if let outer = around.last(where: { $0.extent != .columns }),
        let outerPlace = places[outer.id],
        outer.extent == .inline
          || (outer.extent == .paragraphs && !place.container.starts(with: outerPlace.container)
            && !place.container.isInBox(of: outerPlace.container))
      {
        sink.report(.overlap(site(outer.start), site(region.start)))
      }
      guard place.extent == .rows else {
        checkColumns(region, place, sink: &sink)
        continue
      }
      if let before = last[place.container], before.end < region.start,
        let high = places[before.id]?.span.upperBound, high >= place.span.lowerBound
      {
        sink.report(.overlap(site(before.start), site(region.start)))
      }
      last[place.container] = region
    }
  }

  /// Two regions of one table's columns lie apart, or one in the other by its tags and its columns.
  private func checkColumns(_ region: Region, _ place: RegionPlace, sink: inout DiagnosticSink) {
    for other in regions.prefix(region.id) {
      guard let before = places[other.id], before.extent == .columns,
        before.container == place.container, before.span.overlaps(place.span)
      else { continue }
      let isInside =
        other.end > region.end && place.span.lowerBound >= before.span.lowerBound
        && place.span.upperBound <= before.span.upperBound
      if !isInside { return sink.report(.sharedColumns(site(other.start), site(region.start))) }
    }
  }

  // MARK: - Scopes

  /// For every tag the regions around it, outermost first.
  ///
  /// The rows of a table and its columns are chosen apart: a tag that bounds rows stands outside of the
  /// columns, and one that bounds columns outside of the rows.
  private func scopes() -> [[Int]] {
    let columns = regions.filter { $0.extent == .columns }
    let others = regions.filter { $0.extent != .columns }
    let bounded = boundedTables()
    var result: [[Int]] = []
    var current: [Region] = []
    var upcoming = others[...]
    for index in tags.indices {
      while let region = upcoming.first, region.start < index {
        current.append(region)
        upcoming = upcoming.dropFirst()
      }
      current.removeAll { $0.end <= index }
      var around = current.filter { !$0.boundaries.contains(index) }
      around += columns.filter { region in
        !region.boundaries.contains(index)
          && covers(region, block: tags[index].block)
      }
      if let anchor = blocks[tags[index].block].anchor {
        around += regions.filter { surrounds($0, anchor) }
      }
      if let bound = bounded[index] {
        around.removeAll { region in
          guard let place = places[region.id], place.container == bound.container else {
            return false
          }
          return place.extent == (bound.extent == .rows ? .columns : .rows)
        }
      }
      result.append(around.map(\.id).sorted(by: depth))
    }
    return result
  }

  /// What lies deeper in the document lies deeper among the regions; else the first tags decide. The
  /// path of a text box does not say how deep its anchor lies, but the box lies deeper than that.
  private func depth(_ region: Int) -> (Int, Int, Int, Int) {
    let container = places[region]?.container ?? []
    return (
      container.contains { $0.isNote } ? 1 : 0, container.count { $0.isBox }, container.count,
      region
    )
  }

  private func depth(_ a: Int, _ b: Int) -> Bool { depth(a) < depth(b) }

  /// Whether a region of columns is around a block, or around the text box in which it stands.
  private func covers(_ region: Region, block: Int) -> Bool {
    guard let place = places[region.id] else { return false }
    var next: Int? = block
    while let index = next {
      if place.covers(blocks[index]) { return true }
      next = blocks[index].boxAnchor
    }
    return false
  }

  /// Whether a region is around the place where a note is referred to.
  private func surrounds(_ region: Region, _ anchor: TemplateBlock.Anchor) -> Bool {
    guard region.extent != .columns else {
      return places[region.id]?.covers(blocks[anchor.block]) ?? false
    }
    let first = tags[region.start]
    let last = tags[region.end]
    return (first.block, first.range.upperBound) <= (anchor.block, anchor.offset)
      && (anchor.block, anchor.offset) <= (last.block, last.range.lowerBound)
  }

  /// For tags that bound rows or columns where those are.
  private func boundedTables() -> [Int: RegionPlace] {
    var result: [Int: RegionPlace] = [:]
    for region in regions {
      guard let place = places[region.id], place.extent == .rows || place.extent == .columns
      else { continue }
      for boundary in region.boundaries { result[boundary] = place }
    }
    return result
  }
}

extension Region {
  fileprivate var start: Int { boundaries[0] }
  fileprivate var end: Int { boundaries[boundaries.count - 1] }
}
