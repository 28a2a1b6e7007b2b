import ArgumentParser

/// `huibian check`: everything wrong with a template, without writing.
struct Check: AsyncParsableCommand {
  @Argument(help: ArgumentHelp(valueName: "模板")) var template: String
  @Option(parsing: .upToNextOption) var data: [String] = []
  @Option var period: String?
  @OptionGroup var material: MaterialOptions
}
