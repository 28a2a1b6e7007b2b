/// What could have stood in a place of a tag, in the words of the user, with a right tag.
struct Expected: Hashable, Sendable {
  let what: String
  let example: String

  static let name = Expected(what: "指标或文字的名称", example: "{{来访批次}}")
  static let dimension = Expected(what: "维度的名称", example: "{{每个 问题属地}}")
  static let measure = Expected(what: "指标的名称", example: "{{列举 内容分类 按 来信来访受理总量 前 3}}")
  static let member = Expected(what: "成员的名称", example: "{{来访批次：问题属地=灵山镇}}")
  static let slice = Expected(what: "“=”和成员的名称", example: "{{来访批次：问题属地=灵山镇}}")
  static let sliceEnd = Expected(what: "“，”、“/”或“]”", example: "{{如果 来访批次[问题属地=灵山镇] = 0}}")
  static let filter = Expected(what: "过滤器的名称", example: "{{来访批次｜同比}}")
  static let share = Expected(what: "“：”和总量指标的名称", example: "{{来信件数｜占比：来信来访受理总量}}")
  static let operand = Expected(what: "名称、数或引号中的文字", example: "{{如果 进京非正常上访批次 = 0}}")
  static let comparison = Expected(what: "比较号", example: "{{如果 进京非正常上访批次 = 0}}")
  static let bracket = Expected(what: "“）”", example: "{{如果（来访批次 > 0 或 来信件数 > 0）且 年 = “2022”}}")
  static let count = Expected(what: "个数", example: "{{列举 内容分类 按 来信来访受理总量 前 3}}")
  static let cross = Expected(what: "“×”和指标的名称", example: "{{表 问题属地 × 来访批次，来访人次 合计}}")
  static let order = Expected(what: "“按”和指标的名称", example: "{{列举 内容分类 按 来信来访受理总量 前 3}}")
  static let end = Expected(what: "标签的结尾", example: "{{完}}")
  static let conditionEnd = Expected(
    what: "“且”、“或”或标签的结尾", example: "{{如果 来访批次 > 0 且 来访批次 < 5}}")
  static let clause = Expected(
    what: "“其中”、“按”、“前”或标签的结尾", example: "{{每个 问题属地 按 来访批次 降序 前 5}}")
  static let valueEnd = Expected(what: "“：”、“｜”或标签的结尾", example: "{{来访批次：问题属地=灵山镇｜同比}}")

  static let levels = Expected(what: "1级到9级，或标签的结尾", example: "{{目录 2级}}")

  static func argument(of keyword: String) -> Expected {
    switch keyword {
    case "插入": Expected(what: "文档的名称", example: "{{插入 半年总结}}")
    case "部分": Expected(what: "部分的名称", example: "{{部分 信访总量}}")
    case "编号": Expected(what: "“一”、“（一）”、“1.”或“（1）”", example: "{{编号：（一）}}")
    default: Expected(what: "图片的名称", example: "{{@公章}}")
    }
  }
}
