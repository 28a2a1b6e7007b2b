/// Targets as a plan of work (工作要点) says them.
extension TargetRow {
  /// The row by itself, without a full stop.
  ///
  /// | row | sentence |
  /// |---|---|
  /// | 达到, 100% | 排查覆盖率达到100% |
  /// | ≥, 1次 | 集中宣传教育活动达到1次以上 |
  /// | ≥, 40% | 绿色邮政信件比率达到40%以上 |
  /// | ≥, 80%, 对象 镇（街道）, 要求 实现“三无” | 80%以上的镇（街道）实现“三无” |
  /// | ≤, three members, three thresholds | 来县、到市、到省重访率分别控制在20%、15%和10%以内 |
  /// | ≤, three members, one threshold | 来县、到市、到省重访率均控制在30%以内 |
  /// | 100%, 对象 交办积案, 要求 化解, 年底 | 年底前交办积案全部化解 |
  /// | 周期 每月16日, 对象 党政主要领导, 要求 接访 | 党政主要领导每月16日接访 |
  /// | =, 0, 语气 坚决杜绝 | 坚决杜绝群体性事件 |
  /// | 全市中上游 | 积案化解率保持在全市中上游 |
  /// | ≥, 98%, 要求 工作目标 | 实现一次性化解率达98%的工作目标 |
  var sentence: String {
    let time = Target.words(ofDeadline: deadline)
    if !cycle.isEmpty { return mood + object + cycle + demand + measuredWork }
    if let rank { return mood + time + name + rank.verb + rank.words }
    guard let target = levels.first?.target else { return "" }
    if levels.count > 1 {
      let names = levels.map(\.label).joinedWithAnd + name
      return mood + time + names + several
    }
    if target.threshold.isZero, target.sign != .atLeast {
      return
        (mood.isEmpty ? "不发生" : ["杜绝", "发生"].contains { mood.hasSuffix($0) } ? mood : mood + "不发生")
        + event
    }
    if nameKey(demand) == "工作目标" {
      return mood + time + "实现" + subject + "达" + target.amountWords + "的工作目标"
    }
    if !object.isEmpty, !demand.isEmpty {
      return target.text == "100%"
        ? mood + time + object + "全部" + demand
        : mood + time + target.amountWords + "的" + object + demand
    }
    // 集中宣传教育活动达到1次以上: the amount has the unit.
    let counted = target.text.hasSuffix("%") ? subject : subject.droppingUnit
    return mood + time + counted + target.goalWords
  }

  /// Several rows in one sentence.
  ///
  /// Two of one verb and one mood: A和B分别达到100%和60%, A和B均达到100%; more: A达到99%以上，B96%以上，C95%以上. Rows that differ
  /// in mood, deadline or verb stay beside each other.
  static func sentence(_ rows: [TargetRow]) -> String {
    guard let first = rows.first, rows.count > 1 else { return rows.first?.sentence ?? "" }
    let targets = rows.compactMap { $0.levels.count == 1 ? $0.levels[0].target : nil }
    let isOne =
      targets.count == rows.count
      && rows.allSatisfy {
        $0.mood == first.mood && $0.deadline == first.deadline && $0.rank == nil
          && $0.cycle.isEmpty && $0.demand.isEmpty
      }
      && Set(targets.map(\.sign)).count == 1
    guard isOne else { return rows.map(\.sentence).joined(separator: "，") }
    let opening = first.mood + Target.words(ofDeadline: first.deadline)
    let verb = targets[0].verb
    let names = rows.map(\.subject)
    let amounts = targets.map(\.amountWords)
    if Set(amounts).count == 1 {
      return opening + names.joinedWithAnd + "均" + verb + amounts[0]
    }
    if rows.count == 2 {
      return opening + names.joinedWithAnd + "分别" + verb + amounts.joinedWithAnd
    }
    let parts = zip(names, amounts).enumerated().map { index, part in
      part.0 + (index == 0 ? verb : "") + part.1
    }
    return opening + parts.joined(separator: "，")
  }

  /// The measure's name; of a row without one what is done.
  var name: String { measure?.name ?? demand }

  /// What is not to happen: 对象, else the measure's name without the unit: 进京非正常上访.
  var event: String { object.isEmpty ? subject.droppingUnit : object }

  /// 到市重访率: the member and the measure.
  private var subject: String { (levels.first?.label ?? "") + name }

  /// 均控制在30%以内, 分别控制在20%、15%和10%以内.
  private var several: String {
    let targets = levels.map(\.target)
    let amounts = targets.map(\.amountWords)
    if Set(amounts).count == 1 { return "均" + targets[0].verb + amounts[0] }
    // The last says 以内 for all.
    let texts = targets.dropLast().map(\.text) + [amounts.last ?? ""]
    return "分别" + targets[0].verb + texts.joinedWithAnd
  }

  /// Behind what is done each time: 公开接访1次以上.
  private var measuredWork: String { levels.first.map { $0.target.amountWords } ?? "" }
}

extension String {
  /// 进京非正常上访 of 进京非正常上访批次.
  fileprivate var droppingUnit: String {
    let units = ["批次", "人次", "件数", "件次", "次数", "起数"]
    return units.first { hasSuffix($0) }.map { String(dropLast($0.count)) } ?? self
  }
}

extension [String] {
  /// 甲、乙和丙.
  fileprivate var joinedWithAnd: String {
    guard count > 1 else { return first ?? "" }
    return dropLast().joined(separator: "、") + "和" + (last ?? "")
  }
}
