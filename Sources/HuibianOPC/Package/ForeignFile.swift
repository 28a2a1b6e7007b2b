/// What a file is that was named .docx or .xlsx and is no package, told from its first bytes.
enum ForeignFile: Hashable, Sendable {
  case empty
  /// A document in the binary format of Word 97–2003.
  case oldWord
  /// A workbook in the binary format of Excel 97–2003.
  case oldExcel
  /// A package behind a password, inside an OLE compound file.
  case encrypted
  /// Another OLE compound file.
  case ole
  case html
  case pdf
  case rtf
  /// Word 2003 XML or a flat package.
  case xml
  /// OpenDocument; recognised only after the zip has been opened.
  case openDocument
  /// Another zip; recognised only after the zip has been opened.
  case otherZip
  case unknown

  /// Nil if the file starts like a zip.
  init?(_ bytes: [UInt8]) {
    if bytes.isEmpty {
      self = .empty
    } else if bytes.starts(with: [0x50, 0x4B]) {
      return nil
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = Self.compoundFile(bytes)
    } else {
      self = Self.textual(bytes)
    }
  }

  /// Names of streams stand in the compound file's directory in UTF-16.
  ///
  /// [MS-CFB] 2.6.
  private static func compoundFile(_ bytes: [UInt8]) -> ForeignFile {
    let streams: [(String, ForeignFile)] = [
      ("EncryptedPackage", .encrypted), ("WordDocument", .oldWord), ("Workbook", .oldExcel),
      ("Book", .oldExcel),
    ]
    for (name, kind) in streams
    where contains(bytes, name.utf8.flatMap { [$0, 0] } + [0, 0]) { return kind }
    return .ole
  }

  private static func contains(_ bytes: [UInt8], _ pattern: [UInt8]) -> Bool {
    // A directory entry starts on a multiple of 128, after a header of 512 bytes.
    var position = 512
    while position + 128 <= bytes.count {
      if bytes[position..<(position + 128)].starts(with: pattern) { return true }
      position += 128
    }
    return false
  }

  private static func textual(_ bytes: [UInt8]) -> ForeignFile {
    // In UTF-16 every other byte is zero, which leaves the ASCII of the markup.
    let start = lowercasedASCII(
      String(
        decoding: bytes.prefix(4096).filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self))
    let text = String(start.drop { $0.isWhitespace })
    if text.hasPrefix("%pdf") { return .pdf }
    if text.hasPrefix("{\\rtf") { return .rtf }
    if !text.hasPrefix("<") { return .unknown }
    let isHTML = ["<html", "<!doctype html", "<table", "<body"].contains(where: text.contains)
    return isHTML ? .html : .xml
  }
}
