import HuibianWord

extension LayoutRoles {
  /// What form a document has, by its head.
  func kind(_ document: StatedDocument) -> DocumentKind {
    let mark = all(.mark).map(\.bare).joined()
    if mark.hasSuffix("纪要") { return .minutes }
    if mark.hasSuffix("令") { return .order }
    let isDouble = document.rules.contains {
      isRedColor($0.color) && ["thickThin", "thinThick"].contains($0.compound)
    }
    let borders = document.paragraphs.flatMap { [$0.topBorder, $0.bottomBorder] }.compactMap { $0 }
    if isDouble
      || borders.contains(where: {
        isRedColor($0.color) && ($0.style.hasPrefix("thickThin") || $0.style.hasPrefix("thinThick"))
      })
    {
      return .letter
    }
    if !mark.isEmpty || !all(.issue).isEmpty && !all(.number).isEmpty { return .official }
    return .report
  }
}
