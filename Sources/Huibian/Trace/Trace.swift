import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// Everything that is needed to defend the figures of one report, line by line.
struct Trace {
  let job: CompileJob
  let inputs: [InputSummary]
  let measures: [Measure]
  let figures: [FigureRecord]
  let engine: String
  let today: CivilDate

  func records(diagnostics: [Diagnostic]) -> [TraceRecord] {
    [TraceRecord(.run, run)]
      + inputs.map { TraceRecord(.input, input($0)) }
      + measures.map { TraceRecord(.measure, measure($0)) }
      + figures.map { TraceRecord(.figure, $0.json) }
      + diagnostics.map { TraceRecord(.diagnostic, $0.json) }
  }

  private var run: JSONValue {
    .object([
      "template": .string(job.template.name), "period": .string(job.context.period.title),
      "asOf": .string(job.context.asOf.iso), "date": .string(today.iso),
      "office": job.context.officeNames.first.map { .string($0) },
      "area": job.context.area.map { .string($0) }, "engine": .string(engine),
      "settings": .object(
        job.catalog.settings.map { .init($0.name, .string($0.value.text)) }),
    ])
  }

  private func input(_ input: InputSummary) -> JSONValue {
    .object([
      "file": .string(input.file), "sha256": .string(input.sha256),
      "ledger": input.ledger.map { .string($0) }, "format": .string(input.format),
      "encoding": .string(input.encoding),
      "delimiter": input.delimiter.map { .string(String($0)) },
      "headerLine": .number(Int64(input.headerLine)), "rows": .number(Int64(input.rows)),
      "totals": .number(Int64(input.skippedTotals)),
      "duplicates": .number(Int64(input.duplicates)),
      "leftOut": input.rowsLeftOut.isEmpty
        ? nil
        : .object(
          input.rowsLeftOut.sorted { $0.key < $1.key }
            .map { .init($0.key, .number(Int64($0.value))) }),
    ])
  }

  private func measure(_ measure: Measure) -> JSONValue {
    .object([
      "name": .string(measure.name), "id": measure.id.isEmpty ? nil : .string(measure.id),
      "unit": .string(measure.unit),
      "definition": .string(job.catalog.definitionText(of: measure).joined()),
      "at": .string(measure.location.text),
    ])
  }
}

extension Diagnostic {
  fileprivate var json: JSONValue {
    .object([
      "severity": .string(severity.rawValue), "id": .string(id), "message": .string(message),
      "at": .string(location.text),
      "hints": hints.isEmpty ? nil : .array(hints.map { .string($0) }),
    ])
  }
}
