extension WordDocument {
  /// What the document states of its looks.
  ///
  /// Cost: parses styles, lists, theme and settings.
  package var stated: StatedDocument {
    var reader = StatedReader(container)
    return reader.read(self)
  }
}
