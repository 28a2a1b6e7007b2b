import HuibianPlan
import HuibianTable

/// Plans over one table, compiled: what has to be computed for each block of rows, each thing once.
///
/// Nodes refer to others by index and only to earlier ones. Of a block each node is computed when a
/// job first asks for it; blocks in which no row is chosen are not even unpacked.
struct Program: Sendable {
  /// Rows of a block.
  ///
  /// Every buffer of a block together stays near the cache.
  static let blockSize = PackedValues<Int32>.blockSize

  let plans: [AggregationPlan]
  let rowCount: Int
  var columns = Columns()
  var operands: [OperandNode] = []
  var masks: [MaskNode] = []
  var groups: [GroupNode] = []
  var keys: [KeyNode] = []
  /// One a plan, in order.
  var jobs: [Job] = []
  /// Jobs by the mask that chooses their rows, so that rows are chosen once.
  var jobsByMask: [(mask: Int, jobs: [Int])] = []

  /// The cells that the program reads, by kind, each column once.
  struct Columns: Sendable {
    var dates: [PackedValues<Int32>] = []
    var numbers: [PackedValues<Int64>] = []
    var codes: [PackedValues<Int32>] = []
  }

  /// A whole number in each row, or ``Column/missingNumber``; all at a scale known beforehand.
  enum OperandNode: Hashable, Sendable {
    case dates(Int)
    case numbers(Int)
    case constant(Int64)
    case plus(Int, Int64)
    /// Times a power of ten, to bring two operands to one scale.
    case times(Int, Int64)
    case difference(Int, Int)
    case earlier(Int, Int)
    /// The first where it is there, else the second.
    case either(Int, Int)
  }

  /// 1 or 0 in each row.
  enum MaskNode: Hashable, Sendable {
    case constant(Bool)
    /// By the code of a coded column.
    case codes(Int, truth: [UInt8])
    /// By the day of a date column; a day outside the table, and the missing one, is false.
    case days(Int, first: Int32, truth: [UInt8])
    /// From `low` to `high`, both included; never missing, for `low` is a day.
    case dateRange(Int, low: Int32, high: Int32)
    case compare(Int, Comparison, Int)
    /// Of two date columns, without operands between.
    case compareDates(Int, Comparison, Int)
    case missing(Int)
    /// Of a date column.
    case missingDay(Int)
    case not(Int)
    case and([Int])
    case or([Int])
  }

  /// A group's number in each row, and the groups' labels.
  struct GroupNode: Hashable, Sendable {
    enum Source: Hashable, Sendable {
      case codes(Int, groups: [Int32])
      case days(Int, first: Int32, groups: [Int32], missing: Int32)
    }
    let source: Source
    let labels: [String]
  }

  /// Some groupings together: one number for each combination, the last grouping varying fastest.
  enum KeyNode: Hashable, Sendable {
    /// Few combinations: cells in an array. Without groupings there is one.
    case dense([Int], count: Int)
    /// Too many: cells in a hash table, the groups' numbers packed into one key.
    case sparse([Int], bits: [Int])
  }

  enum Measurement: Hashable, Sendable {
    case rows
    /// Distinct codes of a coded column whose dictionary has so many entries.
    case distinct(Int, entries: Int)
    /// `isDerived`: an operand that was computed and may have left the range of 64 bits.
    case sum(Int, scale: Int, isDerived: Bool)
    /// The same operand, its values counted one by one.
    case median(Int, scale: Int, isDerived: Bool)
  }

  struct Job: Hashable, Sendable {
    let mask: Int
    let key: Int
    let measurement: Measurement
    /// The first job that chooses the same rows and groups them alike: it counts them for all.
    var counter: Int
    /// For names listed in cells: by code of the cell the numbers of its names.
    var items: [[Int32]]?
  }

  /// How many workers share the rows: fewer than `workers` if the table is small.
  func shareCount(_ workers: Int) -> Int {
    let blocks = (rowCount + Program.blockSize - 1) / Program.blockSize
    return max(1, min(workers, blocks / 4))
  }
}
