import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTemplate
import HuibianWord

/// The pictures that a job names, read once each.
///
/// A template gives names only; which file a name means, the configuration (图片) or `--set` says. So
/// no template can reach for a file.
struct PictureShelf {
  let job: CompileJob
  let workspace: any Workspace

  /// For each tag of a picture what it shows; a name without a file, and a file that is no picture,
  /// are reported at the first tag that needs them.
  func pictures(of parsed: OpenedTemplate.Parsed, sink: inout DiagnosticSink) -> [Int: Picture] {
    let paths = Dictionary(
      job.pictures.map { (nameKey($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    var files: [String: PictureFile] = [:]
    var failed: Set<String> = []
    var result: [Int: Picture] = [:]
    for (index, tag) in parsed.template.tags.enumerated() {
      guard case .picture(let typed) = tag.kind else { continue }
      let key = nameKey(typed.name)
      if files[key] == nil, !failed.contains(key) {
        let location = parsed.locations[index]
        if let path = paths[key] {
          files[key] = read(path, typed.name, at: location, sink: &sink)
        } else {
          sink.report(.unknownPicture(typed.name, known: job.pictures.keys.sorted(), at: location))
        }
        if files[key] == nil { failed.insert(key) }
      }
      guard let file = files[key] else { continue }
      result[index] = Picture(
        name: typed.name, file: file, width: typed.width.map { $0 * Picture.millimetre / 100 },
        height: typed.height.map { $0 * Picture.millimetre / 100 })
    }
    return result
  }

  private func read(
    _ path: String, _ name: String, at location: Location, sink: inout DiagnosticSink
  ) -> PictureFile? {
    let bytes: [UInt8]
    do throws(SourceError) {
      bytes = try workspace.bytes(of: path, limit: PictureFile.limit)
    } catch {
      sink.report(.unreadableNamed(path, name, error, at: location))
      return nil
    }
    do throws(PictureFault) {
      return try PictureFile.read(bytes)
    } catch {
      sink.report(.badPicture(path, name, error, at: location))
      return nil
    }
  }
}

extension Diagnostic {
  static func unknownPicture(_ name: String, known: [String], at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "unknown-picture", "没有给出图片\(quoted(name))的文件", at: location,
      hints: [hint(forFileOf: name, known: known, key: "图片", suffix: "png")])
  }

  /// A file that the user gave under a name, for a tag.
  static func unreadableNamed(
    _ path: String, _ name: String, _ error: SourceError, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "unreadable-file",
      "\(quoted(name))的文件\(quoted(path, limit: 200))不能用：\(error.message)", at: location,
      hints: error.hints)
  }

  static func badPicture(
    _ path: String, _ name: String, _ fault: PictureFault, at location: Location
  ) -> Diagnostic {
    let what: String
    let hint: String
    switch fault {
    case .otherFormat(let format):
      what = format.map { "是 \($0)，不是 PNG 或 JPEG" } ?? "不是 PNG 或 JPEG 图片"
      hint = "用画图或看图软件另存为 PNG 或 JPEG"
    case .tooLarge(let bytes):
      what = "有\(bytes >> 20) MB，最多\(PictureFile.limit >> 20) MB"
      hint = "缩小后另存"
    case .tooManyDots(let width, let height):
      what = "有\(width)×\(height)个像素，太大了"
      hint = "缩小到一边不超过一万像素"
    case .broken:
      what = "不完整或已损坏"
      hint = "用看图软件打开，另存一份"
    }
    return Diagnostic(
      .error, "bad-picture", "图片\(quoted(name))的文件\(quoted(path, limit: 200))\(what)",
      at: location, hints: [hint])
  }
}
