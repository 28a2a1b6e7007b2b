/// The invented district (示例区) that the sample records come from: places, subjects, offices.
///
/// All names are made up; likeness with existing places is chance.
enum District {
  struct Town: Sendable {
    let name: String
    /// Villages (村) or communities (社区).
    let villages: [String]
    /// How many cases come from here, relative to the others.
    let weight: Int

    /// The town's government as a responsible unit.
    var government: String {
      name.hasSuffix("街道") ? name + "办事处" : name + "人民政府"
    }
  }

  struct Subject: Sendable {
    /// 内容分类, first level.
    let name: String
    /// Second level, each with its weight and its 专项领域 (empty: none).
    let kinds: [(name: String, weight: Int, field: String)]
    /// The department that usually handles it.
    let department: String
    /// Weights in the first year and in all later ones.
    let weights: (Int, Int)
  }

  static let office = "示例区信访局"
  static let area = "示例区"

  static let towns: [Town] = [
    Town(name: "青禾街道", villages: ["春晖社区", "朝晖社区", "锦绣社区", "书院社区"], weight: 17),
    Town(name: "清溪街道", villages: ["溪东社区", "溪西社区", "文昌社区"], weight: 14),
    Town(name: "长桥街道", villages: ["桥南社区", "桥北社区", "桂花社区"], weight: 13),
    Town(name: "南塘街道", villages: ["荷塘社区", "新园社区"], weight: 10),
    Town(name: "柳湾镇", villages: ["柳林村", "河湾村", "上柳村", "柳湾集镇社区"], weight: 11),
    Town(name: "白石镇", villages: ["石门村", "石桥村", "白石坡村"], weight: 9),
    Town(name: "云岭镇", villages: ["云上村", "岭脚村", "茶园村"], weight: 9),
    Town(name: "枫林镇", villages: ["红枫村", "枫树湾村", "枫林集镇社区"], weight: 8),
    Town(name: "石泉乡", villages: ["泉眼村", "石泉坪村"], weight: 5),
    Town(name: "高坪乡", villages: ["高坪村", "坪上村"], weight: 4),
  ]

  static let subjects: [Subject] = [
    Subject(
      name: "城乡建设",
      kinds: [
        ("房屋征收补偿", 28, ""), ("物业管理", 30, ""), ("商品房延期交付", 18, "问题楼盘"),
        ("违法建设", 12, ""), ("市政设施", 12, ""),
      ], department: "区住房城乡建设局", weights: (24, 21)),
    Subject(
      name: "劳动和社会保障",
      kinds: [("拖欠工资", 52, "欠薪"), ("社会保险", 26, ""), ("劳动争议", 22, "")],
      department: "区人力资源社会保障局", weights: (17, 18)),
    Subject(
      name: "农业农村",
      kinds: [("土地承包经营", 40, ""), ("村务公开和集体资产", 34, "涉农三资"), ("惠农补贴", 26, "")],
      department: "区农业农村局", weights: (14, 13)),
    Subject(
      name: "自然资源",
      kinds: [("土地征收", 58, ""), ("宅基地审批", 42, "")], department: "区自然资源局",
      weights: (11, 10)),
    Subject(
      name: "生态环境", kinds: [("噪声和油烟", 62, ""), ("水体污染", 38, "")],
      department: "区生态环境局", weights: (7, 8)),
    Subject(
      name: "交通运输", kinds: [("道路养护", 55, ""), ("客运服务", 45, "")],
      department: "区交通运输局", weights: (6, 6)),
    Subject(
      name: "教育", kinds: [("入学入园", 60, ""), ("校外培训退费", 40, "")],
      department: "区教育局", weights: (6, 7)),
    Subject(
      name: "卫生健康", kinds: [("医疗服务", 64, ""), ("医疗保障", 36, "")],
      department: "区卫生健康局", weights: (5, 5)),
    Subject(
      name: "民政", kinds: [("社会救助", 56, ""), ("养老服务", 44, "")],
      department: "区民政局", weights: (5, 5)),
    Subject(
      name: "政法", kinds: [("治安管理", 70, ""), ("涉法涉诉", 30, "")],
      department: "区公安分局", weights: (3, 4)),
    Subject(
      name: "市场监管", kinds: [("消费纠纷", 68, ""), ("预付卡退费", 32, "")],
      department: "区市场监管局", weights: (2, 3)),
  ]
}
