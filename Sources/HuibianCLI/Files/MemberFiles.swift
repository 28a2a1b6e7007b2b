import Huibian
import HuibianDiagnostics

/// Where the documents of `--each` go: into a folder one by one, or into one zip.
///
/// A file of a folder has its place when it is whole; the zip when all that could be made is in it.
struct MemberFiles {
  /// The folder with its slash, or the zip.
  let place: String
  let isArchive: Bool
  /// How many documents were put there.
  private(set) var count = 0
  private let inputs: [String]
  /// The folder was made for the documents.
  private var isNewFolder = false
  private var names: MemberFileNames
  private var zip: (file: StagedFile, archive: ReportArchive)?

  /// - Parameter taken: Paths that this run has written already.
  init(_ order: ReportOrder, taken: [String]) {
    let (place, stem) = order.placeAndStem
    self.place = place
    isArchive = !place.hasSuffix("/")
    inputs = order.inputs
    let isHere = { (path: String) in parent(of: path) == parent(of: place + "x") }
    names = MemberFileNames(
      stem: stem,
      taken: isArchive
        ? [] : taken.filter(isHere).compactMap { $0.split(separator: "/").last.map(String.init) })
  }

  /// Why nothing can be written there, if it is so; to be asked before long work.
  var refusal: Diagnostic? {
    isArchive
      ? OutputFile.check(place, inputs: inputs)
      : OutputFile.checkFolder(of: place, makesFolder: true)
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
    isArchive ? nil : OutputFile.check(place + name, inputs: inputs, makesFolder: true)
  }

  /// Writes a document.
  ///
  /// - Throws: What would stop the others, too.
  mutating func add(_ document: [UInt8], as name: String) throws(CompilationError) {
    guard isArchive else {
      if !isFolder(place) {
        try makeFolder(parent(of: place))
        isNewFolder = true
      }
      try OutputFile.write(document, to: place + name, inputs: inputs)
      count += 1
      return
    }
    do throws(SystemError) {
      if zip == nil { zip = (try StagedFile(for: place), ReportArchive()) }
      guard case (let file, var archive)? = zip else { return }
      try file.write(archive.header(of: name, document))
      try file.write(document)
      zip = (file, archive)
      count += 1
    } catch {
      throw CompilationError([.cannotWrite(place, error)])
    }
  }

  /// Leaves nothing of a zip that is not finished, and no new folder without a document in it.
  mutating func discard() {
    if isNewFolder, count == 0 { removeFolder(parent(of: place)) }
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
