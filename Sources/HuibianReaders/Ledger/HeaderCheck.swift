import HuibianDiagnostics
import HuibianTable

/// Where a header stands, for messages.
struct HeaderPlace {
  let name: String
  /// Nil where headers have no line (JSON).
  let line: Int?
}

/// Says what is wrong with a header, and describes its columns.
struct HeaderCheck {
  let recognizer: LedgerRecognizer
  let place: HeaderPlace

  /// - Parameters:
  ///   - raw: The headers as in the file.
  ///   - columns: Filled in any case.
  /// - Returns: Whether the rows below it can be read.
  func check(
    _ raw: [String], fit: LedgerRecognizer.Fit?, _ columns: inout [InputSummary.Column],
    sink: inout DiagnosticSink
  ) -> Bool {
    let headers = raw.map { CellText($0) }
    let normalized = headers.map { HeaderName.normalized($0.text) }
    let match = fit.flatMap { $0.isCertain ? $0.match : nil }
    columns = headers.indices.map { index in
      let schema = match.flatMap { match in match.indices[index].map { match.ledger.columns[$0] } }
      return InputSummary.Column(
        header: headers[index].text, name: schema?.name, kind: schema?.kind,
        isPersonal: schema == nil && PersonalColumns.contains(normalized[index]))
    }
    while columns.last?.header.isEmpty == true { columns.removeLast() }
    var isGood = true
    for (index, header) in headers.enumerated() {
      if let scalar = header.invisible {
        report(.invisibleInHeader(raw[index], scalar), index, &sink)
        isGood = false
      }
    }
    isGood = !reportDuplicates(headers.map(\.text), &sink) && isGood
    guard let match else {
      reportUnrecognized(raw, fit, columns, &sink)
      return false
    }
    for name in match.missing {
      let found = shown(columns)
      let candidates = columns.filter { $0.name == nil && !$0.isPersonal && !$0.header.isEmpty }
      report(
        .missingColumn(
          name, ledger: match.ledger.name, columns: found,
          alike: nearestName(to: name, among: candidates.map(\.header))), 0, &sink)
      isGood = false
    }
    return isGood
  }

  private func report(_ problem: Problem, _ index: Int, _ sink: inout DiagnosticSink) {
    sink.report(Finding(problem: problem, line: place.line, column: index + 1), place.name)
  }

  /// The headers that a message may list: personal ones are left out.
  private func shown(_ columns: [InputSummary.Column]) -> [String] {
    columns.filter { !$0.isPersonal && !$0.header.isEmpty }.map(\.header)
  }

  private func reportDuplicates(
    _ headers: [String], _ sink: inout DiagnosticSink
  ) -> Bool {
    var first: [String: Int] = [:]
    var found = false
    for (index, name) in headers.map(HeaderName.exact).enumerated() where !name.isEmpty {
      if let earlier = first[name] {
        report(.duplicateHeader(headers[index], first: earlier + 1), index, &sink)
        found = true
      } else {
        first[name] = index
      }
    }
    return found
  }

  private func reportUnrecognized(
    _ raw: [String], _ fit: LedgerRecognizer.Fit?, _ columns: [InputSummary.Column],
    _ sink: inout DiagnosticSink
  ) {
    if columns.count == 1, raw[0].count(where: { $0 == "，" }) >= 2 {
      report(.fullWidthComma, 0, &sink)
      return
    }
    let nearest = fit?.match
    let wanted = nearest.map { match in
      let signatures = match.ledger.signatures.flatMap { $0 }
      let important = [match.ledger.key, match.ledger.dateColumn].compactMap { $0 } + signatures
      var seen: Set<String> = match.available
      return important.filter { seen.insert($0).inserted }
    }
    report(
      .unrecognized(
        columns: shown(columns), nearest: nearest?.ledger.name, lacking: wanted ?? []), 0, &sink)
  }
}
