import HuibianDiagnostics

extension Problem {
  /// For ever: `--accept` and `容许:` name it.
  var id: String {
    switch self {
    case .unreadable: "unreadable-file"
    case .emptyFile: "empty-file"
    case .foreign: "not-a-table"
    case .utf16WithoutMark, .badEncoding, .undecodable: "bad-encoding"
    case .mixedEncoding: "mixed-encoding"
    case .controlCharacter: "control-character"
    case .tooLarge: "file-too-large"
    case .badReference, .noSuchString: "bad-sheet"
    case .errorValue, .noValue: "unreadable-cell"
    case .merged: "merged-cells"
    case .beyondHeader: "ragged-row"
    case .hiddenRows, .hiddenColumns: "hidden-cells"
    case .hiddenSheet, .otherSheet: "sheet-not-read"
    case .noSheet: "no-sheet"
    case .unknownLedger: "unknown-ledger"
    case .unrecognized: "unrecognized-table"
    case .missingColumn: "missing-column"
    case .invisibleInHeader: "invisible-header"
    case .duplicateHeader: "duplicate-header"
    case .tooManyColumns: "too-many-columns"
    case .fullWidthComma: "bad-delimiter"
    case .noRows: "no-rows"
    case .raggedRow: "ragged-row"
    case .textAfterQuote: "text-after-quote"
    case .bareQuote: "bare-quote"
    case .unterminatedQuote: "unterminated-quote"
    case .longField: "long-field"
    case .loneReturn: "mixed-line-breaks"
    case .repeatedHeaders: "repeated-header"
    case .totalRows: "total-row"
    case .badDate: "bad-date"
    case .badNumber: "bad-number"
    case .badFlag: "bad-flag"
    case .missingDate: "missing-date"
    case .implausibleDate: "implausible-date"
    case .excelSerials: "excel-serial"
    case .unknownValue: "unknown-value"
    case .trimmed: "trimmed"
    case .invisible: "invisible-character"
    case .nested: "nested-value"
    case .missingKey: "missing-key"
    case .damagedKey: "damaged-key"
    case .duplicateRow: "duplicate-row"
    case .conflictingRows: "conflicting-rows"
    case .copiedFile(let copy):
      copy.differing > 0 && !copy.isAccepted ? "conflicting-rows" : "duplicate-row"
    case .leftOut(let rule, _): rule
    case .json(let fault): fault.id
    }
  }

  /// What is wrong, and what to do.
  var wording: (message: String, hints: [String]) {
    fileWording ?? sheetWording ?? headerWording ?? recordWording ?? cellWording ?? keyWording ?? (
      "", []
    )
  }

  private var fileWording: (message: String, hints: [String])? {
    switch self {
    case .unreadable(let reason): ("无法读取：\(reason)", [])
    case .emptyFile: ("文件是空的", ["重新导出后再试"])
    case .foreign(let format): format.wording
    case .utf16WithoutMark(let isBigEndian):
      (
        "文件的编码像是UTF-16\(isBigEndian ? "BE" : "LE")，但没有BOM标记",
        ["在Excel或WPS中打开，另存为“CSV UTF-8（逗号分隔）”"]
      )
    case .mixedEncoding(let line, let offset, let isMostlyUTF8):
      (
        isMostlyUTF8
          ? "文件编码不一致：其余各行是UTF-8编码，第\(line)行（第\(offset + 1)字节起）不是"
          : "文件编码不一致：其余各行是GB18030（GBK）编码，第\(line)行（第\(offset + 1)字节起）是UTF-8",
        ["可能是两份编码不同的导出拼在了一起：分别作为两个文件传入，或统一另存为UTF-8后再拼接"]
      )
    case .undecodable(let column):
      (
        "“\(column)”列有按 GB18030 编码认不出的字符",
        ["用导出系统重新导出，或用 WPS 表格打开后另存为 UTF-8 编码的 CSV"]
      )
    case .badEncoding(let line, let offset, let encoding):
      (
        "第\(line)行（第\(offset + 1)字节起）不是有效的\(encoding)编码",
        ["在Excel或WPS中打开检查这一行，另存为“CSV UTF-8（逗号分隔）”；若由两份导出拼接而成，分别传入"]
      )
    case .controlCharacter(let byte, let line, let offset):
      (
        "第\(line)行（第\(offset + 1)字节）有不可见的控制字符 \\u{\(String(byte, radix: 16, uppercase: true))}",
        ["用文本编辑器删去该字符，或重新导出"]
      )
    case .tooLarge(let limit): ("文件超过\(limit)", ["按年度分成几个文件导出，或导出为CSV"])
    case .json(let fault): fault.wording
    default: nil
    }
  }

  private var sheetWording: (message: String, hints: [String])? {
    switch self {
    case .badReference(let written, let row):
      (
        "单元格位置\(visible(written, limit: 40))不对：在第\(row)行之后应依次出现，最多1048576行、16384列（XFD）",
        ["文件已损坏：在Excel或WPS中打开，另存为新的.xlsx后再试"]
      )
    case .noSuchString(let row, let column, let index, let count, let part):
      (
        "单元格\(CellReference.name(row: row, column: column))引用了第\(visible(index))号共享字符串，文件里只有\(count)个（\(part)）",
        ["文件已损坏：在Excel或WPS中打开，另存为新的.xlsx后再试"]
      )
    case .errorValue(let column, let value, let part):
      ("“\(column)”列的公式出错，值为\(visible(value))，在\(part)中", ["在Excel或WPS中改正公式，或把结果粘贴为数值后保存"])
    case .noValue(let column, let part):
      ("“\(column)”列的公式没有存下结果，在\(part)中", ["在Excel或WPS中打开文件，重新计算后保存"])
    case .merged(let column, let range):
      (
        "“\(column)”列的单元格\(range)是合并的，除第一格外没有内容",
        ["取消合并，在每一行填上内容后保存"]
      )
    case .beyondHeader(let width):
      ("表头只有\(width)列，这一格却有内容", ["删去表格之外的内容，或给这一列加上列名"])
    case .hiddenRows(let count):
      ("有\(count)行是隐藏的（如筛选），已照常计入", ["不该计入的，在Excel或WPS中删去后再导出"])
    case .hiddenColumns(let columns):
      ("\(columns)列是隐藏的，已照常读取", [])
    case .hiddenSheet(let name):
      ("工作表“\(visible(name))”是隐藏的，没有读取", ["要计入的，在Excel或WPS中取消隐藏后保存"])
    case .otherSheet(let name):
      ("工作表“\(visible(name))”认不出是哪种台账，没有读取", ["要计入的，检查它的表头；只是说明或汇总的，不必理会"])
    case .noSheet: ("文件里没有可读的工作表", ["检查工作表是否为空或被隐藏"])
    default: nil
    }
  }

  private var headerWording: (message: String, hints: [String])? {
    switch self {
    case .unknownLedger(let name, let nearest):
      ("没有名为\(quoted(name))的台账", nearest.map { ["是否指\(quoted($0))"] } ?? [])
    case .unrecognized(let columns, let nearest, let lacking):
      (
        "认不出是哪种台账；表头有：\(list(columns))",
        nearest.map {
          [
            "最接近\(quoted($0))，缺少：\(list(lacking))",
            "确是该台账的，用 --data \($0)=文件 指明，并在huibian.yaml的“列别名”中写明对应的列",
          ]
        } ?? ["检查是否导出了表头；表头须在前11行之内"]
      )
    case .missingColumn(let name, let ledger, let columns, let alike):
      (
        "\(ledger)缺少“\(name)”列；已有的列：\(list(columns))",
        [
          alike.map { "若\(quoted($0))就是这一列，在huibian.yaml中写：列别名: {\(name): [\($0)]}" }
            ?? "重新导出时选上该列；若列名不同，在huibian.yaml的“列别名”中写明"
        ]
      )
    case .invisibleInHeader(let header, let scalar):
      (
        "表头\(quoted(header))含有看不见的字符 \(code(scalar))",
        ["删去该字符：用文本编辑器打开，重新输入这个列名"]
      )
    case .duplicateHeader(let header, let first):
      ("列名\(quoted(header))重复，与第\(first)列相同", ["给其中一列改名，或导出时只选一列"])
    case .tooManyColumns(let count): ("有\(count)列，超过16384列的上限", ["检查分隔符和引号是否完整"])
    case .fullWidthComma: ("列之间用的是全角逗号“，”", ["把分隔用的全角逗号改为半角逗号，或重新导出为CSV"])
    case .noRows: ("表头之下没有数据行", [])
    default: nil
    }
  }

  private var recordWording: (message: String, hints: [String])? {
    switch self {
    case .raggedRow(let found, let expected):
      (
        "这一行有\(found)列，表头有\(expected)列",
        [found < expected ? "检查这一行是否缺少分隔符，或被换行截断" : "检查这一行的内容里是否有未加引号的分隔符"]
      )
    case .textAfterQuote(let column):
      ("“\(column)”列：右引号之后还有文字", ["引号内的引号要写成两个（\"\"），或删去多余的引号"])
    case .bareQuote(let column):
      ("“\(column)”列：引号出现在没有加引号的内容中，且其间有分隔符或换行", ["整个内容加引号，其中的引号写成两个（\"\"）"])
    case .unterminatedQuote: ("从这一行开始的引号没有结束，直到文件末尾", ["补上右引号，或删去多余的左引号"])
    case .longField(let column, let length):
      ("“\(column)”列的内容有\(length)个字符，超过32767个字符的上限", ["检查是否有引号未结束；确是长文的，导出时不选该列"])
    case .loneReturn: ("行内有单独的回车符，与其他行的换行方式不一致", ["可能是两份导出拼在了一起：分别作为两个文件传入"])
    case .repeatedHeaders(let count): ("中间重复出现的表头\(count)行，已跳过", [])
    case .totalRows(let count): ("合计、小计、总计行\(count)行，未计入", [])
    default: nil
    }
  }

  private var cellWording: (message: String, hints: [String])? {
    switch self {
    case .badDate(let column, let value):
      (
        "“\(column)”列的\(shown(value))不是日期",
        ["日期写作2024-06-03、2024/6/3、2024年6月3日或20240603"]
      )
    case .badNumber(let column, let value, let isWhole):
      (
        "“\(column)”列的\(shown(value))不是\(isWhole ? "非负整数" : "数")",
        [isWhole ? "写成具体的数，如12；不写“约”“余”" : "写成具体的数，如12.5"]
      )
    case .badFlag(let column, let value):
      ("“\(column)”列的\(shown(value))不是“是”或“否”", ["改为是或否，或在huibian.yaml的“取值”中写明它的意思"])
    case .missingDate(let column): ("“\(column)”列没有日期，无法归入任何时期", ["补上日期"])
    case .implausibleDate(let column, let year, let is1904):
      (
        "“\(column)”列的日期在\(year)年，不合常理",
        [
          is1904
            ? "1904年的日期常因Excel文件使用1904日期系统而来：按原系统导出，或核对该日期" : "核对该日期"
        ]
      )
    case .excelSerials(let column, let count):
      ("“\(column)”列有\(count)格是Excel日期序号（如45292），已按1900日期系统换算", [])
    case .unknownValue(let column, let value, let nearest):
      (
        "“\(column)”列的\(shown(value))不在已知取值之中",
        [
          nearest.map { "是否指\(quoted($0))；若是，在huibian.yaml中写：取值: {\(column): {\(value): \($0)}}" }
            ?? "在huibian.yaml的“取值”中写明它的意思"
        ]
      )
    case .trimmed(let column, let count): ("“\(column)”列有\(count)格前后有空白，已去掉", [])
    case .invisible(let column, let scalar):
      ("“\(column)”列的内容里有看不见的字符 \(code(scalar))，已去掉", ["在原始数据中删去该字符"])
    case .nested(let column): ("“\(column)”列的值是对象或数组，应为文字、数或true、false", ["导出时把该列写成单个值"])
    default: nil
    }
  }

  private var keyWording: (message: String, hints: [String])? {
    switch self {
    case .missingKey(let column): ("“\(column)”列是空的，无法查重", ["补上编号"])
    case .damagedKey(let column, let isScientific, let makesDuplicates):
      (
        "“\(column)”列的编号被Excel损坏（\(isScientific ? "科学计数法或########" : "第15位之后成了0")）"
          + (makesDuplicates ? "，几个编号因此相同" : ""),
        ["从业务系统重新导出；在Excel中打开前把该列设为文本"]
      )
    case .duplicateRow(let column, let other):
      ("“\(column)”与\(other)相同，整行也完全相同，只计一次", [])
    case .conflictingRows(let other):
      ("编号与\(other)相同，内容却不同", ["核对哪一行是对的，删去另一行；或用 --accept conflicting-rows 两行都不计"])
    case .copiedFile(let copy): copy.wording
    case .leftOut(let rule, let count): ("按容许的规则（\(rule)）不计\(count)行", [])
    default: nil
    }
  }

  private func code(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { visible($0) }.joined(separator: "、")
    return names.count > 20 ? shown + "等\(names.count)列" : names.isEmpty ? "（无）" : shown
  }

  /// A value in quotation marks, unless it looks like a number that identifies a person: cells may
  /// have slipped into the wrong column.
  private func shown(_ value: String) -> String {
    var run = 0
    for scalar in value.narrowed.unicodeScalars {
      run = scalar.properties.numericType == .decimal ? run + 1 : 0
      if run >= 11 { return "内容（疑为证件或电话号码，不显示）" }
    }
    return quoted(value)
  }
}

extension ForeignFormat {
  fileprivate var wording: (message: String, hints: [String]) {
    switch self {
    case .named(let name): ("不是文本文件（\(name)）", ["传入导出的CSV、JSON或XLSX文件"])
    case .ole:
      (
        "是旧版Excel（97—2003的.xls）或Word文件，或加了密码的文档",
        ["在Excel或WPS中打开，去掉密码，另存为.xlsx"]
      )
    case .lock:
      (
        "是Excel、WPS打开文件时留下的临时文件，里面没有数据",
        ["先保存并关闭，再传入名称里没有“~$”的那个文件"]
      )
    case .html:
      ("是网页（HTML），不是CSV，也不是.xlsx", ["在Excel或WPS中打开，另存为.xlsx"])
    }
  }
}

extension Finding {
  /// - Parameter isSheet: Of a workbook: the cell is named as people name it.
  func diagnostic(file: String, isSheet: Bool = false) -> Diagnostic {
    let (message, hints) = problem.wording
    let cell = isSheet ? line.map { "（\(CellReference.name(row: $0, column: column))）" } : nil
    return Diagnostic(
      severity, problem.id, message + (cell ?? ""),
      at: line.map { .cell(file: file, row: $0, column: column) } ?? .file(file), hints: hints)
  }
}

extension DiagnosticSink {
  mutating func report(_ problem: Problem, file: String, severity: Severity = .error) {
    report(Finding(problem: problem, severity: severity).diagnostic(file: file))
  }

  /// Reports findings in the order of their places.
  mutating func report(_ findings: [Finding], file: String, isSheet: Bool = false) {
    let order = findings.indices.sorted {
      (findings[$0].line ?? 0, findings[$0].column, $0)
        < (findings[$1].line ?? 0, findings[$1].column, $1)
    }
    var counts: [String: Int] = [:]
    var last: [String: Diagnostic] = [:]
    for index in order {
      let finding = findings[index]
      let kind = finding.problem.id + finding.severity.rawValue
      counts[kind, default: 0] += 1
      // Beyond the limit the sink only counts: the words need not be made again.
      if counts[kind, default: 0] > limit, let known = last[kind] {
        count(1, like: known)
      } else {
        let diagnostic = finding.diagnostic(file: file, isSheet: isSheet)
        last[kind] = diagnostic
        report(diagnostic)
      }
    }
  }
}
