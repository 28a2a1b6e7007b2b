import CScan
import Dispatch
import Glibc
import HuibianDiagnostics
import Synchronization

/// What has become of the blocks of a text so far.
private struct CSVProgress: Sendable {
  var feeder: CSVFeeder
  /// In the order in which they were decoded.
  var outcomes: [(block: Int, report: CSVBlockReport, segment: RowSegment)] = []
  /// One for each core that took part.
  var lanes: [RowAccumulator] = []
  /// What lies behind a fatal fault was cut wrongly, if it was cut at all.
  var isBroken = false

  mutating func next(into buffer: inout CSVBuffer) -> CSVBlock? {
    isBroken ? nil : feeder.next(into: &buffer)
  }
}

extension CSVReader {
  /// Decodes all blocks; each core reads one, decodes it while it is in its cache, and takes the
  /// next.
  ///
  /// Which core takes which block changes nothing: segments and reports come in the order of the
  /// text.
  func decode(
    _ feeder: inout CSVFeeder, _ layout: CSVLayout, into file: inout ScannedFile
  ) -> [CSVBlockReport] {
    let progress = Mutex(CSVProgress(feeder: feeder))
    let work: @Sendable (Int) -> Void = { _ in
      var buffer = CSVBuffer()
      var decoder = CSVBlockDecoder(layout)
      var rows = RowAccumulator(layout.forms)
      let lane = progress.withLock { progress in
        progress.lanes.append(RowAccumulator([]))
        return progress.lanes.count - 1
      }
      while let block = progress.withLock({ $0.next(into: &buffer) }) {
        let report = decoder.decode(block, buffer, into: &rows)
        let segment = rows.endSegment(
          accumulator: lane, block: layout.keepsRecords ? nil : block)
        progress.withLock { progress in
          progress.outcomes.append((block.index, report, segment))
          if report.isFatal { progress.isBroken = true }
        }
      }
      let finished = rows
      progress.withLock { $0.lanes[lane] = finished }
    }
    let cores = feeder.isShort ? 1 : min(16, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    if cores == 1 {
      work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: cores, execute: work)
    }
    return progress.withLock { progress in
      feeder = progress.feeder
      file.accumulators = progress.lanes
      let ordered = progress.outcomes.sorted { $0.block < $1.block }
      file.segments = ordered.map(\.segment)
      let end = ordered.firstIndex(where: \.report.isFatal).map { $0 + 1 } ?? ordered.count
      return ordered[..<end].map(\.report)
    }
  }
}
