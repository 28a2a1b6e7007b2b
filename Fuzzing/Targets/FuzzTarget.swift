/// What is done with bytes that were made up.
///
/// A crash, a failed precondition, a minute without an end or too much memory is a finding; so is
/// ``require(_:_:)`` of what is false.
protocol FuzzTarget: SendableMetatype {
  /// As `Scripts/fuzz` and the folders of seeds and corpora name it.
  static var name: String { get }

  static func run(_ bytes: [UInt8])

  /// Changes an input in a way of its own; nil leaves it to libFuzzer.
  static func mutated(_ bytes: [UInt8], limit: Int, chance: inout Chance) -> [UInt8]?
}

extension FuzzTarget {
  static func mutated(_ bytes: [UInt8], limit: Int, chance: inout Chance) -> [UInt8]? { nil }

  /// Ends the process, which libFuzzer writes down, if a law does not hold.
  static func require(_ condition: Bool, _ law: @autoclosure () -> String) {
    if !condition { fatalError("\(name): \(law())") }
  }
}

/// SplitMix64: equal seeds give equal mutations.
struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(_ limit: Int) -> Int {
    limit > 0 ? Int.random(in: 0..<limit, using: &self) : 0
  }
}

let fuzzTargets: [any FuzzTarget.Type] = [
  TagTarget.self, TextTarget.self, PackageTarget.self, DocumentTarget.self, CSVTarget.self,
  JSONTarget.self,
]
