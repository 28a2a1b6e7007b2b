import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTemplate

/// The parts (部分) of text templates: `部分/名.hb.md` beside the template, else among those that ship.
///
/// A part is text only, without head and title. It is taken in line by line before any tag is read,
/// so that it may hold anything that the template itself may.
struct PartShelf {
  let workspace: any Workspace

  /// Deepest nesting of parts in parts.
  static let depthLimit = 8
  /// Most paragraphs and tables of a template with all its parts.
  static let blockLimit = 20_000
  /// Largest part in bytes.
  static let limit = 1_000_000

  /// A folder of parts, with its slash.
  private struct Folder {
    let path: String
    /// As messages name it.
    let shown: String
  }

  /// A part on the way in: where it lies, and the lines that took it in, outermost first.
  private struct Way {
    var paths: [String] = []
    var lines: [Int] = []
  }

  private let folders: [Folder]

  init(_ template: TemplateFile, _ workspace: any Workspace) {
    self.workspace = workspace
    let own = Folder(path: Self.folder(of: template.path), shown: Self.folder(of: template.name))
    let others = template.partFolders.map { Folder(path: $0, shown: "部分/") }
    folders = [own] + others.filter { $0.path != own.path }
  }

  /// The folder of the parts that belong to a template, with its slash.
  static func folder(of template: String) -> String {
    let slash = template.lastIndex(of: "/")
    return (slash.map { String(template[...$0]) } ?? "") + "部分/"
  }

  /// The template with its parts in place, and for the file of each part the lines that take it in
  /// first, outermost first.
  func expanded(_ template: TextTemplate, file: String, sink: inout DiagnosticSink) -> (
    template: TextTemplate, lines: [String: [Int]]
  ) {
    guard template.blocks.contains(where: { $0.namedPart != nil }) else { return (template, [:]) }
    var taking = Taking(file: file)
    take(template.blocks, Way(), into: &taking, sink: &sink)
    if taking.blocks.count >= Self.blockLimit {
      sink.report(.partsTooMany(limit: Self.blockLimit, at: .file(file)))
    }
    return (TextTemplate(head: template.head, blocks: taking.blocks), taking.lines)
  }

  /// What has been taken so far.
  private struct Taking {
    let file: String
    var blocks: [TextBlock] = []
    var lines: [String: [Int]] = [:]
    /// By path: each file is read once, and its mistakes are told once. Nil: it cannot be used.
    var parts: [String: TextTemplate?] = [:]
  }

  private func take(
    _ blocks: [TextBlock], _ way: Way, into taking: inout Taking, sink: inout DiagnosticSink
  ) {
    for block in blocks {
      guard taking.blocks.count < Self.blockLimit else { return }
      guard let name = block.namedPart else {
        taking.blocks.append(block)
        continue
      }
      let place = Location.text(
        file: block.part ?? taking.file, line: block.line, column: block.columns.first ?? 1)
      guard let (path, shown) = find(name, at: place, sink: &sink) else { continue }
      guard !way.paths.contains(path), way.paths.count < Self.depthLimit else {
        sink.report(
          .partInItself(name, isCircle: way.paths.contains(path), Self.depthLimit, at: place))
        continue
      }
      let known = taking.parts[path]
      let part = known ?? read(path, shown, name, at: place, sink: &sink)
      taking.parts[path] = .some(part)
      guard let part else { continue }
      let inner = Way(paths: way.paths + [path], lines: way.lines + [block.line])
      taking.lines[shown] = taking.lines[shown] ?? inner.lines
      take(part.blocks, inner, into: &taking, sink: &sink)
    }
  }

  /// Where a part lies; nil after a report.
  private func find(_ name: String, at place: Location, sink: inout DiagnosticSink) -> (
    path: String, shown: String
  )? {
    var known: [String] = []
    for folder in folders {
      for file in workspace.names(in: folder.path) where file.hasSuffix(Self.ending) {
        let bare = String(file.dropLast(Self.ending.count))
        if nameKey(bare) == nameKey(name) { return (folder.path + file, folder.shown + file) }
        known.append(bare)
      }
    }
    sink.report(.unknownPart(name, known: known, folder: folders[0].shown, at: place))
    return nil
  }

  private static let ending = ".hb.md"

  private func read(
    _ path: String, _ shown: String, _ name: String, at place: Location,
    sink: inout DiagnosticSink
  ) -> TextTemplate? {
    let bytes: [UInt8]
    do throws(SourceError) {
      bytes = try workspace.bytes(of: path, limit: Self.limit)
    } catch {
      sink.report(.unreadableNamed(shown, name, error, at: place))
      return nil
    }
    guard let text = String(templateBytes: bytes) else {
      sink.report(.templateEncoding(shown))
      return nil
    }
    var part = TextTemplate.parse(text, file: shown, sink: &sink)
    if let entry = part.head.first {
      sink.report(.partWithHead(shown, at: .text(file: shown, line: entry.line, column: 1)))
    }
    for title in part.blocks where title.kind == .title {
      sink.report(
        .partWithTitle(
          shown, at: .text(file: shown, line: title.line, column: title.columns.first ?? 1)))
    }
    part = TextTemplate(
      head: [],
      blocks: part.blocks.map { block in
        var block = block
        block.part = shown
        return block
      })
    return part
  }
}

extension String {
  /// The text of a template in UTF-8, with or without its mark; nil: it is in another encoding.
  init?(templateBytes bytes: [UInt8]) {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    self.init(validating: body, as: UTF8.self)
  }
}

extension Diagnostic {
  fileprivate static func unknownPart(
    _ name: String, known: [String], folder: String, at location: Location
  ) -> Diagnostic {
    let wanted = "把文件放在 \(visible(folder + name)).hb.md"
    let near = nearestName(to: name, among: known).map { "是不是“\($0)”？" }
    return Diagnostic(
      .error, "unknown-part", "没有名为\(quoted(name))的部分", at: location, hints: [near ?? wanted])
  }

  fileprivate static func partInItself(
    _ name: String, isCircle: Bool, _ limit: Int, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "part-in-itself",
      isCircle ? "部分\(quoted(name))会放到它自己里面" : "部分\(quoted(name))套了\(limit)层以上", at: location,
      hints: ["删去这一行，或把内容直接写在这里"])
  }

  fileprivate static func partsTooMany(limit: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "too-large", "模板连同各部分超过\(limit)段", at: location, hints: ["检查是不是有部分被反复用到"])
  }

  fileprivate static func partWithHead(_ file: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-part", "部分不能有文件头", at: location, hints: ["把文件头写在模板里"])
  }

  fileprivate static func partWithTitle(_ file: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-part", "部分不能有“#”标题", at: location, hints: ["标题写在模板里，部分用“##”以下的标题"])
  }

  static func partOutOfPlace(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "part-out-of-place", "部分\(quoted(name))不能放在这里", at: location,
      hints: ["部分只能用在文本模板（.hb.md）里，自成一行；Word 模板里用{{插入 文档名}}"])
  }
}
