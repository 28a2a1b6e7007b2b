extension Tree {
  /// The member of a level that a value names by its own separators: `城乡建设_征地` at 0 is 城乡建设.
  ///
  /// - Returns: ``unspecified`` if the value does not reach down to the level; empty if it is empty.
  package func label(of value: String, level: Int) -> String {
    if value.isEmpty { return "" }
    let steps = value.split { Tree.separators.contains($0) }
    return level < steps.count ? String(steps[level]) : Tree.unspecified
  }
}
