import Glibc
import HuibianDiagnostics

/// The folder of the templates that ship (`Templates/`).
///
/// Looked for in this order: `$HUIBIAN_TEMPLATES`; `Templates` in a folder above the executable
/// (a build of the sources); `../share/huibian/Templates` beside the executable (an installation).
struct TemplateShelf: Sendable {
  /// A template that ships, by the name that the user types.
  struct Entry: Hashable, Sendable {
    let name: String
    let path: String
  }

  let folder: String

  /// Ends of file names that are templates; the first that exists wins.
  static let endings = [".hb.md", ".docx"]

  init() throws(CompilationError) {
    if let named = environment("HUIBIAN_TEMPLATES"), !named.isEmpty {
      guard isFolder(named) else {
        throw CompilationError([
          Diagnostic(
            .error, "no-templates", "HUIBIAN_TEMPLATES 指的不是文件夹", at: .file(named),
            hints: ["改成模板所在的文件夹，或取消这个环境变量"])
        ])
      }
      folder = named
      return
    }
    var candidates: [String] = []
    var above = parent(of: executablePath())
    candidates.append(parent(of: above) + "/share/huibian/Templates")
    while true {
      candidates.insert(above + "/Templates", at: candidates.count - 1)
      guard above != "/", !above.isEmpty else { break }
      above = parent(of: above)
    }
    guard let found = candidates.first(where: isFolder) else {
      throw CompilationError([
        Diagnostic(
          .error, "no-templates", "找不到自带的模板", at: .command,
          hints: ["用环境变量 HUIBIAN_TEMPLATES 指出 Templates 文件夹", "或直接写模板文件的路径"])
      ])
    }
    folder = found
  }

  /// All templates that ship, by name.
  func templates() throws(CompilationError) -> [Entry] {
    guard let names = fileNames(in: folder) else {
      throw CompilationError([
        Diagnostic(
          .error, "no-templates", "模板文件夹读不了：\(SystemError.last.reason)", at: .file(folder))
      ])
    }
    var result: [String: Entry] = [:]
    for ending in TemplateShelf.endings {
      for name in names where name.hasSuffix(ending) && !name.hasPrefix(".") {
        let bare = String(name.dropLast(ending.count))
        result[bare] = result[bare] ?? Entry(name: bare, path: folder + "/" + name)
      }
    }
    return result.values.sorted { $0.name < $1.name }
  }

  /// The folder of the parts (部分) that ship, with its slash.
  var partFolder: String { folder + "/部分/" }

  /// The path of the template that the user means: a file if there is one or if it looks like a
  /// path, else one that ships; nil if there is none of that name.
  func path(of template: String) throws(CompilationError) -> String? {
    if access(template, F_OK) == 0 || template.contains("/") { return template }
    return try templates().first { $0.name == template }?.path
  }
}

private func executablePath() -> String {
  var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let length = buffer.withUnsafeMutableBytes { bytes in
    bytes.baseAddress.map {
      readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count)
    } ?? 0
  }
  return length > 0 ? String(decoding: buffer[..<length], as: UTF8.self) : "/"
}

private func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
