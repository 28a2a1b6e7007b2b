// swift-tools-version: 6.2
import PackageDescription

/// One layer of Huibian: a target, and what it may import of Huibian's and of others.
///
/// The order of the table is the layering: a target may import only layers that stand above it.
/// `ArchitectureTests` reads this table and every `import` line of the sources and tests the law.
struct Layer {
  let name: String
  let imports: [String]
  var products: [(name: String, package: String)] = []
  var resources: [Resource] = []
  var isStrict = false
  /// Its tests compare texts with files in `Goldens`.
  var hasGoldens = false
}

let layers: [Layer] = [
  Layer(name: "HuibianDiagnostics", imports: []),
  Layer(name: "HuibianTable", imports: ["HuibianDiagnostics", "CDigest"]),
  Layer(
    name: "HuibianOPC", imports: ["HuibianDiagnostics", "CLibxml2", "CLibzip", "CZlib"],
    isStrict: true),
  Layer(
    name: "HuibianReaders",
    imports: ["HuibianDiagnostics", "HuibianTable", "HuibianOPC", "CScan"]),
  Layer(
    name: "HuibianPlan", imports: ["HuibianDiagnostics", "HuibianTable"],
    products: [("Yams", "Yams")], resources: [.embedInCode("Catalog")], hasGoldens: true),
  Layer(name: "HuibianEngine", imports: ["HuibianDiagnostics", "HuibianTable", "HuibianPlan"]),
  Layer(
    name: "HuibianWord", imports: ["HuibianDiagnostics", "HuibianOPC"], hasGoldens: true),
  Layer(
    name: "HuibianAudit",
    imports: ["HuibianDiagnostics", "HuibianTable", "HuibianOPC", "HuibianWord"]),
  Layer(name: "HuibianTemplate", imports: ["HuibianDiagnostics", "HuibianPlan"]),
  Layer(
    name: "Huibian",
    imports: [
      "HuibianDiagnostics", "HuibianTable", "HuibianOPC", "HuibianReaders", "HuibianPlan",
      "HuibianWord", "HuibianTemplate",
    ]),
  Layer(
    name: "HuibianCLI",
    imports: [
      "HuibianDiagnostics", "HuibianTable", "HuibianReaders", "HuibianPlan", "HuibianEngine",
      "HuibianAudit", "HuibianTemplate", "Huibian",
    ],
    products: [("ArgumentParser", "swift-argument-parser")]),
  Layer(
    name: "HuibianTestSupport",
    imports: ["HuibianDiagnostics", "HuibianTable", "HuibianPlan", "HuibianOPC"]),
]

/// Settings of every target. Imports say who may see them, and a warning is an error.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let targets: [Target] = layers.map { layer in
  let dependencies =
    layer.imports.map { Target.Dependency.target(name: $0) }
    + layer.products.map { .product(name: $0.name, package: $0.package) }
  let swiftSettings = settings + (layer.isStrict ? [.strictMemorySafety()] : [])
  return layer.name == "HuibianCLI"
    ? .executableTarget(
      name: layer.name, dependencies: dependencies, resources: layer.resources,
      swiftSettings: swiftSettings)
    : .target(
      name: layer.name, dependencies: dependencies, resources: layer.resources,
      swiftSettings: swiftSettings)
}

/// Every test target stands on its layer, on all below it, and on the test support.
let tests: [Target] =
  layers.prefix { $0.name != "HuibianCLI" }.enumerated().map { index, layer in
    .testTarget(
      name: layer.name + "Tests",
      dependencies: (layers[...index].map(\.name) + ["HuibianTestSupport"])
        .map { .target(name: $0) },
      exclude: layer.hasGoldens ? ["Goldens"] : [],
      swiftSettings: settings)
  } + [
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["HuibianCLI", "HuibianTestSupport"],
      exclude: ["Cases", "Goldens"], swiftSettings: settings),
  ]

/// What is tried with inputs that are made up. `Scripts/fuzz` builds it as a program, to which libFuzzer
/// brings its main function; otherwise it is a test that tries again what was kept.
let fuzzing: Target = {
  let dependencies = layers.map(\.name).filter {
    !["HuibianCLI", "HuibianTestSupport"].contains($0)
  }
  .map { Target.Dependency.target(name: $0) }
  let inputs = ["Seeds", "Corpus", "Findings", "words.dict"]
  return Context.environment["HUIBIAN_FUZZ"] == nil
    ? .testTarget(
      name: "FuzzTests", dependencies: dependencies, path: "Fuzzing", exclude: inputs + ["Driver"],
      swiftSettings: settings)
    : .executableTarget(
      name: "HuibianFuzz", dependencies: dependencies, path: "Fuzzing",
      exclude: inputs + ["Replay"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
}()

let package = Package(
  name: "huibian",
  products: [.executable(name: "huibian", targets: ["HuibianCLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CDigest"),
    .systemLibrary(name: "CScan"),
  ] + targets + tests + [fuzzing],
  swiftLanguageModes: [.v6]
)
