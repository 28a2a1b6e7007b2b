package import HuibianDiagnostics

extension OPCPackage {
  package static func open(
    _ bytes: [UInt8], file: String, kind: Kind, activeContent: ActiveContentPolicy = .refuse,
    limits: PackageLimits = PackageLimits(), sink: inout DiagnosticSink
  ) -> OPCPackage? {
    nil
  }
}

package struct PackageLimits: Hashable, Sendable {
  package init() {}
}
