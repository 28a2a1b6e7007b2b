import Glibc
import HuibianDiagnostics

/// One line on a terminal that says how far the work is; nothing in a pipe or a file.
///
/// Redrawn at most ten times a second, and erased at the end, so that it never mixes with messages.
struct Progress: ~Copyable {
  private let isShown: Bool
  private var lastDrawn: UInt64 = 0

  /// - Parameter format: Nothing is drawn between messages in JSON.
  init(on console: Console) {
    isShown = console.format == .human && isatty(STDERR_FILENO) == 1
  }

  deinit { if isShown { Progress.write("\r\u{1B}[K") } }

  /// - Parameters:
  ///   - work: What is being done: `读取 信访件-2024.csv`.
  ///   - share: Done out of 100, or nil when the whole is not known.
  mutating func show(_ work: String, share: Int? = nil) {
    guard isShown else { return }
    let now = Progress.milliseconds
    guard now >= lastDrawn + 100 else { return }
    lastDrawn = now
    Progress.write("\r\u{1B}[K" + work + (share.map { " \($0)%" } ?? " …"))
  }

  private static var milliseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }

  private static func write(_ text: String) {
    try? writeAll(Array(text.utf8), to: STDERR_FILENO)
  }
}
