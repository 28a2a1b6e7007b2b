import HuibianTable

extension LedgerDerivation {
  /// 三无问题: a row for each unit of 单位台账 and each 越级访, 非正常访 and unresolved 积案 in its area.
  ///
  /// A unit's area is its 问题属地, else its 单位名称, else its 单位编号 (a division code), as a member of the
  /// tree of 问题属地; what lies below it is in it. 越级 is by the setting 本级层级. A 积案 counts while it
  /// is neither removed (剔除) nor 办结, 化解 or 终结备案. 日期 is the day on which the case was registered or
  /// handed over.
  func unitFindings(_ tables: [String: Table]) -> Table? {
    guard let units = tables["单位台账"], let cases = tables["信访件"], let stock = tables["积案台账"],
      case .dates(let registered)? = cases["登记日期"]
    else { return nil }
    let areas = ["问题属地", "单位名称", "单位编号"].map { texts(units, $0) }
    var unitsByArea: [[String]: [Int]] = [:]
    for row in 0..<units.rowCount {
      let name = areas.map { $0(row) }.first { !$0.isEmpty }
      if let path = name.flatMap({ tree.path(of: $0) }) {
        unitsByArea[path, default: []].append(row)
      }
    }
    var rows = FindingRows()
    let above = levelsAbove
    let form = texts(cases, "信访形式")
    let level = texts(cases, "登记机构级别")
    let goal = texts(cases, "走访层级")
    let irregular = texts(cases, "是否非正常上访")
    let inCase = unitsOf(cases, unitsByArea)
    for row in 0..<cases.rowCount where registered[row] != CivilDate.missing {
      let affected = inCase(row)
      if affected.isEmpty { continue }
      let place = level(row).isEmpty ? Self.levels[goal(row)] ?? "" : level(row)
      if form(row) == "来访", above.contains(place) {
        for unit in affected { rows.append(unit, "越级访", registered[row]) }
      }
      if irregular(row) == "是" {
        for unit in affected { rows.append(unit, "非正常访", registered[row]) }
      }
    }
    var handedOver: PackedValues<Int32>?
    if case .dates(let days)? = stock["交办日期"] { handedOver = days }
    let state = texts(stock, "状态")
    let removal = texts(stock, "剔除原因")
    let inStock = unitsOf(stock, unitsByArea)
    for row in 0..<stock.rowCount
    where removal(row).isEmpty && !["办结", "化解", "终结备案"].contains(state(row)) {
      for unit in inStock(row) {
        rows.append(unit, "积案", handedOver?[row] ?? CivilDate.missing)
      }
    }
    return rows.table(units)
  }

  private var tree: Tree {
    trees["问题属地"] ?? Tree(name: "问题属地", levels: ["镇街", "村社区"])
  }

  /// 登记机构级别 by 走访层级.
  private static let levels = [
    "进京": "国家", "到省": "省", "到市": "市", "到区县": "区县", "到镇街": "镇街",
  ]

  /// The levels above the office's own.
  private var levelsAbove: Set<String> {
    let order = ["国家", "省", "市", "区县", "镇街"]
    guard case .choice(let own)? = catalog.setting("本级层级")?.value,
      let index = order.firstIndex(of: own)
    else { return [] }
    return Set(order.prefix(index))
  }

  /// The text of a cell by its row; empty for a column that is not there.
  private func texts(_ table: Table, _ name: String) -> (Int) -> String {
    guard case .coded(let column)? = table[name] else { return { _ in "" } }
    let texts = column.dictionary.texts
    return { texts[Int(column.codes[$0])] }
  }

  /// The units in whose area a row lies, by the row; each spelling is looked up once.
  private func unitsOf(_ table: Table, _ units: [[String]: [Int]]) -> (Int) -> [Int] {
    guard case .coded(let column)? = table["问题属地"] else { return { _ in [] } }
    let affected = column.dictionary.texts.map { text -> [Int] in
      guard let path = tree.path(of: text) else { return [] }
      return path.indices.flatMap { units[Array(path[...$0])] ?? [] }
    }
    return { affected[Int(column.codes[$0])] }
  }
}

/// Rows of 三无问题 in the making.
private struct FindingRows {
  private var units: [Int] = []
  private var kinds: [String] = []
  private var days: [Int32] = []

  mutating func append(_ unit: Int, _ kind: String, _ day: Int32) {
    units.append(unit)
    kinds.append(kind)
    days.append(day)
  }

  func table(_ source: Table) -> Table {
    var columns: [String: Column] = ["种类": .coded(CodedColumn(kinds)), "日期": .dates(days)]
    for name in ["单位编号", "单位类型", "单位名称", "上级单位"] {
      guard case .coded(let column)? = source[name] else { continue }
      columns[name] = .coded(
        CodedColumn(codes: units.map { column.codes[$0] }, dictionary: column.dictionary))
    }
    var places = RowPlaces()
    places.begin(file: source.rowCount > 0 ? source.places.file(ofRow: 0) : "")
    for unit in units { places.append(line: source.places.line(ofRow: unit)) }
    return Table(ledger: "三无问题", columns: columns, places: places)
  }
}
