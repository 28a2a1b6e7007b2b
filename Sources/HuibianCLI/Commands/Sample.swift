import ArgumentParser

/// `huibian sample`: invented records of one district.
struct Sample: AsyncParsableCommand {
  @Option var seed: String = "2024"
  @Option(name: .shortAndLong) var output: String?
  @Option var rows: String?
  @Option var years: String?
  @OptionGroup var material: MaterialOptions
}
