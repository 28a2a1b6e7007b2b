package import HuibianDiagnostics

extension Catalog {
  private static var shippedFiles: [(name: String, bytes: [UInt8])] {
    [
      ("ledgers.yaml", PackageResources.ledgers_yaml),
      ("metrics.yaml", PackageResources.metrics_yaml),
      ("metrics-g.yaml", PackageResources.metrics_g_yaml),
      ("metrics-h.yaml", PackageResources.metrics_h_yaml),
      ("metrics-i.yaml", PackageResources.metrics_i_yaml),
      ("metrics-jkln.yaml", PackageResources.metrics_jkln_yaml),
      ("metrics-x.yaml", PackageResources.metrics_x_yaml),
      ("settings.yaml", PackageResources.settings_yaml),
      ("scoring.yaml", PackageResources.scoring_yaml),
    ]
  }

  /// The catalogue that ships with Huibian.
  ///
  /// Every command waits for it, so its files are read on all cores, and what cannot change between
  /// two releases is examined only when asked for.
  ///
  /// - Parameter isExamined: Its mistakes are reported like anyone's: conditions that cannot be bound,
  ///   measures of measures that do not exist, YAML that is refused. A test holds that there are none.
  package static func shipped(
    isExamined: Bool = false, sink: inout DiagnosticSink
  ) -> Catalog {
    let files = shippedFiles
    let roots = inParallel(files.count, &sink) { index, sink in
      YAMLNode.parse(
        files[index].bytes, file: "内置目录/" + files[index].name, isTrusted: !isExamined, sink: &sink)
    }
    var catalog = Catalog()
    for (file, root) in zip(files, roots) {
      guard let root else { continue }
      switch file.name {
      case "ledgers.yaml": catalog.addLedgers(root, sink: &sink)
      case "settings.yaml": catalog.addSettings(root, sink: &sink)
      case "scoring.yaml":
        let fields = root.fields(["计分规则", "绩效框架"], "绩效自评", sink: &sink)
        catalog.addScoring(rules: fields?["计分规则"], frames: fields?["绩效框架"], sink: &sink)
      default: break
      }
    }
    // Measures name ledgers and settings, which are all there now.
    let known = catalog
    let measures = inParallel(files.count, &sink) { index, sink in
      guard let root = roots[index], files[index].name.hasPrefix("metrics") else {
        return [Measure]()
      }
      return known.readMeasures(root, sink: &sink)
    }
    for measure in measures.joined() { catalog.add(measure, sink: &sink) }
    if isExamined { catalog.check(catalog.measures, sink: &sink) }
    return catalog
  }
}
