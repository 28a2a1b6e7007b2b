import ArgumentParser

/// `huibian inspect`: what a file was recognised as.
struct Inspect: AsyncParsableCommand {
  @Argument(help: ArgumentHelp(valueName: "文件")) var files: [String]
  @OptionGroup var material: MaterialOptions
}
