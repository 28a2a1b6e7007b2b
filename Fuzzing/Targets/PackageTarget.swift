import HuibianDiagnostics
import HuibianOPC

/// The bytes of a .docx: zip, package, XML of every part, and all that a template goes through.
enum PackageTarget: FuzzTarget {
  static let name = "package"

  static func run(_ bytes: [UInt8]) {
    var sink = DiagnosticSink()
    let limits = PackageLimits(
      file: 1 << 20, entries: 200, part: 1 << 20, total: 4 << 20, ratioGrace: 1 << 20)
    guard
      let package = OPCPackage.open(
        bytes, file: "模板.docx", kind: .wordDocument, limits: limits, sink: &sink)
    else {
      require(sink.hasErrors, "refused without a word")
      return
    }
    for name in package.partNames {
      guard let bytes = package.bytes(of: name),
        let document = XML.parse(bytes, file: "模板.docx", part: name.text, sink: &sink)
      else { continue }
      let again = XML.parse(
        XML.serialize(document), file: "模板.docx", part: name.text, sink: &sink)
      require(again == document, "\(name.text) changes when it is written")
    }
    guard let written = try? package.serialized() else { return }
    require(
      OPCPackage.open(written, file: "模板.docx", kind: .wordDocument, sink: &sink) != nil,
      "a package that cannot be opened again")
    guard let report = Compiling.compile(written, named: "模板.docx") else { return }
    let fault = Compiling.fault(of: report)
    require(fault == nil, fault ?? "")
  }

  /// Half the time the parts are changed inside the zip, so that checksums stay right.
  static func mutated(_ bytes: [UInt8], limit: Int, chance: inout Chance) -> [UInt8]? {
    guard chance.number(2) == 0 else { return nil }
    var sink = DiagnosticSink()
    guard
      var package = OPCPackage.open(
        bytes, file: "", kind: .wordDocument, activeContent: .warn, sink: &sink)
    else { return nil }
    let names = package.partNames.filter { !$0.isRelationshipsPart }
    guard let name = names.randomElement(using: &chance), let part = package.bytes(of: name),
      let changed = XMLMutation.mutated(part, chance: &chance)
    else { return nil }
    package.setPart(name, changed, contentType: nil)
    return try? package.serialized()
  }
}
