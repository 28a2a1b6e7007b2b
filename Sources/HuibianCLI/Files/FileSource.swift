import Glibc
import HuibianReaders

/// A file of the disk, or standard input, as the readers want it.
///
/// The file is opened once and closed when the source goes. Regular files and pipes only.
final class FileSource: ByteSource {
  let name: String
  let size: Int?
  var isRepeatable: Bool { isSeekable }
  private let descriptor: Int32
  /// Pipes are read in order and cannot be asked for an offset.
  private let isSeekable: Bool

  /// - Parameter path: `-` is standard input.
  init(_ path: String) throws(SourceError) {
    let isStandardInput = path == "-"
    name = isStandardInput ? "标准输入" : path
    descriptor = isStandardInput ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw SourceError(message: SystemError.last.reason)
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFIFO || kind == S_IFSOCK || isStandardInput else {
      close(descriptor)
      throw SourceError(
        message: kind == S_IFDIR ? SystemError(EISDIR).reason : "这是一个设备，不是文件")
    }
    // Standard input that was redirected from a file may stand in its middle.
    isSeekable = kind == S_IFREG && !isStandardInput
    size = isSeekable ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SourceError) -> Int {
    guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    while true {
      let count =
        isSeekable
        ? pread(descriptor, start, buffer.count, off_t(offset))
        : Glibc.read(descriptor, start, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw SourceError(message: SystemError.last.reason) }
    }
  }
}
