import Glibc
import HuibianDiagnostics

/// A file that is being written beside its place: `.NAME.PID.huibian-tmp` in the same folder.
///
/// It is removed when the object goes, on SIGINT and on SIGTERM, unless it has been put in its place.
final class StagedFile {
  /// Where it will stand.
  let path: String
  private let temporary: String
  private var descriptor: Int32
  private var isPlaced = false

  /// An empty file, with the permissions of the one that it will replace.
  init(for path: String) throws(SystemError) {
    let folder = parent(of: path)
    TemporaryFiles.removeStale(in: folder)
    let temporary = folder + "/" + TemporaryFiles.name(for: path)
    var status = stat()
    let old = lstat(path, &status) == 0 ? status : nil

    TemporaryFiles.begin(temporary)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var descriptor = open(temporary, flags, 0o666)
    if descriptor < 0, errno == EEXIST {
      // The number of this process is in the name, so it was left by one that is gone.
      unlink(temporary)
      descriptor = open(temporary, flags, 0o666)
    }
    guard descriptor >= 0 else { throw SystemError.last }
    if let old {
      // Only root can give a file away; for others it is theirs already or will be.
      if old.st_uid != geteuid() { _ = fchown(descriptor, old.st_uid, old.st_gid) }
      if fchmod(descriptor, old.st_mode & 0o777) != 0 {
        let error = SystemError.last
        close(descriptor)
        unlink(temporary)
        throw error
      }
    }
    self.path = path
    self.temporary = temporary
    self.descriptor = descriptor
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isPlaced { unlink(temporary) }
  }

  func write(_ bytes: [UInt8]) throws(SystemError) { try writeAll(bytes, to: descriptor) }

  /// Ends the writing: the file is whole on the disk.
  func sync() throws(SystemError) {
    if fsync(descriptor) != 0 { throw SystemError.last }
    close(descriptor)
    descriptor = -1
  }

  /// Gives the file its place, replacing what was there. To be called after ``sync()``.
  func place() throws(SystemError) {
    if rename(temporary, path) != 0 {
      let error = SystemError.last
      // The handler may have removed it.
      TemporaryFiles.stopIfEnding()
      throw error
    }
    isPlaced = true
    // The new name is only safe once its folder is on the disk too; nothing more can be done if
    // that fails, and the file itself is whole.
    let handle = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if handle >= 0 {
      fsync(handle)
      close(handle)
    }
  }
}
