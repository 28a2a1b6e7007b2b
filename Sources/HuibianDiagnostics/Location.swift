/// A place in the user's material: a cell, a tag, a line, a part of a package, or a whole file.
///
/// File names are written as the user typed them, never as absolute paths. A sheet is part of the
/// file name: `六月.xlsx[来访]`.
package enum Location: Hashable, Sendable {
  /// A cell of a table.
  ///
  /// - Parameters:
  ///   - row: The physical line on which the record starts (CSV), or the record's number (JSON),
  ///     counted from 1, header and title rows included.
  ///   - column: The field's position in its record, counted from 1.
  case cell(file: String, row: Int, column: Int)

  /// A tag of a Word template.
  ///
  /// - Parameters:
  ///   - part: The part's name without its leading slash: `word/document.xml`.
  ///   - place: Where in the part, independent of pages: `第2段`, `表1第2行第3格第1段`.
  ///   - tag: The position of the tag in its paragraph, counted from 1.
  case tag(file: String, part: String, place: String, tag: Int)

  /// A position in a text file (text template, configuration, catalogue).
  ///
  /// - Parameters:
  ///   - line: Counted from 1.
  ///   - column: In characters, counted from 1.
  case text(file: String, line: Int, column: Int)

  /// A paragraph of a Word document; `place` as for a tag.
  case paragraph(file: String, part: String, place: String)

  /// A part of a package.
  case part(file: String, part: String)

  /// A file as a whole.
  case file(String)

  /// The command line.
  case command

  /// The file that the place belongs to; nil for the command line.
  package var file: String? {
    switch self {
    case .cell(let file, _, _), .tag(let file, _, _, _), .text(let file, _, _),
      .paragraph(let file, _, _), .part(let file, _), .file(let file):
      file
    case .command: nil
    }
  }
}
