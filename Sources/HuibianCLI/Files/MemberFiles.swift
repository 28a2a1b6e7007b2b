import Huibian
import HuibianDiagnostics

/// Where the documents of `--each` and their traces go: into a folder one by one, or into one zip.
///
/// A file of a folder has its place when it is whole; the zip when all that could be made is in it.
struct MemberFiles {
  /// The folder with its slash, or the zip.
  let place: String
  let isArchive: Bool
  /// Where their traces go: a folder with its slash, in a zip one of its own or empty; nil: nowhere.
  let traces: String?
  /// How many documents were put there.
  private(set) var count = 0
  private let inputs: [String]
  /// The paths of what was written into folders.
  private(set) var written: [String] = []
  /// Folders that were made for the documents and their traces.
  private var newFolders: [String] = []
  private var names: MemberFileNames
  private var zip: (file: StagedFile, archive: ReportArchive)?

  /// - Parameter taken: Paths that this run has written already.
  init(_ order: ReportOrder, taken: [String]) {
    let (place, stem) = order.placeAndStem
    self.place = place
    isArchive = !place.hasSuffix("/")
    traces = order.memberTraces
    inputs = order.inputs
    let documents = { (path: String) in parent(of: path) == parent(of: place + "x") }
    let traces = traces.map { folder in { parent(of: $0) == parent(of: folder + "x") } }
    names = MemberFileNames(
      stem: stem,
      taken: isArchive
        ? []
        : taken.filter { documents($0) || traces?($0) == true }.map(\.lastName.asDocumentName))
  }

  /// Why nothing can be written there, if it is so; to be asked before long work.
  var refusal: Diagnostic? {
    isArchive
      ? OutputFile.check(place, inputs: inputs)
      : OutputFile.checkFolder(of: place, makesFolder: true)
        ?? traces.flatMap { OutputFile.checkFolder(of: $0, makesFolder: true) }
  }

  /// The name for a member's document, which is then no longer free.
  mutating func name(of member: String) -> (text: String, isNumbered: Bool) {
    names.name(of: member)
  }

  /// Whether there is a file of that name from another run.
  func isThere(_ name: String) -> Bool { !isArchive && isFile(place + name) }

  /// Why one document cannot have its place while others can: a folder of its name, a file that may
  /// not be written or that is read in this run.
  func refusal(of name: String) -> Diagnostic? {
    if isArchive { return nil }
    return OutputFile.check(place + name, inputs: inputs, makesFolder: true)
      ?? traces.flatMap {
        OutputFile.check($0 + name.asTraceName, inputs: inputs, makesFolder: true)
      }
  }

  /// Writes a document and its trace: neither has its place before both are whole.
  ///
  /// - Parameter trace: Asked for only if traces are wanted.
  /// - Throws: What would stop the others, too.
  mutating func add(
    _ document: [UInt8], as name: String, trace: @autoclosure () -> [UInt8]
  ) throws(CompilationError) {
    let trace = traces.map { ($0 + name.asTraceName, trace()) }
    guard isArchive else {
      var contents = [OutputFile.Content(path: place + name, bytes: document)]
      if let trace { contents.append(OutputFile.Content(path: trace.0, bytes: trace.1)) }
      for content in contents where !isFolder(parent(of: content.path)) {
        try makeFolder(parent(of: content.path))
        newFolders.append(parent(of: content.path))
      }
      try OutputFile.write(contents, inputs: inputs)
      written += contents.map(\.path)
      count += 1
      return
    }
    do throws(SystemError) {
      if zip == nil { zip = (try StagedFile(for: place), ReportArchive()) }
      guard case (let file, var archive)? = zip else { return }
      try file.write(archive.header(of: name, document))
      try file.write(document)
      if let trace { try file.write(archive.text(trace.0, trace.1)) }
      zip = (file, archive)
      count += 1
    } catch {
      throw CompilationError([.cannotWrite(place, error)])
    }
  }

  /// Leaves nothing of a zip that is not finished, and no new folder without a document in it.
  mutating func discard() {
    if count == 0 { for folder in newFolders { removeFolder(folder) } }
    guard isArchive else { return }
    if zip != nil { TemporaryFiles.end() }
    zip = nil
    count = 0
  }

  /// Gives a zip with documents in it its place.
  mutating func finish() throws(CompilationError) {
    guard let (file, archive) = zip else { return }
    zip = nil
    defer { TemporaryFiles.end() }
    if let refusal = OutputFile.check(place, inputs: inputs) { throw CompilationError([refusal]) }
    do throws(SystemError) {
      try file.write(archive.end)
      try file.sync()
      try file.place()
    } catch {
      throw CompilationError([.cannotWrite(place, error)])
    }
  }
}
