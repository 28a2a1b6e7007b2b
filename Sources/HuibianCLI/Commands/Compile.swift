import ArgumentParser

/// `huibian compile`: makes one report, or all that the configuration lists.
struct Compile: AsyncParsableCommand {
  @Argument var template: String?
  @Option(parsing: .upToNextOption) var data: [String] = []
  @Option var period: String?
  @Option(name: .shortAndLong) var output: String?
  @Option var each: String?
  @Option var trace: String?
  @Flag var emitTemplate = false
  @OptionGroup var material: MaterialOptions
}
