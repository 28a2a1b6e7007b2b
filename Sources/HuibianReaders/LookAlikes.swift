/// Pairs of texts that are probably two spellings of one name: 区住建局（本级） and 區住建局.
///
/// Equal after removing blanks, width, brackets with what is in them, traditional forms of common
/// characters, and the endings of places (街道办事处, 街道办, 街道; 镇, 乡). Each pair is given once, the
/// earlier first, in rising order of the later; of many alike, each is paired with the first. Texts
/// that are equal as they are make no pair.
package func lookAlikes(_ texts: [String]) -> [(Int, Int)] {
  var first: [String: Int] = [:]
  var pairs: [(Int, Int)] = []
  for (index, text) in texts.enumerated() {
    let key = comparable(text)
    guard !key.isEmpty else { continue }
    if let earlier = first[key] {
      if !texts[earlier].utf8.elementsEqual(text.utf8) { pairs.append((earlier, index)) }
    } else {
      first[key] = index
    }
  }
  return pairs
}

private func comparable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var depth = 0
  for scalar in text.narrowed.lowercased().unicodeScalars {
    switch scalar {
    case "(", "[", "【", "〔", "「": depth += 1
    case ")", "]", "】", "〕", "」": depth = max(0, depth - 1)
    case _ where depth > 0 || scalar.properties.isWhitespace || scalar.isUnseen: break
    default: result.append(simplified[scalar] ?? scalar)
    }
  }
  var name = String(result)
  // One character is too little to tell a place by: 镇 stays 镇.
  for ending in ["街道办事处", "街道办", "街道", "镇人民政府", "镇政府", "镇", "乡人民政府", "乡政府", "乡"]
  where name.hasSuffix(ending) && name.count > ending.count {
    name.removeLast(ending.count)
    // A street office and a town of one name are two places.
    return name + (ending.hasPrefix("街道") ? "街道" : "镇乡")
  }
  return name
}

/// Traditional forms of characters that occur in names of offices and places.
private let simplified: [Unicode.Scalar: Unicode.Scalar] = {
  let traditional = "區縣鎮鄉務員會業設規劃環場門關東車農財稅監檢測學校醫療衛產電網橋嶺灣灘龍鳳馬鳥寶樂廣華興國際聯線組織經濟發證處實驗點報訊"
  let simple = "区县镇乡务员会业设规划环场门关东车农财税监检测学校医疗卫产电网桥岭湾滩龙凤马鸟宝乐广华兴国际联线组织经济发证处实验点报讯"
  return Dictionary(
    zip(traditional.unicodeScalars, simple.unicodeScalars), uniquingKeysWith: { first, _ in first })
}()
