import Glibc
import Synchronization

/// The temporary files of this process, for its signal handler, and what dead processes left behind.
enum TemporaryFiles {
  private static let ending = ".huibian-tmp"

  /// `.NAME.PID.huibian-tmp`, without a folder.
  static func name(for path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // A name of 255 bytes is allowed, so the temporary one must not be longer than its own.
    return "." + name.shortened(toBytes: 200) + ".\(getpid())" + ending
  }

  // MARK: Signals

  /// The address of NUL-terminated paths, one after the other, with an empty one at the end; 0 for
  /// none. A handler may not allocate or lock, and lists are few and small: an old one is never freed.
  private static let current = Atomic<UInt>(0)

  /// Whether a signal has come: no file is begun any more.
  private static let isEnding = Atomic<Bool>(false)

  /// From now on SIGINT and SIGTERM remove the file, too, before they end the process.
  ///
  /// To be called before the file is made: none is ever there that the handler does not know. Does not
  /// return once a signal has come: another thread is ending the process.
  static func begin(_ path: String) {
    var bytes: [UInt8] = []
    if let list = UnsafePointer<UInt8>(
      bitPattern: current.load(ordering: .sequentiallyConsistent))
    {
      var at = list
      while at.pointee != 0 {
        let length = strlen(at)
        bytes += UnsafeBufferPointer(start: at, count: length + 1)
        at += length + 1
      }
    }
    bytes += Array(path.utf8) + [0, 0]
    let list = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    list.initialize(from: bytes, count: bytes.count)
    current.store(UInt(bitPattern: list), ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        TemporaryFiles.isEnding.store(true, ordering: .sequentiallyConsistent)
        TemporaryFiles.removeCurrent()
        // Another thread may be between asking and making.
        var moment = timespec(tv_sec: 0, tv_nsec: 2_000_000)
        nanosleep(&moment, nil)
        TemporaryFiles.removeCurrent()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    stopIfEnding()
  }

  /// Does not return once a signal has come.
  static func stopIfEnding() {
    while isEnding.load(ordering: .sequentiallyConsistent) { pause() }
  }

  /// The files have their places, or are gone.
  static func end() {
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    current.store(0, ordering: .sequentiallyConsistent)
  }

  private static func removeCurrent() {
    let address = current.load(ordering: .sequentiallyConsistent)
    guard var at = UnsafePointer<CChar>(bitPattern: address) else { return }
    while at.pointee != 0 {
      unlink(at)
      at += strlen(at) + 1
    }
  }

  // MARK: What others left

  /// Seconds after which a temporary file can be nobody's: a day.
  private static let staleAge = 86_400

  /// Folders that this process has looked through.
  private static let swept = Mutex<Set<String>>([])

  /// Removes temporary files in a folder whose process is gone and that are older than a day; once for
  /// each folder.
  ///
  /// The day is for folders that several machines share: the number of a process means nothing
  /// elsewhere. What cannot be removed is left.
  static func removeStale(in folder: String) {
    guard swept.withLock({ $0.insert(folder).inserted }) else { return }
    let now = time(nil)
    for name in fileNames(in: folder) ?? [] {
      guard let process = process(of: name), kill(process, 0) != 0, errno == ESRCH else { continue }
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        now - status.st_mtim.tv_sec > staleAge
      else { continue }
      unlink(path)
    }
  }

  /// The process that made a temporary file of this name; nil if the name is no such file's.
  private static func process(of name: String) -> pid_t? {
    guard name.hasPrefix("."), name.hasSuffix(ending) else { return nil }
    let parts = name.dropLast(ending.count).split(separator: ".")
    guard parts.count > 1, let number = parts.last.flatMap({ pid_t($0) }), number > 0 else {
      return nil
    }
    return number
  }
}
