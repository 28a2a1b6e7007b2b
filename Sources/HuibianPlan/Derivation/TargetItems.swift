import HuibianTable

extension LedgerDerivation {
  /// 目标条目: a row for each sentence that the targets make; rows of one mark (合写) make one.
  func targetItems(_ rows: [TargetRow], places: RowPlaces) -> Table {
    var groups: [[TargetRow]] = []
    var index: [[String]: Int] = [:]
    for row in rows {
      let key = [row.year.map { String($0) } ?? "", row.category, row.joint]
      if !row.joint.isEmpty, let known = index[key] {
        groups[known].append(row)
        continue
      }
      if !row.joint.isEmpty { index[key] = groups.count }
      groups.append([row])
    }
    // Numbered from 1 within each year, so that a report need not know of the years before.
    var counts: [Int?: Int] = [:]
    let ordinals = groups.map { group -> String in
      counts[group[0].year, default: 0] += 1
      return String(counts[group[0].year] ?? 0)
    }
    return Table(
      ledger: "目标条目",
      columns: [
        "目标年度": .integers(groups.map { $0[0].year.map { Int64($0) } ?? Column.missingNumber }),
        "条目序号": .coded(CodedColumn(ordinals)),
        "目标分类": .coded(CodedColumn(groups.map { $0[0].category })),
        "目标内容": .coded(CodedColumn(groups.map { TargetRow.sentence($0) })),
      ], places: places.of(groups.map { $0[0].row }))
  }
}

extension RowPlaces {
  /// Those of some rows of one file.
  func of(_ rows: [Int]) -> RowPlaces {
    var result = RowPlaces()
    result.begin(file: rows.first.map { file(ofRow: $0) } ?? "")
    for row in rows { result.append(line: line(ofRow: row)) }
    return result
  }
}
