import Glibc
import HuibianDiagnostics

/// Puts finished files in their places, whole or not at all.
///
/// The bytes go to `.NAME.PID.huibian-tmp` in the same folder, are synced, and the file is then
/// renamed: a run that fails, is interrupted or is killed leaves the old file as it was. The
/// temporary file is removed on any failure and on SIGINT and SIGTERM; only `kill -9` and a crash of
/// the machine can leave it behind, and a later run clears it away (``TemporaryFiles``).
enum OutputFile {
  /// A file that is ready to be written.
  struct Content {
    let path: String
    let bytes: [UInt8]
  }

  /// Whether a file may be written there: absent, or a regular file with write permission, in a
  /// folder that exists. To be asked before long work, so that it is not done in vain.
  ///
  /// - Parameters:
  ///   - inputs: Paths that are read in this run; none of them may be the output.
  ///   - makesFolder: The folder will be made if it is missing; those above it then count.
  static func check(
    _ path: String, inputs: [String] = [], makesFolder: Bool = false
  ) -> Diagnostic? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { return .cannotWrite(path, SystemError.last) }
      return checkFolder(of: path, makesFolder: makesFolder)
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
    return checkFolder(of: path, makesFolder: false)
  }

  /// The first path that means the same file as one before it, however it is spelt; nil if all differ.
  static func firstRepeated(in paths: [String]) -> String? {
    var seen: Set<[String]> = []
    return paths.first { path in
      var status = stat()
      let folder = parent(of: path)
      let place =
        stat(folder, &status) == 0 ? "\(status.st_dev):\(status.st_ino)" : folder
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return !seen.insert([place, name]).inserted
    }
  }

  /// Writes the bytes to the path, replacing what was there and keeping its permissions.
  static func write(
    _ bytes: [UInt8], to path: String, inputs: [String] = []
  ) throws(CompilationError) {
    try write([Content(path: path, bytes: bytes)], inputs: inputs)
  }

  /// Writes several files: none has its place before all of them are whole on the disk.
  static func write(_ contents: [Content], inputs: [String] = []) throws(CompilationError) {
    for content in contents {
      if let refusal = check(content.path, inputs: inputs) { throw CompilationError([refusal]) }
    }
    defer { TemporaryFiles.end() }
    var staged: [(temporary: String, path: String)] = []
    for content in contents {
      do throws(SystemError) {
        let temporary = try stage(content.path) { (output) throws(SystemError) in
          try output(content.bytes)
        }
        staged.append((temporary, content.path))
      } catch {
        for file in staged { unlink(file.temporary) }
        throw CompilationError([.cannotWrite(content.path, error)])
      }
    }
    for (index, file) in staged.enumerated() {
      do throws(SystemError) {
        try place(file.temporary, at: file.path)
      } catch {
        for file in staged[index...] { unlink(file.temporary) }
        throw CompilationError([.cannotWrite(file.path, error)])
      }
    }
  }

  /// Writes what `body` hands over piece by piece.
  static func write(
    to path: String, inputs: [String] = [],
    body: (_ output: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(CompilationError) {
    if let refusal = check(path, inputs: inputs) { throw CompilationError([refusal]) }
    defer { TemporaryFiles.end() }
    do throws(SystemError) {
      let temporary = try stage(path, body: body)
      do throws(SystemError) {
        try place(temporary, at: path)
      } catch {
        unlink(temporary)
        throw error
      }
    } catch {
      throw CompilationError([.cannotWrite(path, error)])
    }
  }

  /// Writes the temporary file for a path and syncs it; its name. Nothing is left of it on failure.
  private static func stage(
    _ path: String,
    body: (_ output: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(SystemError) -> String {
    let folder = parent(of: path)
    TemporaryFiles.removeStale(in: folder)
    let temporary = folder + "/" + TemporaryFiles.name(for: path)
    var status = stat()
    let old = lstat(path, &status) == 0 ? status : nil

    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var descriptor = open(temporary, flags, 0o666)
    if descriptor < 0, errno == EEXIST {
      // The number of this process is in the name, so it was left by one that is gone.
      unlink(temporary)
      descriptor = open(temporary, flags, 0o666)
    }
    guard descriptor >= 0 else { throw SystemError.last }
    TemporaryFiles.begin(temporary)
    do throws(SystemError) {
      defer { close(descriptor) }
      if let old {
        // Only root can give a file away; for others it is theirs already or will be.
        if old.st_uid != geteuid() { _ = fchown(descriptor, old.st_uid, old.st_gid) }
        if fchmod(descriptor, old.st_mode & 0o777) != 0 { throw SystemError.last }
      }
      try body { (bytes) throws(SystemError) in try writeAll(bytes, to: descriptor) }
      if fsync(descriptor) != 0 { throw SystemError.last }
    } catch {
      unlink(temporary)
      throw error
    }
    return temporary
  }

  private static func place(_ temporary: String, at path: String) throws(SystemError) {
    if rename(temporary, path) != 0 { throw SystemError.last }
    // The new name is only safe once its folder is on the disk too; nothing more can be done if
    // that fails, and the file itself is whole.
    let handle = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if handle >= 0 {
      fsync(handle)
      close(handle)
    }
  }

  private static func checkFolder(of path: String, makesFolder: Bool) -> Diagnostic? {
    var folder = parent(of: path)
    var status = stat()
    while stat(folder, &status) != 0 {
      guard errno == ENOENT else { return .cannotWrite(path, SystemError.last) }
      guard makesFolder else { return .noFolder(path, folder) }
      folder = parent(of: folder)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return .noFolder(path, folder) }
    return access(folder, W_OK | X_OK) == 0 ? nil : .cannotWrite(path, SystemError.last)
  }
}
