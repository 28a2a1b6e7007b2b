import CScan
import HuibianDiagnostics

/// A ledger that was given twice, under two names or as two exports that overlap: said once of the file
/// and not of each row.
extension LedgerAssembly {
  /// What of the last file stands in a file before it.
  struct Copy {
    /// The index of the file before it.
    let original: Int
    /// Rows whose key or whole record is in the original.
    var repeated = 0
    /// Of them those that differ in another cell.
    var differing = 0
  }

  /// Fewer repeated rows are told one by one.
  private static let leastRepeated = 20

  /// The files of which at least half stands in the last one, or which hold half of it.
  func copies(_ notable: [KeyTable.Notable], _ hashes: [Int: scan_hash]) -> [Copy] {
    guard notable.count >= Self.leastRepeated, let last = files.last, files.count > 1 else {
      return []
    }
    var copies: [Int: Copy] = [:]
    for (row, first) in notable.map({ ($0.row, $0.first) }) {
      guard let first, let original = fileIndex(of: first), original < files.count - 1 else {
        continue
      }
      var copy = copies[original] ?? Copy(original: original)
      copy.repeated += 1
      if !isEqual(row, first, hashes) {
        // Numbers that Excel made alike say nothing of the file.
        if damaged.contains(row) || damaged.contains(first) {
          copy.repeated -= 1
        } else {
          copy.differing += 1
        }
      }
      copies[original] = copy
    }
    return copies.values.filter { copy in
      let size = min(last.rows.count, files[copy.original].rows.count)
      return copy.repeated >= Self.leastRepeated && copy.repeated * 2 >= size
    }.sorted { $0.original < $1.original }
  }

  /// Whether a row stands in one of the originals.
  func isFromCopy(_ row: Int, _ copies: [Copy]) -> Bool {
    !copies.isEmpty && copies.contains { files[$0.original].rows.contains(row) }
  }

  /// - Parameter hasKeys: The rows are known by a number, not by all that they say.
  func report(_ copies: [Copy], hasKeys: Bool, _ review: inout RowReview) {
    guard let last = files.last else { return }
    for copy in copies {
      let differing = review.accepted("conflicting-rows") ? 0 : copy.differing
      review.add(
        .copiedFile(
          CopiedFile(
            original: files[copy.original].name, rows: last.rows.count, repeated: copy.repeated,
            differing: copy.differing, hasKeys: hasKeys, isAccepted: differing < copy.differing)),
        nil, 1, differing > 0 ? .error : .warning)
    }
  }

  private func fileIndex(of row: Int) -> Int? {
    files.lastIndex { $0.rows.lowerBound <= row }
  }
}
