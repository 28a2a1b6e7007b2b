import HuibianTable

/// What the side ledgers of the sample share: the seed, the years, and cases that they refer to.
struct SampleYears: Sendable {
  /// A case that a side ledger may name.
  struct Reference: Sendable {
    let number: String
    let matter: String
    let registered: CivilDate
    let place: String
    let people: Int
  }

  let seed: UInt64
  /// In order, at least one.
  let years: [Int]
  /// The day of the export: nothing that would happen later is in a ledger.
  let exported: CivilDate
  /// Visits and letters registered at district level, in order; a choice of them if there are many.
  private(set) var visits: [Reference] = []
  private(set) var letters: [Reference] = []
  /// The days on which somebody was turned back on the way (劝返), one entry a case.
  private(set) var turnedBack: [CivilDate] = []

  init(seed: UInt64, years: [Int], exported: CivilDate) {
    self.seed = seed
    self.years = years
    self.exported = exported
  }

  /// Keeps the case if it can be named and is among about 4000 of its year.
  ///
  /// - Parameter total: Cases in the year.
  mutating func keep(_ record: CaseRecord, of total: Int) {
    if record.turnedBack == true { turnedBack.append(record.registered) }
    guard record.level == .district, record.number % max(1, total / 4000) == 0 else { return }
    let town = District.towns[record.matter.town]
    let village = record.matter.village
    let reference = Reference(
      number: "X\(record.year)" + record.number.padded(7),
      matter: "M\(record.matter.firstYear)" + record.matter.firstNumber.padded(7),
      registered: record.registered,
      place: village == 0 ? town.name : town.name + "/" + town.villages[village - 1],
      people: record.people)
    switch record.form {
    case .visit: visits.append(reference)
    case .letter: letters.append(reference)
    default: break
    }
  }

  /// The random stream of a ledger.
  func random(_ ledger: String) -> SplitMix64 { SplitMix64(seed: seed, ledger: ledger) }

  /// The day, or none if it comes after the export.
  func known(_ day: CivilDate) -> CivilDate { day <= exported ? day : .absent }

  func isFirst(_ year: Int) -> Bool { year == years.first && years.count > 1 }

  /// A visit registered in the 90 days before, if there is one.
  func visit(before day: CivilDate, random: inout SplitMix64) -> Reference? {
    SampleYears.choice(visits, before: day, random: &random)
  }

  /// A letter registered in the 90 days before, if there is one.
  func letter(before day: CivilDate, random: inout SplitMix64) -> Reference? {
    SampleYears.choice(letters, before: day, random: &random)
  }

  /// `all` is in the order of registration.
  private static func choice(
    _ all: [Reference], before day: CivilDate, random: inout SplitMix64
  ) -> Reference? {
    let end = all.partitionPoint { $0.registered >= day }
    let start = all.partitionPoint { $0.registered >= day.adding(days: -90) }
    return start < end ? all[start + random.below(end - start)] : nil
  }
}

extension Array {
  /// The position of the first element that holds, if all after it hold too; else the end.
  fileprivate func partitionPoint(_ holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
