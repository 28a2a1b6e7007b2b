import Glibc
import HuibianDiagnostics

/// Puts finished files in their places, whole or not at all.
///
/// The bytes go to a file beside it (``StagedFile``), are synced, and the file is then renamed: a run
/// that fails, is interrupted or is killed leaves the old file as it was. The temporary file is removed
/// on any failure and on SIGINT and SIGTERM; only `kill -9` and a crash of the machine can leave it
/// behind, and a later run clears it away (``TemporaryFiles``).
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
    var staged: [StagedFile] = []
    for content in contents {
      do throws(SystemError) {
        let file = try StagedFile(for: content.path)
        try file.write(content.bytes)
        try file.sync()
        staged.append(file)
      } catch {
        throw CompilationError([.cannotWrite(content.path, error)])
      }
    }
    for file in staged {
      do throws(SystemError) {
        try file.place()
      } catch {
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
      let file = try StagedFile(for: path)
      try body { (bytes) throws(SystemError) in try file.write(bytes) }
      try file.sync()
      try file.place()
    } catch {
      throw CompilationError([.cannotWrite(path, error)])
    }
  }

  /// Whether files may be made in the folder of a path.
  ///
  /// - Parameter makesFolder: As for ``check(_:inputs:makesFolder:)``.
  static func checkFolder(of path: String, makesFolder: Bool) -> Diagnostic? {
    var folder = parent(of: path)
    var status = stat()
    while stat(folder, &status) != 0 {
      guard errno == ENOENT || errno == ENOTDIR else { return .cannotWrite(path, SystemError.last) }
      guard makesFolder else { return .noFolder(path, folder) }
      folder = parent(of: folder)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return .isNoFolder(path, folder) }
    return access(folder, W_OK | X_OK) == 0 ? nil : .cannotWrite(path, SystemError.last)
  }
}
