import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianReaders
import HuibianTemplate

/// The documents that a job's template inserts, opened once each.
///
/// As with pictures, a template gives names only; the configuration (文档) or `--set` says which file a
/// name means.
struct DocumentShelf {
  let job: CompileJob
  let workspace: any Workspace

  /// Deepest nesting of documents in documents.
  static let depthLimit = 4

  struct Opened {
    struct Document {
      let template: ParsedTemplate
      let file: TemplateFile
      /// Whether it holds tags itself, so that it is compiled before it is inserted.
      let isTemplate: Bool
      /// The first tag that inserts it.
      let location: Location
    }

    /// For each tag the key of its document.
    var keys: [Int: String] = [:]
    /// In the order of their first tags.
    var documents: [(key: String, document: Document)] = []
  }

  /// What the tags of a template insert; a name without a file, a file that is no document, and a
  /// document that would come into itself are reported at the first tag that needs them.
  func documents(of parsed: OpenedTemplate.Parsed, sink: inout DiagnosticSink) -> Opened {
    let paths = Dictionary(
      job.documents.map { (nameKey($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    var result = Opened()
    var failed: Set<String> = []
    for (index, tag) in parsed.template.tags.enumerated() {
      guard case .insert(let name) = tag.kind else { continue }
      let key = nameKey(name)
      if !failed.contains(key), !result.documents.contains(where: { $0.key == key }) {
        let location = parsed.locations[index]
        if let path = paths[key] {
          if let document = open(path, name, at: location, sink: &sink) {
            result.documents.append((key, document))
          } else {
            failed.insert(key)
          }
        } else {
          sink.report(.unknownDocument(name, known: job.documents.keys.sorted(), at: location))
          failed.insert(key)
        }
      }
      if !failed.contains(key) { result.keys[index] = key }
    }
    return result
  }

  private func open(
    _ path: String, _ name: String, at location: Location, sink: inout DiagnosticSink
  ) -> Opened.Document? {
    let chain = job.around + [job.template.path]
    guard !chain.contains(path) else {
      sink.report(.documentInItself(name, at: location))
      return nil
    }
    guard chain.count <= Self.depthLimit else {
      sink.report(.documentsTooDeep(name, limit: Self.depthLimit, at: location))
      return nil
    }
    let bytes: [UInt8]
    do throws(SourceError) {
      bytes = try workspace.bytes(of: path, limit: OpenedTemplate.limit)
    } catch {
      sink.report(.unreadableNamed(path, name, error, at: location))
      return nil
    }
    // Its own mistakes are told when it is compiled.
    var own = DiagnosticSink()
    let file = TemplateFile(name: path, path: path, partFolders: job.template.partFolders)
    guard let opened = OpenedTemplate.open(bytes, file, workspace, sink: &own) else {
      sink.absorb(own)
      return nil
    }
    let template = ParsedTemplate(opened, notes: own)
    let isTemplate = template.holdsTags
    if !isTemplate { sink.absorb(own) }
    if isTemplate, job.each != nil {
      sink.report(.templateInEach(name, at: location))
      return nil
    }
    return Opened.Document(
      template: template, file: file, isTemplate: isTemplate, location: location)
  }
}

extension Diagnostic {
  static func unknownDocument(_ name: String, known: [String], at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "unknown-document", "没有给出文档\(quoted(name))的文件", at: location,
      hints: [hint(forFileOf: name, known: known, key: "文档", suffix: "docx")])
  }

  /// How to give the file that a name stands for: the nearest name that has one, or the two ways.
  static func hint(forFileOf name: String, known: [String], key: String, suffix: String) -> String {
    if let near = nearestName(to: name, among: known) { return "是不是“\(near)”？" }
    let name = visible(name)
    return
      "用 --set \(name)=\(name).\(suffix) 给出，或写在 huibian.yaml 里，例如 \(key): {\(name): \(name).\(suffix)}"
  }

  static func documentInItself(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "document-in-itself", "文档\(quoted(name))会插入到它自己里面", at: location,
      hints: ["删去这个标签，或换一个文档"])
  }

  static func documentsTooDeep(_ name: String, limit: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "document-in-itself", "文档\(quoted(name))套了\(limit)层以上", at: location,
      hints: ["把里面的文档直接插入到最外面的模板里"])
  }

  static func templateInEach(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "document-in-each", "逐个生成时不能插入有标签的文档\(quoted(name))", at: location,
      hints: ["先单独生成这份文档，再插入生成的那一份"])
  }
}
