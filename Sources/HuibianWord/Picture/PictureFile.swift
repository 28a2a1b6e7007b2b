/// A picture as it lies in a file: PNG or JPEG, known by its bytes, never by the file's name.
///
/// Only headers are read; the dots stay packed. PNG: ISO/IEC 15948; JPEG: ITU-T T.81, JFIF 1.02.
package struct PictureFile: Hashable, Sendable {
  package enum Format: String, Hashable, Sendable {
    case png, jpeg

    var contentType: String { "image/" + rawValue }
  }

  package let format: Format
  package let bytes: [UInt8]
  /// In dots; both positive.
  package let width: Int
  package let height: Int
  /// Dots per metre, across and down; 3780 (96 dpi) where the file says nothing that can be.
  let density: (across: Int, down: Int)

  /// Largest file in bytes.
  package static let limit = 20 << 20
  /// Most dots of one side, and of the picture.
  static let sideLimit = 20_000
  static let dotLimit = 100_000_000

  /// English Metric Units in a metre.
  private static let metre = 36_000_000

  init(
    _ format: Format, _ bytes: [UInt8], width: Int, height: Int,
    density: (across: Int, down: Int)?
  ) throws(PictureFault) {
    guard width > 0, height > 0 else { throw .broken }
    guard width <= Self.sideLimit, height <= Self.sideLimit, width * height <= Self.dotLimit
    else { throw .tooManyDots(width, height) }
    self.format = format
    self.bytes = bytes
    self.width = width
    self.height = height
    // 50 to 4800 dpi: what lies outside is a mistake of the program that wrote the file.
    let plausible = 1_968...188_976
    self.density =
      density.flatMap {
        plausible.contains($0.across) && plausible.contains($0.down) ? $0 : nil
      } ?? (3_780, 3_780)
  }

  /// Reads the headers.
  ///
  /// - Throws: ``PictureFault``, for anything but a whole PNG or JPEG within the limits.
  package static func read(_ bytes: [UInt8]) throws(PictureFault) -> PictureFile {
    guard bytes.count <= limit else { throw .tooLarge(bytes.count) }
    if bytes.starts(with: PNGHeader.signature) { return try PNGHeader.read(bytes) }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return try JPEGHeader.read(bytes) }
    throw .otherFormat(PictureFault.formatName(bytes))
  }

  /// Width and height in EMU, as the file itself wants them, to the nearest.
  var naturalExtent: (cx: Int, cy: Int) {
    (
      max(1, (width * Self.metre + density.across / 2) / density.across),
      max(1, (height * Self.metre + density.down / 2) / density.down)
    )
  }

  package static func == (a: PictureFile, b: PictureFile) -> Bool {
    a.width == b.width && a.height == b.height && a.bytes == b.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(width)
    hasher.combine(height)
    hasher.combine(bytes.count)
  }
}

/// Why a file is no picture that a document may carry.
package enum PictureFault: Error, Hashable, Sendable {
  /// The format found, in words; nil: it is unknown.
  case otherFormat(String?)
  /// In bytes.
  case tooLarge(Int)
  case tooManyDots(Int, Int)
  /// Ends too early, or contradicts itself.
  case broken

  static func formatName(_ bytes: [UInt8]) -> String? {
    let names: [([UInt8], String)] = [
      (Array("GIF8".utf8), "GIF"), (Array("BM".utf8), "BMP"), ([0x49, 0x49, 0x2A, 0], "TIFF"),
      ([0x4D, 0x4D, 0, 0x2A], "TIFF"), (Array("%PDF".utf8), "PDF"), (Array("<svg".utf8), "SVG"),
      (Array("<?xml".utf8), "SVG 或其他 XML"), (Array("PK".utf8), "压缩包或 Office 文档"),
      (Array("RIFF".utf8), "WebP"), ([0xD7, 0xCD, 0xC6, 0x9A], "WMF"), ([1, 0, 0, 0], "EMF"),
    ]
    return names.first { bytes.starts(with: $0.0) }?.1
  }
}

/// The chunks of a PNG up to its end.
enum PNGHeader {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func read(_ bytes: [UInt8]) throws(PictureFault) -> PictureFile {
    var size: (width: Int, height: Int)?
    var density: (across: Int, down: Int)?
    var holdsData = false
    var offset = signature.count
    while offset + 12 <= bytes.count {
      let length = number(bytes, offset, 4)
      let data = offset + 8
      guard length <= bytes.count - data - 4 else { throw .broken }
      switch Array(bytes[(offset + 4)..<data]) {
      case Array("IHDR".utf8):
        guard size == nil, offset == signature.count, length == 13 else { throw .broken }
        size = (number(bytes, data, 4), number(bytes, data + 4, 4))
      case Array("pHYs".utf8) where length == 9 && bytes[data + 8] == 1:
        density = (number(bytes, data, 4), number(bytes, data + 4, 4))
      case Array("IDAT".utf8): holdsData = true
      case Array("IEND".utf8):
        guard let size, holdsData else { throw .broken }
        return try PictureFile(
          .png, bytes, width: size.width, height: size.height, density: density)
      default: break
      }
      offset = data + length + 4
    }
    throw .broken
  }
}

/// The segments of a JPEG up to its dots.
enum JPEGHeader {
  static func read(_ bytes: [UInt8]) throws(PictureFault) -> PictureFile {
    var density: (across: Int, down: Int)?
    var size: (width: Int, height: Int)?
    var offset = 2
    while offset + 4 <= bytes.count {
      guard bytes[offset] == 0xFF else { throw .broken }
      let marker = bytes[offset + 1]
      if marker == 0xFF {
        offset += 1
        continue
      }
      let length = number(bytes, offset + 2, 2)
      guard length >= 2, length <= bytes.count - offset - 2 else { throw .broken }
      let data = offset + 4
      switch marker {
      case 0xE0 where length >= 16 && bytes[data..<data + 5].elementsEqual(Array("JFIF\0".utf8)):
        let (across, down) = (number(bytes, data + 8, 2), number(bytes, data + 10, 2))
        // Dots per inch, or per centimetre.
        if bytes[data + 7] == 1 { density = (across * 10_000 / 254, down * 10_000 / 254) }
        if bytes[data + 7] == 2 { density = (across * 100, down * 100) }
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard length >= 8 else { throw .broken }
        size = (number(bytes, data + 3, 2), number(bytes, data + 1, 2))
      case 0xDA:
        guard let size, bytes[(data + length - 2)...].contains(0xD9) else { throw .broken }
        return try PictureFile(
          .jpeg, bytes, width: size.width, height: size.height, density: density)
      default: break
      }
      offset += 2 + length
    }
    throw .broken
  }
}

/// A number of the given count of bytes, the highest first.
private func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
  bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
}
