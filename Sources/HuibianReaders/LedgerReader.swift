package import HuibianDiagnostics
import HuibianTable

/// Reads exports (CSV, JSON, JSON Lines, XLSX) into tables.
///
/// Every source is scanned once, in pieces; of a CSV never more than some megabytes are in memory
/// besides the columns that were asked for. What is wrong goes into the sink, and reading goes on
/// with the next source; the tables hold what could be read.
package struct LedgerReader {
  private let request: ReadRequest
  private let blockSize: Int

  /// Reads every source; several of one ledger become one table, in the order given.
  ///
  /// A column is available in a table only if every file of the ledger has it.
  ///
  /// - Parameter blockSize: Bytes that one core takes at a time; it changes nothing but the speed, and how
  ///   many other faults are told of a file that cannot be read to its end.
  package static func read(
    _ sources: [Source], _ request: ReadRequest, blockSize: Int = 1 << 18,
    sink: inout DiagnosticSink
  ) -> Reading {
    let reader = LedgerReader(request: request, blockSize: blockSize)
    var reading = Reading()
    var assemblies: [String: LedgerAssembly] = [:]
    for source in sources {
      var files = reader.scan(source, sink: &sink)
      if files.isEmpty { reading.unreadable += 1 }
      while !files.isEmpty {
        let file = files.removeFirst()
        let ledger = file.match.ledger
        var assembly = assemblies.removeValue(forKey: ledger.name) ?? reader.assembly(ledger)
        reading.inputs.append(assembly.append(consume file, sink: &sink))
        assemblies[ledger.name] = assembly
      }
    }
    for (name, assembly) in assemblies { reading.tables[name] = assembly.table() }
    return reading
  }

  private func assembly(_ ledger: LedgerSchema) -> LedgerAssembly {
    LedgerAssembly(
      ledger, needed: request.needed[ledger.name] ?? [],
      examined: request.examined[ledger.name] ?? [])
  }

  private func scan(_ source: Source, sink: inout DiagnosticSink) -> [ScannedFile] {
    FileScan(
      source: source, ledgers: request.ledgers, expected: request.expected, blockSize: blockSize,
      hasDigest: request.wantsDigests, choice: .named { assembly($0).wanted }
    ).run(sink: &sink)
  }
}
