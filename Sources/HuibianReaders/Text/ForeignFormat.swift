/// A file that is no text, known by its first bytes.
enum ForeignFormat: Hashable, Sendable {
  case named(String)
  /// Excel 97 to 2003, Word 97 to 2003, or an encrypted document.
  case ole
  /// What many web systems export under the name of Excel.
  case html
  /// What Excel, Word and WPS keep beside a file while it is open, `~$名称.xlsx`: the name of the person
  /// who has opened it, which no message may tell.
  case lock

  init?(_ head: [UInt8], name: String) {
    if name.split(separator: "/").last?.hasPrefix("~$") ?? false {
      self = .lock
      return
    }
    for (magic, format) in ForeignFormat.magics where head.starts(with: magic) {
      self = format
      return
    }
    // A byte order mark and blanks may stand before a page's first tag.
    let start = head.prefix(512).drop { $0 <= 0x20 || $0 >= 0x80 }.prefix(16)
    let text = String(decoding: start, as: UTF8.self).lowercased()
    for tag in ["<!doctype", "<html", "<table", "<head", "<meta", "<style", "<?xml"]
    where text.hasPrefix(tag) {
      self = tag == "<?xml" ? .named("XML") : .html
      return
    }
    return nil
  }

  private static let magics: [([UInt8], ForeignFormat)] = [
    ([0x89, 0x50, 0x4E, 0x47], .named("PNG图片")),
    ([0xFF, 0xD8, 0xFF], .named("JPEG图片")),
    (Array("GIF8".utf8), .named("GIF图片")),
    (Array("%PDF".utf8), .named("PDF")),
    (Array("{\\rtf".utf8), .named("RTF")),
    ([0xD0, 0xCF, 0x11, 0xE0], .ole),
    ([0x1F, 0x8B], .named("gzip压缩文件")),
    (Array("Rar!".utf8), .named("RAR压缩文件")),
    ([0x37, 0x7A, 0xBC, 0xAF], .named("7z压缩文件")),
    (Array("SQLite format 3".utf8), .named("SQLite数据库")),
    ([0x7F, 0x45, 0x4C, 0x46], .named("程序")), (Array("MZ".utf8) + [0x90], .named("程序")),
  ]
}
