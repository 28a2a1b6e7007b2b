import Glibc

/// What the system said about a file, in words for the clerk.
struct SystemError: Error, Hashable, Sendable {
  let code: Int32

  init(_ code: Int32) { self.code = code }

  /// The failure of the system call that has just returned.
  static var last: SystemError { SystemError(errno) }

  /// `没有写权限`, `磁盘已满` …; unknown codes by their number.
  var reason: String {
    switch code {
    case ENOENT: "文件或文件夹不存在"
    case EACCES, EPERM: "没有权限"
    case EISDIR: "这是一个文件夹"
    case ENOTDIR: "路径中间有一级不是文件夹"
    case ENOSPC: "磁盘已满"
    case EDQUOT: "超出了磁盘配额"
    case EFBIG: "超出了系统允许的文件大小"
    case EROFS: "磁盘是只读的"
    case ENAMETOOLONG: "文件名太长"
    case ELOOP: "这是一个符号链接"
    case EMFILE, ENFILE: "打开的文件太多"
    case EIO: "磁盘读写出错"
    case EBUSY, ETXTBSY: "文件正被别的程序使用"
    case EPIPE: "接收输出的程序已经关闭"
    case ENOMEM: "内存不足"
    case EINVAL: "系统不支持这个操作"
    default: "系统错误 \(code)"
    }
  }
}

/// Writes all bytes, however many calls that takes.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
  let failure: SystemError? = bytes.withUnsafeBytes { buffer in
    var rest = buffer[...]
    while !rest.isEmpty {
      let written = write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        return SystemError.last
      }
      rest = rest.dropFirst(written)
    }
    return nil
  }
  if let failure { throw failure }
}

/// Ends the process at once with a status.
func endProgram(_ status: ExitStatus) -> Never { exit(status.rawValue) }

/// Lets a file that grows past the allowed size fail with an error instead of ending the process.
func ignoreFileSizeSignal() { signal(SIGXFSZ, SIG_IGN) }
