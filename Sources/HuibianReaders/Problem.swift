import HuibianDiagnostics

/// What can be wrong with an export.
///
/// The wording is in `Problem+Diagnostics.swift`.
enum Problem: Hashable, Sendable {
  // The file as a whole.
  case unreadable(String)
  case emptyFile
  case foreign(ForeignFormat)
  case utf16WithoutMark(isBigEndian: Bool)
  /// `offset` in bytes from 0.
  case mixedEncoding(line: Int, offset: Int, isMostlyUTF8: Bool)
  case badEncoding(line: Int, offset: Int, encoding: String)
  case undecodable(column: String)
  case controlCharacter(UInt8, line: Int, offset: Int)
  case tooLarge(limit: String)

  // A sheet of a workbook.
  /// `afterRow`: the row before it, 0 if none.
  case badReference(String, afterRow: Int)
  case noSuchString(row: Int, column: Int, index: String, count: Int, part: String)
  case errorValue(column: String, value: String, part: String)
  case noValue(column: String, part: String)
  case merged(column: String, range: String)
  /// Something stands beside the columns that have a header, up to this one.
  case beyondHeader(width: Int)
  case hiddenRows(Int)
  case hiddenColumns(String)
  case hiddenSheet(String)
  case otherSheet(String)
  case noSheet

  // The header.
  case unknownLedger(String, nearest: String?)
  case unrecognized(columns: [String], nearest: String?, lacking: [String])
  case missingColumn(String, ledger: String, columns: [String], alike: String?)
  case invisibleInHeader(String, Unicode.Scalar)
  case duplicateHeader(String, first: Int)
  case tooManyColumns(Int)
  case fullWidthComma
  case noRows

  // A record.
  case raggedRow(found: Int, expected: Int)
  case textAfterQuote(column: String)
  case bareQuote(column: String)
  case unterminatedQuote
  case longField(column: String, length: Int)
  case loneReturn
  case repeatedHeaders(Int)
  case totalRows(Int)

  // A cell. The values come from columns that identify no person.
  case badDate(column: String, value: String)
  case badNumber(column: String, value: String, isWhole: Bool)
  case badFlag(column: String, value: String)
  case missingDate(column: String)
  case implausibleDate(column: String, year: Int, is1904: Bool)
  case excelSerials(column: String, count: Int)
  case unknownValue(column: String, value: String, nearest: String?)
  case trimmed(column: String, count: Int)
  case invisible(column: String, Unicode.Scalar)
  case nested(column: String)

  // The key.
  case missingKey(column: String)
  case damagedKey(column: String, isScientific: Bool, makesDuplicates: Bool)
  case duplicateRow(column: String, other: String)
  case conflictingRows(other: String)
  case copiedFile(CopiedFile)
  case leftOut(rule: String, count: Int)

  // JSON.
  case json(JSONFault)
}

/// A problem and where it is.
struct Finding: Hashable, Sendable {
  var problem: Problem
  /// Nil: the file as a whole.
  var line: Int?
  /// From 1; 1 where the column is not known.
  var column = 1
  var severity: Severity = .error
}
