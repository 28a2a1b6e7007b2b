package import HuibianDiagnostics

/// Reads exports (CSV, JSON, JSON Lines) into tables.
package struct LedgerReader {
  /// Reads every source; several of one ledger become one table, in the order given.
  package static func read(
    _ sources: [Source], _ request: ReadRequest, sink: inout DiagnosticSink
  ) -> Reading {
    Reading()
  }
}
