import ArgumentParser
import HuibianDiagnostics

/// `huibian sample`: invented records of one district.
struct Sample: AsyncParsableCommand {
  @Option var seed: String = "2024"
  @Option(name: .shortAndLong) var output: String = "SampleData"
  @Option var rows: String?
  @Option var years: String?
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    let seed = try checkedSeed
    let years = try checkedYears
    let rows = try checkedRows
    if output == "-" || output.hasSuffix(".csv") {
      let stream = SampleStream(seed: seed, years: years, rows: rows ?? 3000 * years.count)
      try writeStream(stream, on: console)
    } else {
      let folder = SampleFolder(seed: seed, years: years, rows: rows)
      try writeFolder(folder, on: console)
    }
  }

  private func writeStream(_ stream: SampleStream, on console: Console) throws(CompilationError) {
    if output == "-" {
      try stream.write { (bytes) throws(CompilationError) in try console.result(bytes) }
    } else {
      try OutputFile.write(to: output) { (write) throws(SystemError) in try stream.write(write) }
      console.line("完成：已写出 \(visible(output, limit: 200))（\(stream.rows)行）")
    }
  }

  private func writeFolder(_ folder: SampleFolder, on console: Console) throws(CompilationError) {
    var count = 0
    try folder.write { (file, body) throws(CompilationError) in
      let path = output + "/" + file
      try makeFolder(parent(of: path))
      try OutputFile.write(to: path, body: body)
      count += 1
    }
    console.line("完成：已写出 \(visible(output, limit: 200))（\(count)个文件，内容全部是虚构的）")
  }

  // MARK: What the user typed

  private var checkedSeed: UInt64 {
    get throws(UsageError) {
      guard let number = UInt64(seed) else {
        throw UsageError("--seed 应为不小于0的整数，写的是 \(quoted(seed))")
      }
      return number
    }
  }

  private var checkedRows: Int? {
    get throws(UsageError) {
      guard let rows else { return nil }
      guard let number = Int(rows), (1...100_000_000).contains(number) else {
        throw UsageError("--rows 应为1到1亿的整数，写的是 \(quoted(rows))")
      }
      return number
    }
  }

  private var checkedYears: [Int] {
    get throws(UsageError) {
      guard let years else { return [2023, 2024] }
      let numbers = years.listItems.compactMap { Int($0) }
      guard numbers.count == years.listItems.count, !numbers.isEmpty, numbers.count <= 50,
        numbers.allSatisfy((1950...2099).contains),
        zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 + 1 })
      else {
        throw UsageError("--years 应为相连的年份，写的是 \(quoted(years))", hints: ["例如 --years 2023,2024"])
      }
      return numbers
    }
  }
}
