import Glibc
import HuibianDiagnostics
import HuibianReaders

/// A file of the disk, or standard input, as the readers want it.
///
/// The file is opened once and closed when the source goes. Regular files and pipes only.
final class FileSource: ByteSource {
  let name: String
  let size: Int?
  private let descriptor: Int32
  /// Pipes are read in order and cannot be asked for an offset.
  private let isSeekable: Bool

  /// - Parameter path: `-` is standard input.
  init(_ path: String) throws(CompilationError) {
    let isStandardInput = path == "-"
    name = isStandardInput ? "标准输入" : path
    descriptor = isStandardInput ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw CompilationError([.cannotRead(path, SystemError.last)])
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFIFO || kind == S_IFSOCK || isStandardInput else {
      close(descriptor)
      throw CompilationError([
        .cannotRead(path, SystemError(kind == S_IFDIR ? EISDIR : EINVAL))
      ])
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

  /// The whole file, for templates and configurations.
  ///
  /// - Parameter limit: Bytes; a larger file is an error.
  static func bytes(of path: String, limit: Int) throws(CompilationError) -> [UInt8] {
    let source = try FileSource(path)
    var result: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count: Int
      do throws(SourceError) {
        count = try source.read(into: chunk, at: result.count)
      } catch {
        throw CompilationError([
          Diagnostic(.error, "cannot-read", "读不了这个文件：\(error.message)", at: .file(path))
        ])
      }
      guard count > 0 else { return result }
      result += chunk[..<count]
      if result.count > limit {
        throw CompilationError([
          Diagnostic(
            .error, "file-too-large", "文件超过\(limit / 1_048_576)MB", at: .file(source.name),
            hints: ["检查是不是给错了文件"])
        ])
      }
    }
  }
}
