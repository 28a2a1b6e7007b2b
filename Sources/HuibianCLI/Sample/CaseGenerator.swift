import HuibianTable

/// Invents the cases of some years, in the order of their registration.
///
/// Memory stays bounded however many cases there are: matters that may come up again live in a ring.
struct CaseGenerator: Sendable {
  private var random: SplitMix64
  /// The day of the export: nothing that would happen later is in it, except due dates.
  private let exported: CivilDate
  private var open: [Matter] = []
  private var oldest = 0
  private static let ringSize = 1500

  init(seed: UInt64, exported: CivilDate, firstYear: Int) {
    random = SplitMix64(seed: seed)
    self.exported = exported
    for number in 1...240 {
      var matter = newMatter(isFirstYear: true)
      matter.firstYear = firstYear - 1
      matter.firstNumber = number * 11
      matter.registrations = 1
      keep(matter)
    }
  }

  /// Calls `body` with each case of the year.
  mutating func cases<E: Error>(
    of shape: YearShape, body: (CaseRecord) throws(E) -> Void
  ) throws(E) {
    var deck = shuffledSlots(shape)
    var seen = [Int](repeating: 0, count: YearShape.slots.count)
    var position = 0
    for (day, isWorkday, count) in shape.casesByDay {
      for _ in 0..<count {
        if !isWorkday { preferOnline(in: &deck, at: position) }
        let slot = Int(deck[position])
        position += 1
        seen[slot] += 1
        try body(
          newCase(
            number: position, on: day, slot: YearShape.slots[slot], ordinal: seen[slot],
            shape: shape))
      }
    }
  }

  private mutating func shuffledSlots(_ shape: YearShape) -> [UInt8] {
    var deck: [UInt8] = []
    deck.reserveCapacity(shape.total)
    for (slot, count) in shape.counts.enumerated() {
      deck.append(contentsOf: repeatElement(UInt8(slot), count: count))
    }
    for index in stride(from: deck.count - 1, to: 0, by: -1) {
      deck.swapAt(index, random.below(index + 1))
    }
    return deck
  }

  /// Offices are closed: what comes in then comes over the network, if some such case is near.
  private func preferOnline(in deck: inout [UInt8], at position: Int) {
    let near = position..<min(position + 12, deck.count)
    guard YearShape.slots[Int(deck[position])].form != .online,
      let other = near.first(where: { YearShape.slots[Int(deck[$0])].form == .online })
    else { return }
    deck.swapAt(position, other)
  }

  private mutating func newCase(
    number: Int, on day: CivilDate, slot: YearShape.Slot, ordinal: Int, shape: YearShape
  ) -> CaseRecord {
    var record = CaseRecord()
    record.year = shape.year
    record.number = number
    record.registered = day
    record.form = slot.form
    record.level = slot.level
    decideMatter(of: &record, isFirstYear: shape.isFirst)
    decidePeople(of: &record, ordinal: ordinal, isFirstYear: shape.isFirst)
    decideHandling(of: &record, isFirstYear: shape.isFirst)
    decideRatings(of: &record, isFirstYear: shape.isFirst)
    if random.chance(24) { record.remark = random.within(1...(CaseVocabulary.remarks.count - 1)) }
    return record
  }

  // MARK: Matters

  private mutating func decideMatter(of record: inout CaseRecord, isFirstYear: Bool) {
    let base = [176, 208, 118, 84][record.form.rawValue] - (isFirstYear ? 0 : 22)
    let isHigher = record.level == .national || record.level == .province
    if random.chance(isHigher ? base + 140 : base) {
      let index = random.below(open.count)
      open[index].registrations += 1
      record.matter = open[index]
      record.registrations = open[index].registrations
    } else {
      var matter = newMatter(isFirstYear: isFirstYear)
      matter.firstYear = record.year
      matter.firstNumber = record.number
      matter.registrations = 1
      keep(matter)
      record.matter = matter
    }
  }

  private mutating func newMatter(isFirstYear: Bool) -> Matter {
    var matter = Matter()
    matter.town = random.index(weights: District.towns.map(\.weight))
    if random.chance(710) {
      matter.village = random.within(1...District.towns[matter.town].villages.count)
    }
    matter.subject = random.index(
      weights: District.subjects.map { isFirstYear ? $0.weights.0 : $0.weights.1 })
    matter.kind = random.index(weights: District.subjects[matter.subject].kinds.map(\.weight))
    matter.purpose = random.index(weights: [66, 6, 13, 11, 4])
    matter.isTownMatter = random.chance(380)
    return matter
  }

  private mutating func keep(_ matter: Matter) {
    if open.count < CaseGenerator.ringSize {
      open.append(matter)
    } else {
      open[oldest] = matter
      oldest = (oldest + 1) % CaseGenerator.ringSize
    }
  }

  // MARK: People and levels

  private mutating func decidePeople(
    of record: inout CaseRecord, ordinal: Int, isFirstYear: Bool
  ) {
    guard record.isVisit else {
      record.people = random.chance(45) ? random.within(2...6) : 1
      if record.form == .letter { record.greenPost = random.chance(isFirstYear ? 310 : 420) }
      return
    }
    let groups = [0, 60, 100, isFirstYear ? 92 : 74, 30, 0][record.level.rawValue]
    if random.chance(groups) {
      record.people = 5 + random.index(weights: [30, 20, 14, 10, 8, 6, 4, 3, 2, 1, 1, 1])
      if random.chance(150) { record.people += random.within(4...22) }
    } else {
      record.people = 1 + random.index(weights: [58, 24, 12, 6])
    }
    if isFirstYear {
      record.isAbnormal =
        switch record.level {
        case .national: ordinal % 7 == 3
        case .province: ordinal % 23 == 11
        default: false
        }
    }
    let isAbove = record.level.rawValue <= YearShape.Level.city.rawValue
    if isAbove { record.turnedBack = record.level == .national && random.chance(120) }
    if isAbove, record.isGroup { record.reportedBefore = random.chance(isFirstYear ? 640 : 780) }
  }

  // MARK: Handling

  private mutating func decideHandling(of record: inout CaseRecord, isFirstYear: Bool) {
    let isFromAbove = record.level.rawValue <= YearShape.Level.city.rawValue
    record.origin = isFromAbove ? (random.chance(160) ? 2 : 1) : (random.chance(12) ? 3 : 0)
    if record.level == .inspectors { record.origin = 4 }
    record.handling =
      record.origin == 2 || record.origin == 4
      ? 2 : random.index(weights: isFirstYear ? [24, 53, 9, 8, 3, 3] : [25, 50, 9, 11, 3, 2])
    let isClosedAtOnce = record.handling >= 4
    let day = record.registered
    record.due = day.adding(days: random.chance(82) ? 90 : 60)

    if record.handling != 0 {
      record.handedOver = known(
        day.adding(
          days: random.chance(isFirstYear ? 32 : 18)
            ? random.within(16...24) : random.within(0...12)))
    }
    if !isClosedAtOnce, !random.chance(isFirstYear ? 22 : 12) {
      let start = record.handedOver.isMissing ? day : record.handedOver
      let isLate = random.chance(isFirstYear ? 36 : 21)
      record.accepted = known(
        start.adding(days: isLate ? random.within(16...26) : random.within(1...14)))
    }
    if isClosedAtOnce {
      record.closed = known(day.adding(days: random.within(3...14)))
      record.outcome = 4
      return
    }
    decideEnd(of: &record, isFirstYear: isFirstYear)
    record.inspection = random.index(weights: isFirstYear ? [876, 112, 12] : [870, 122, 8])
  }

  private mutating func decideEnd(of record: inout CaseRecord, isFirstYear: Bool) {
    guard !record.accepted.isMissing, !random.chance(isFirstYear ? 52 : 37) else { return }
    let limit = Int(record.due.days - record.registered.days)
    let earliest = Int(record.accepted.days - record.registered.days) + 1
    let isSimple = record.matter.purpose >= 2
    let answerAfter =
      random.chance(isFirstYear ? 44 : 31)
      ? limit + random.within(1...25)
      : random.within(
        earliest...max(earliest, isSimple ? earliest + 14 : limit - (isFirstYear ? 2 : 6)))
    record.answered = known(record.registered.adding(days: answerAfter))
    guard !record.answered.isMissing, !random.chance(24) else { return }
    record.closed = known(record.answered.adding(days: random.within(0...3)))
    if !record.closed.isMissing {
      record.outcome = 1 + random.index(weights: isFirstYear ? [34, 21, 2, 43] : [38, 22, 2, 38])
    }
  }

  private func known(_ day: CivilDate) -> CivilDate { day <= exported ? day : .absent }

  // MARK: Satisfaction

  private mutating func decideRatings(of record: inout CaseRecord, isFirstYear: Bool) {
    record.isRated =
      !record.isRepeat && record.form != .call && record.matter.purpose <= 2
      && record.handling <= 2 && record.level != .inspectors
    guard record.isRated else { return }
    let states = isFirstYear ? [0, 8, 66, 14] : [0, 7, 74, 9]
    (record.officeState, record.officeRating) = rating(
      of: record.accepted, states: states, marks: isFirstYear ? [76, 17, 7] : [80, 15, 5])
    (record.unitState, record.unitRating) = rating(
      of: record.answered, states: states, marks: isFirstYear ? [68, 20, 12] : [72, 19, 9])
  }

  /// Waiting (待评价) for what has not happened yet or is quite new.
  private mutating func rating(
    of day: CivilDate, states: [Int], marks: [Int]
  ) -> (state: Int, mark: Int) {
    guard !day.isMissing, exported.days - day.days > 7 else { return (1, 0) }
    let state = 1 + random.index(weights: states)
    return (state, state == 3 ? 1 + random.index(weights: marks) : 0)
  }
}
