import Glibc
import HuibianDiagnostics

/// The folder that a path lies in; `.` for a bare name, `/` for the root.
func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Whether there is a folder at the path, links followed.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether there is something other than a folder at the path, links followed.
func isFile(_ path: String) -> Bool {
  access(path, F_OK) == 0 && !isFolder(path)
}

/// Whether there is something at the path that is neither file nor folder, or a link.
func isSpecial(_ path: String) -> Bool {
  var status = stat()
  guard lstat(path, &status) == 0 else { return false }
  return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
}

/// Whether two paths lead to one regular file, links followed.
func isSameFile(_ path: String, _ other: String) -> Bool {
  var (a, b) = (stat(), stat())
  guard stat(path, &a) == 0, stat(other, &b) == 0 else { return false }
  return a.st_mode & S_IFMT == S_IFREG && a.st_dev == b.st_dev && a.st_ino == b.st_ino
}

/// Makes a folder and those above it, where they are missing.
func makeFolder(_ path: String) throws(CompilationError) {
  if isFolder(path) { return }
  try makeFolder(parent(of: path))
  guard mkdir(path, 0o777) == 0 || errno == EEXIST && isFolder(path) else {
    throw CompilationError([
      Diagnostic(
        .error, "cannot-write", "建不了这个文件夹：\(SystemError.last.reason)", at: .file(path),
        hints: ["换一个位置（-o）"])
    ])
  }
}

/// Removes a folder if it is empty.
func removeFolder(_ path: String) { rmdir(path) }

/// The names of a folder's entries, sorted; nil if it cannot be read.
func fileNames(in folder: String) -> [String]? {
  guard let handle = opendir(folder) else { return nil }
  defer { closedir(handle) }
  var names: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}
