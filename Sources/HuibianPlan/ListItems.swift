/// The names in a cell that lists several: `甲局、乙局；丙局` are three.
///
/// They are separated by 、 ， , ； ; or line breaks; blanks around them do not count, nor do empty ones.
package func listItems(_ text: String) -> [String] {
  text.unicodeScalars.split { "、，,；;\n\r".unicodeScalars.contains($0) }.compactMap { part in
    var item = Substring(part)
    while item.first?.isWhitespace == true { item.removeFirst() }
    while item.last?.isWhitespace == true { item.removeLast() }
    return item.isEmpty ? nil : String(item)
  }
}
