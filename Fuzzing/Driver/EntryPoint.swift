import Glibc

/// The target that `FUZZ_TARGET` names.
let chosen: any FuzzTarget.Type = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = fuzzTargets.first(where: { $0.name == name }) else {
    fatalError("FUZZ_TARGET is none of \(fuzzTargets.map { $0.name }.joined(separator: ", "))")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int) -> Int

@_cdecl("LLVMFuzzerCustomMutator")
public func mutateInput(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int, _ seed: UInt32
) -> Int {
  var chance = Chance(state: UInt64(seed))
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  if let output = chosen.mutated(input, limit: maximum, chance: &chance), output.count <= maximum {
    output.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { data.update(from: start, count: bytes.count) }
    }
    return output.count
  }
  return mutate(data, size, maximum)
}
