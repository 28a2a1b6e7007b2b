/// Columns that identify a person (个人信息保护法 4, 28; 信访工作条例 30, 46), told by header.
///
/// Their cells are scanned for structure only: never stored, never in a message.
enum PersonalColumns {
  /// - Parameter header: Normalized by ``HeaderName``.
  static func contains(_ header: String) -> Bool {
    isCertain(header) || endings.contains { header.hasSuffix($0) }
      || parts.contains { header.contains($0) }
  }

  /// Headers that stay personal even if a ledger lists them as an alias.
  static func isCertain(_ header: String) -> Bool { names.contains(header) }

  private static let names: Set<String> = [
    "姓名", "来访人", "来信人", "反映人", "被反映人", "信访人", "上访人", "投诉人", "举报人", "被举报人", "被投诉人", "当事人",
    "诉求人", "申请人", "联系人", "信访人姓名", "来访人姓名", "反映人姓名", "代表姓名", "身份证", "身份证号", "身份证号码", "证件号",
    "证件号码", "证件类型", "手机", "手机号", "手机号码", "电话", "联系电话", "电话号码", "来电号码", "联系方式", "号码", "邮箱",
    "电子邮箱", "email", "住址", "现住址", "家庭住址", "户籍", "户籍地", "户籍地址", "地址", "详细地址", "通讯地址", "邮寄地址",
    "联系地址", "门牌", "门牌号", "工作单位", "出生日期", "出生年月", "年龄", "性别", "民族", "职业", "车牌", "车牌号", "银行卡",
    "银行卡号", "银行账号", "概况", "概况信息", "信访概况", "问题概况", "反映内容", "诉求", "诉求摘要", "诉求内容", "来访诉求", "主要诉求",
    "信访诉求", "信访内容", "来信内容", "来访内容", "投诉内容", "举报内容", "内容摘要", "内容概要", "事项简述", "基本情况", "案情",
    "案情简介", "案件概况", "信访事由", "登记人", "登记人员", "接谈人", "接待人", "接待人员", "处理人", "处理人员", "经办人", "承办人", "办理人",
    "录入人", "审核人", "查询码", "密码", "附件", "附件名", "附件名称", "重点人员", "重点人员标志", "扬言内容", "微信号", "qq",
    "qq号", "xm", "zjhm", "sjhm", "lxdh", "dhhm", "dz", "zz", "mz", "csrq", "gzdw", "xb", "nl", "gk",
    "gkxx", "djr", "cxm", "sfzh", "sfzhm", "hjdz", "xzz", "yx", "dzyx",
  ]
  private static let endings = [
    "姓名", "身份证", "身份证号", "身份证号码", "证件号", "证件号码", "手机", "手机号", "手机号码", "电话", "电话号码", "来电号码", "邮箱",
    "住址", "户籍", "户籍地址", "地址", "出生日期", "车牌号", "银行卡号", "查询码", "诉求", "诉求摘要", "诉求内容", "概况", "反映内容",
    "门牌号",
  ]
  private static let parts = ["姓名", "身份证", "证件号", "手机号", "银行卡", "查询码", "详细地址", "家庭住址"]
}
