import Glibc
import HuibianDiagnostics
import Synchronization

/// Puts a finished file in its place, whole or not at all.
///
/// The bytes go to `.NAME.PID.huibian-tmp` in the same folder, are synced, and the file is then
/// renamed: a run that fails, is interrupted or is killed leaves the old file as it was. The
/// temporary file is removed on any failure and on SIGINT and SIGTERM; only `kill -9` and a crash of
/// the machine can leave it behind.
enum OutputFile {
  /// Whether a file may be written there: absent, or a regular file with write permission, in a
  /// folder that exists. To be asked before long work, so that it is not done in vain.
  ///
  /// - Parameter inputs: Paths that are read in this run; none of them may be the output.
  static func check(_ path: String, inputs: [String] = []) -> Diagnostic? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { return .cannotWrite(path, SystemError.last) }
      return checkFolder(of: path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: return .isNoFile(path, "一个文件夹")
    case S_IFLNK: return .isNoFile(path, "一个符号链接")
    case S_IFIFO: return .isNoFile(path, "一个管道")
    default: return .isNoFile(path, "一个设备")
    }
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else { return .isReadOnly(path) }
    for input in inputs {
      var other = stat()
      if stat(input, &other) == 0, other.st_dev == status.st_dev, other.st_ino == status.st_ino {
        return .isInput(path)
      }
    }
    return checkFolder(of: path)
  }

  /// Writes the bytes to the path, replacing what was there and keeping its permissions.
  static func write(
    _ bytes: [UInt8], to path: String, inputs: [String] = []
  ) throws(CompilationError) {
    try write(to: path, inputs: inputs) { (output) throws(SystemError) in try output(bytes) }
  }

  /// Writes what `body` hands over piece by piece.
  static func write(
    to path: String, inputs: [String] = [],
    body: (_ output: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(CompilationError) {
    if let refusal = check(path, inputs: inputs) { throw CompilationError([refusal]) }
    do throws(SystemError) {
      try replace(path, body: body)
    } catch {
      throw CompilationError([.cannotWrite(path, error)])
    }
  }

  private static func replace(
    _ path: String,
    body: (_ output: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(SystemError) {
    let folder = parent(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // A name of 255 bytes is allowed, so the temporary one must not be longer than its own.
    let temporary = folder + "/." + name.shortened(toBytes: 200) + ".\(getpid()).huibian-tmp"
    var status = stat()
    let mode = lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil

    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError.last }
    TemporaryFile.begin(temporary)
    defer { TemporaryFile.end() }
    do throws(SystemError) {
      defer { close(descriptor) }
      if let mode, fchmod(descriptor, mode) != 0 { throw SystemError.last }
      try body { (bytes) throws(SystemError) in try writeAll(bytes, to: descriptor) }
      if fsync(descriptor) != 0 { throw SystemError.last }
      if rename(temporary, path) != 0 { throw SystemError.last }
    } catch {
      unlink(temporary)
      throw error
    }
    // The new name is only safe once its folder is on the disk too; nothing more can be done if
    // that fails, and the file itself is whole.
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if handle >= 0 {
      fsync(handle)
      close(handle)
    }
  }

  private static func checkFolder(of path: String) -> Diagnostic? {
    let folder = parent(of: path)
    var status = stat()
    guard stat(folder, &status) == 0 else {
      return errno == ENOENT ? .noFolder(path, folder) : .cannotWrite(path, SystemError.last)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return .noFolder(path, folder) }
    return access(folder, W_OK | X_OK) == 0 ? nil : .cannotWrite(path, SystemError.last)
  }
}

/// The temporary file that exists at this moment, for the signal handler.
enum TemporaryFile {
  /// The address of a C string, 0 for none: a handler may not allocate or lock.
  private static let current = Atomic<UInt>(0)

  /// From now on SIGINT and SIGTERM remove the file before they end the process.
  static func begin(_ path: String) {
    let address = UInt(bitPattern: strdup(path))
    current.store(address, ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        let address = TemporaryFile.current.load(ordering: .sequentiallyConsistent)
        if let path = UnsafePointer<CChar>(bitPattern: address) { unlink(path) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// The file has its place, or is gone.
  static func end() {
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    let address = current.exchange(0, ordering: .sequentiallyConsistent)
    free(UnsafeMutableRawPointer(bitPattern: address))
  }
}

extension String {
  /// The beginning of the text that fits into so many UTF-8 bytes.
  fileprivate func shortened(toBytes limit: Int) -> String {
    var text = self
    while text.utf8.count > limit { text.removeLast() }
    return text
  }
}
