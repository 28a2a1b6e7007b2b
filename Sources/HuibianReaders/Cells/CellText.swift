/// A cell's text as it is used, and what was done to it.
struct CellText: Hashable, Sendable {
  /// Without blanks around it and without invisible characters.
  var text: String
  /// There were blanks around it.
  var wasTrimmed = false
  /// The first invisible character that was removed.
  var invisible: Unicode.Scalar?

  init(_ raw: String) {
    var scalars = Array(raw.unicodeScalars)
    if scalars.contains(where: \.isUnseen) {
      invisible = scalars.first(where: \.isUnseen)
      scalars.removeAll(where: \.isUnseen)
    }
    var from = 0
    var to = scalars.count
    while from < to, scalars[from].properties.isWhitespace { from += 1 }
    while from < to, scalars[to - 1].properties.isWhitespace { to -= 1 }
    wasTrimmed = to - from < scalars.count
    if wasTrimmed || invisible != nil {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[from..<to])
      text = String(view)
    } else {
      text = raw
    }
  }
}

extension Unicode.Scalar {
  /// Zero width, direction marks, byte order marks, soft hyphens: nobody sees them, and they make
  /// equal names differ.
  var isUnseen: Bool {
    guard value >= 0xAD else { return false }
    return properties.generalCategory == .format
  }

  /// The half-width form of a full-width character (U+FF01–FF5E, U+3000); itself otherwise.
  var narrowed: Unicode.Scalar {
    if (0xFF01...0xFF5E).contains(value) { return Unicode.Scalar(value - 0xFEE0) ?? self }
    return value == 0x3000 || value == 0xA0 ? " " : self
  }
}

extension String {
  /// With half-width letters, digits, signs and blanks.
  var narrowed: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var view = String.UnicodeScalarView()
    for scalar in unicodeScalars { view.append(scalar.narrowed) }
    return String(view)
  }
}
