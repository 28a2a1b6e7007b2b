import HuibianDiagnostics
import HuibianOPC

/// A text template as a Word document with its tags in it, and the line of every paragraph.
struct LoweredTemplate {
  let package: OPCPackage
  /// For each paragraph of the body, in document order, the text that it came from; nil for one that
  /// the format asked for.
  let sources: [SourceText?]
  /// For the file of each part the lines that take it in, outermost first.
  var partLines: [String: [Int]] = [:]

  /// Stretches of a text template that one paragraph holds.
  struct SourceText {
    struct Piece {
      /// In characters of the paragraph.
      let start: Int
      let text: HeadText
    }

    /// At least one, in the order of the paragraph.
    let pieces: [Piece]

    /// The place of a character of the paragraph.
    func location(file: String, offset: Int) -> Location {
      let piece = pieces.last { $0.start <= offset } ?? pieces[0]
      return piece.text.location(file: file, offset: offset - piece.start)
    }
  }
}
