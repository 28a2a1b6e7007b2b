enum MeasureGolden {
  static let text = """
    """
}
