import Glibc

/// UTF-8 text in GB18030, without a byte order mark; nil if the text is not valid UTF-8.
///
/// Done by the C library's `iconv`, strictly: nothing is replaced.
func gb18030(_ text: some Collection<UInt8>) -> [UInt8]? {
  let converter = iconv_open("GB18030", "UTF-8")
  guard converter != iconv_t(bitPattern: -1) else { return nil }
  defer { iconv_close(converter) }
  var input = text.map { CChar(bitPattern: $0) }
  // A character takes at most four bytes in either encoding, and at least one in UTF-8.
  var output = [CChar](repeating: 0, count: input.count * 4)
  let length = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target -> Int? in
      var from = source.baseAddress
      var to = target.baseAddress
      var unread = source.count
      var room = target.count
      let status = iconv(converter, &from, &unread, &to, &room)
      return status == -1 || unread > 0 ? nil : target.count - room
    }
  }
  return length.map { output[..<$0].map { UInt8(bitPattern: $0) } }
}
