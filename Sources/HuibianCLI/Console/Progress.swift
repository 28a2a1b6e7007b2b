import Glibc
import HuibianDiagnostics
import Synchronization

/// One line on a terminal that says how far the work is; nothing in a pipe or a file.
///
/// Redrawn at most ten times a second, and erased at the end and before messages, so that it never
/// mixes with them.
struct Progress: ~Copyable {
  private let isShown: Bool
  private var lastDrawn: UInt64 = 0

  /// - Parameter format: Nothing is drawn between messages in JSON.
  init(on console: Console) { isShown = ProgressLine.isShown(on: console) }

  deinit { ProgressLine.erase() }

  /// - Parameters:
  ///   - work: What is being done: `正在生成 年度工作总结-2024.docx`.
  ///   - share: Done out of 100, or nil when the whole is not known.
  mutating func show(_ work: String, share: Int? = nil) {
    guard isShown else { return }
    let now = ProgressLine.milliseconds
    guard now >= lastDrawn + 100 else { return }
    lastDrawn = now
    ProgressLine.draw(work + (share.map { " \($0)%" } ?? " …"))
  }
}

/// How far the reading of long files is, whichever thread reads.
///
/// Nothing is said in the first half second: most runs are over by then.
final class ReadingProgress: Sendable {
  private let nextDraw: Mutex<UInt64>

  init() { nextDraw = Mutex(ProgressLine.milliseconds + 500) }

  /// - Parameters:
  ///   - done: Bytes read so far.
  ///   - size: Of the whole; nil for a pipe.
  func read(_ name: String, done: Int, of size: Int?) {
    let isDue = nextDraw.withLock { due in
      let now = ProgressLine.milliseconds
      guard now >= due else { return false }
      due = now + 100
      return true
    }
    guard isDue else { return }
    let share = size.map { "\($0 > 0 ? min(done, $0) * 100 / $0 : 100)%" } ?? "\(done >> 20)MB"
    ProgressLine.draw("正在读取 \(visible(name, limit: 60)) " + share)
  }
}

/// The line itself: a process has one terminal.
enum ProgressLine {
  private static let isDrawn = Mutex(false)

  static func isShown(on console: Console) -> Bool {
    console.format == .human && isatty(STDERR_FILENO) == 1
  }

  static func draw(_ text: String) {
    isDrawn.withLock {
      $0 = true
      write("\r\u{1B}[K" + text)
    }
  }

  /// Leaves the terminal as if nothing had been drawn.
  static func erase() {
    isDrawn.withLock {
      if $0 { write("\r\u{1B}[K") }
      $0 = false
    }
  }

  fileprivate static var milliseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }

  private static func write(_ text: String) {
    try? writeAll(Array(text.utf8), to: STDERR_FILENO)
  }
}
