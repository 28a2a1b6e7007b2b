/// 发文字号.
enum DocumentNumber {
  /// What is meant for one, right or wrong.
  nonisolated(unsafe) static let loose =
    #/[^0-9〔\[【（(［]{1,20}[〔\[【（(［]\s*[0-9]{2,4}\s*[〕\]】）)］]\s*第?\s*[0-9]+\s*号/#
  nonisolated(unsafe) static let right = #/[^0-9〔\[【（(［]{1,20}〔[0-9]{4}〕[1-9][0-9]*号/#
}

/// 成文日期.
enum SignatureDate {
  nonisolated(unsafe) static let loose =
    #/[（(]?[0-9０-９〇零一二三四五六七八九十OＯ]{2,4}年[0-9０-９一二三四五六七八九十]{1,3}月([0-9０-９一二三四五六七八九十]{1,3}日)?[）)]?|[0-9]{4}[.\-\/][0-9]{1,2}[.\-\/][0-9]{1,2}/#
  nonisolated(unsafe) static let right = #/[0-9]{4}年([1-9]|1[0-2])月([1-9]|[12][0-9]|3[01])日/#
}
