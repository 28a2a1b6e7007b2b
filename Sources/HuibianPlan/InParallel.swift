import Dispatch
package import HuibianDiagnostics

/// Results of parts of some work, in their order; what each part reports is reported in that order.
///
/// - Parameter isLong: It is worth the trouble of sharing it out; else it is done part by part.
package func inParallel<Result: Sendable>(
  _ count: Int, sharing isLong: Bool = true, _ sink: inout DiagnosticSink,
  _ part: @Sendable (Int, inout DiagnosticSink) -> Result
) -> [Result] {
  var results = [Result?](repeating: nil, count: count)
  var sinks = [DiagnosticSink](repeating: sink.emptied, count: count)
  results.withUnsafeMutableBufferPointer { results in
    sinks.withUnsafeMutableBufferPointer { sinks in
      // Each iteration touches its own result and sink.
      nonisolated(unsafe) let results = results
      nonisolated(unsafe) let sinks = sinks
      if isLong {
        DispatchQueue.concurrentPerform(iterations: count) { index in
          results[index] = part(index, &sinks[index])
        }
      } else {
        for index in 0..<count { results[index] = part(index, &sinks[index]) }
      }
    }
  }
  for own in sinks { sink.absorb(own) }
  return results.compactMap { $0 }
}
