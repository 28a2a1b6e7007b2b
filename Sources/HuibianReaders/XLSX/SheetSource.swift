import HuibianDiagnostics
import HuibianOPC
import Synchronization

/// A sheet as a text that is made while it is read: lines of cells between tabulators.
///
/// Nothing of it is kept but the piece that is being read, so that a sheet may be larger than memory.
final class SheetSource: ByteSource {
  let name: String
  private let lock = Mutex(())
  // Whoever touches it holds the lock.
  private nonisolated(unsafe) let rows: SheetRows
  private nonisolated(unsafe) let stream: XMLEventStream<SheetRows>

  init(name: String, rows: SheetRows, stream: XMLEventStream<SheetRows>) {
    self.name = name
    self.rows = rows
    self.stream = stream
  }

  var size: Int? { nil }
  var isRepeatable: Bool { false }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SourceError) -> Int {
    lock.withLock { _ in
      while rows.text.isEmpty, stream.advance() {}
      return rows.take(into: buffer)
    }
  }

  /// What went wrong with its part; nil if it was read to its end.
  var problem: Diagnostic? { lock.withLock { _ in stream.problem } }

  var found: SheetFindings { lock.withLock { _ in rows.found } }
}
