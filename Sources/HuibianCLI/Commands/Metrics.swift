import ArgumentParser

/// `huibian metrics`: the catalogue, or one metric with its 口径.
struct Metrics: AsyncParsableCommand {
  @Argument var name: String?
  @OptionGroup var material: MaterialOptions
}
