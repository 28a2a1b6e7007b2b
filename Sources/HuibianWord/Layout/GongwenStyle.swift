import HuibianOPC

/// The styles of a document laid out here.
///
/// Ids are ASCII and carry `Hb`, so that a document of ours is known by them; names are those that
/// Word and WPS show. Built-in styles have the English names of the file format, which Chinese
/// programs show as 正文, 标题, 标题 1 and 页脚.
package enum GongwenStyle: String, CaseIterable, Sendable {
  case normal, title, heading1, heading2, heading3, heading4, body, addressee, annexList, office,
    date
  case note, annexHeading, annexTitle, caption, unit, tableHeader, tableText, tableNumber,
    tableLabel
  case tableNote, footer, spacer
  case lead1, lead2, lead3, lead4, placeholder
  case plainTable, table
  case serial, secrecy, mark, documentNumber, upwardNumber, signer, redLine, orderNumber
  case letterNumber, sealedOffice, sealedDate, seals, position, positionDate, attendance
  case attendanceLabel, imprintPlace, imprint

  package var id: String {
    switch self {
    case .normal: "HbNormal"
    default: "Hb" + rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }

  package var name: String {
    switch self {
    case .normal: "Normal"
    case .title: "Title"
    case .heading1: "heading 1"
    case .heading2: "heading 2"
    case .heading3: "heading 3"
    case .heading4: "heading 4"
    case .body: "公文正文"
    case .addressee: "主送机关"
    case .annexList: "附件说明"
    case .office: "署名"
    case .date: "成文日期"
    case .note: "附注"
    case .annexHeading: "附件序号"
    case .annexTitle: "附件标题"
    case .caption: "图表标题"
    case .unit: "图表单位"
    case .tableHeader: "表头"
    case .tableText: "表格文字"
    case .tableNumber: "表格数字"
    case .tableLabel: "表格栏目"
    case .tableNote: "表注"
    case .footer: "footer"
    case .spacer: "表间空段"
    case .lead1: "一级标题句"
    case .lead2: "二级标题句"
    case .lead3: "三级标题句"
    case .lead4: "四级标题句"
    case .placeholder: "待填"
    case .plainTable: "Normal Table"
    case .table: "表格"
    case .serial: "份号"
    case .secrecy: "密级和紧急程度"
    case .mark: "发文机关标志"
    case .documentNumber: "发文字号"
    case .upwardNumber: "发文字号（上行文）"
    case .signer: "签发人姓名"
    case .redLine: "红色分隔线"
    case .orderNumber: "令号"
    case .letterNumber: "发文字号（信函）"
    case .sealedOffice: "署名（盖章）"
    case .sealedDate: "成文日期（盖章）"
    case .seals: "署名（多个印章）"
    case .position: "签发人职务"
    case .positionDate: "成文日期（签名章）"
    case .attendance: "出席人员"
    case .attendanceLabel: "出席标签"
    case .imprintPlace: "版记位置"
    case .imprint: "版记"
    }
  }

  /// What `w:type` calls it.
  var type: String {
    switch self {
    case .lead1, .lead2, .lead3, .lead4, .placeholder, .signer, .attendanceLabel: "character"
    case .plainTable, .table: "table"
    default: "paragraph"
    }
  }

  /// The heading of a level.
  ///
  /// - Parameter level: From 1 to 4.
  static func heading(_ level: Int) -> GongwenStyle {
    precondition((1...4).contains(level), "headings have the levels 1 to 4")
    return [.heading1, .heading2, .heading3, .heading4][level - 1]
  }

  /// The character style of a heading sentence inside a paragraph.
  ///
  /// - Parameter level: From 1 to 4.
  static func lead(_ level: Int) -> GongwenStyle {
    precondition((1...4).contains(level), "headings have the levels 1 to 4")
    return [.lead1, .lead2, .lead3, .lead4][level - 1]
  }
}
