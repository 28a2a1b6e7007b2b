/// The words of the 信访件 export, as bytes ready to be written.
enum CaseVocabulary {
  static let columns = [
    "信访件编号", "信访事项编号", "登记日期", "信访形式", "信访人数", "是否集体访", "登记机构名称", "登记机构级别",
    "受理机构", "走访层级", "是否非正常上访", "信访来源", "初重标志", "关联首次件编号", "登记次数", "信访目的", "内容分类",
    "专项领域", "问题属地", "办理方式", "责任单位", "转送交办日期", "受理告知日期", "限办截止日期", "答复日期", "办结标志",
    "办结日期", "办理结果", "业务抽查", "是否纳入满意度评价", "信访部门评价状态", "责任单位评价状态", "对信访部门评价",
    "对责任单位评价", "事前报送", "绿色邮政", "劝返标志", "备注",
  ]

  static let forms = bytes(["来信", "来访", "网上信访", "来电"])
  static let levels = bytes(["国家", "省", "市", "区县", "镇街", "巡视组"])
  /// Offices that register, by level; for a town its own name goes before.
  static let registrars = bytes(["国家信访局", "省信访局", "市信访局", District.office, "信访工作站", "巡视组"])
  static let visitLevels = bytes(["进京", "到省", "到市", "到区县", "到镇街", "到区县"])
  static let origins = bytes(["群众直接", "上级转送", "上级交办", "领导批示", "巡视组交办"])
  static let purposes = bytes(["申诉求决", "揭发控告", "意见建议", "咨询", "其他"])
  static let handlings = bytes(["直接受理", "转送", "交办", "依法分类处理", "不予受理", "存"])
  static let outcomes = bytes(["", "化解", "息诉", "终结备案", "答复"])
  static let inspections = bytes(["未抽查", "规范", "不规范"])
  static let ratingStates = bytes(["", "待评价", "未评价", "已评价", "超期未评价"])
  static let ratings = bytes(["", "满意", "基本满意", "不满意"])
  static let remarks = bytes([
    "", "\"与关联件合并办理，\r\n以首次件为准\"", "\"按程序延期，已书面告知\"", "已现场核查",
    "\"责任单位反馈：“已列入计划”, 持续跟踪\"", "材料待补充",
  ])
  static let yes = Array("是".utf8)
  static let no = Array("否".utf8)
  static let initial = Array("初次".utf8)
  static let repeated = Array("重复".utf8)

  /// `一级_二级`, by subject and kind.
  static let subjects = District.subjects.map { subject in
    bytes(subject.kinds.map { subject.name + "_" + $0.name })
  }
  static let fields = District.subjects.map { bytes($0.kinds.map(\.field)) }
  static let departments = bytes(District.subjects.map(\.department))
  static let governments = bytes(District.towns.map(\.government))
  static let townNames = bytes(District.towns.map(\.name))
  /// `镇街` and then `镇街/村社区`, by town and village.
  static let places = District.towns.map { town in
    bytes([town.name] + town.villages.map { town.name + "/" + $0 })
  }

  private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
