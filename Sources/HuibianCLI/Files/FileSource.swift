import Glibc
import HuibianDiagnostics
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
  private let progress: ReadingProgress?

  /// - Parameter path: `-` is standard input.
  init(_ path: String, progress: ReadingProgress? = nil) throws(SourceError) {
    self.progress = progress
    let isStandardInput = path == "-"
    name = isStandardInput ? "标准输入" : path
    descriptor = isStandardInput ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw SourceError(opening: path, SystemError.last)
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFIFO || kind == S_IFSOCK || isStandardInput else {
      close(descriptor)
      guard kind == S_IFDIR else { throw SourceError(message: "这是一个设备，不是文件") }
      throw SourceError(opening: path, SystemError(EISDIR))
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
      if count >= 0 {
        progress?.read(name, done: offset + count, of: size)
        return count
      }
      if errno != EINTR { throw SourceError(message: SystemError.last.reason) }
    }
  }
}

extension SourceError {
  /// Why a file cannot be opened, and what to do about it: a file of nearly that name beside it.
  fileprivate init(opening path: String, _ error: SystemError) {
    let hint: String
    switch error.code {
    case ENOENT:
      let folder = parent(of: path)
      let name = path.split(separator: "/").last.map { String($0) } ?? path
      let beside = (fileNames(in: folder) ?? []).filter { !$0.hasPrefix(".") }
      // By the name before the dot: the endings are alike anyhow.
      let near = nearestName(to: name.stem, among: beside.map(\.stem))
      if let found = beside.first(where: { $0.stem == near }) {
        hint = "是不是“\(visible((folder == "." ? "" : folder + "/") + found, limit: 200))”？"
      } else {
        hint = isFolder(folder) ? "核对文件名和它所在的文件夹" : "文件夹 \(quoted(folder, limit: 200)) 不存在，核对路径"
      }
    case EISDIR: hint = "写出文件夹里的文件，例如 \(visible(path, limit: 200))/*.csv"
    default: hint = "检查文件的权限，或复制一份再试"
    }
    self.init(message: error.reason, hints: [hint])
  }
}

extension String {
  /// Without what follows the last dot.
  fileprivate var stem: String {
    lastIndex(of: ".").map { String(self[..<$0]) } ?? self
  }
}
