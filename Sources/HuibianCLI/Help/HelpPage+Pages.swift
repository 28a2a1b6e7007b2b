/// The words of the help: all of them here, so that they can be read in one sitting.
extension HelpPage {
  static let all: [HelpPage] = [
    .compile, .check, .stats, .inspect, .metrics, .templates, .audit, .sample,
  ]

  static let overview = HelpPage(
    command: "", summary: "汇编：用信访数据和模板，生成规范的公文（.docx）。每个数字都由数据算出，都说得清来历。",
    usage: ["huibian <命令> [选项]"],
    sections: [
      Section("命令", all.map { Entry($0.command, $0.summary) }),
      Section(
        "选项",
        [
          Entry("-h，--help", "显示帮助；huibian help <命令> 显示该命令的帮助"),
          Entry("help 规则", "显示可以用 --accept 接受的规则"),
          Entry("--version", "显示版本"),
        ]),
      Section(
        "退出码",
        [
          Entry("0", "完成（可以有警告）"),
          Entry("1", "数据或模板有错误，没有写出或改动任何文件"),
          Entry("64", "命令写得不对"),
        ]),
    ],
    examples: [
      Entry("huibian compile --config SampleData/huibian.yaml", "生成配置里列出的全部报告"),
      Entry(
        "huibian compile 年度工作总结 --data 信访件.csv --period 2024年 --set 单位=示例区信访局 -o 总结.docx",
        "用一个导出文件生成年度工作总结"),
    ])

  private static let settings = Section(
    "设置",
    [
      Entry("--config <文件>", "配置文件；不写时用数据旁边或当前目录的 huibian.yaml"),
      Entry("--set <名称=内容>", "给出一项文字，如 单位=示例区信访局；可多次"),
      Entry("--as-of <日期>", "截止日期；不写时为报告期最后一天"),
    ])

  private static let judging = Section(
    "检查",
    [
      Entry("--strict", "把警告当作错误，用 --accept 接受的除外"),
      Entry("--accept <规则,…>", "按规则的代号接受问题：有此问题的行不计入，并说明有几行；有哪些规则见 huibian help 规则"),
      Entry("--diagnostics <格式>", "提示信息的格式：human（默认）或 json（每行一个 JSON 对象）"),
      Entry("-h，--help", "显示本帮助"),
    ])

  private static let data = Entry(
    "--data <文件>", "导出的数据（CSV、XLSX、JSON），可多个、可多次；- 表示标准输入；台账=文件 指明是哪种台账")

  private static let period = Entry(
    "--period <报告期>",
    "2022年、2022年上半年、2022年第三季度、2022年10月、2022年1-10月、2022-01-01..2022-10-31")

  static let compile = HelpPage(
    command: "compile", summary: "生成报告",
    usage: [
      "huibian compile <模板> --data <文件>… --period <报告期> [-o <文件>] [选项]",
      "huibian compile [--config <文件>]",
    ],
    sections: [
      Section(
        "参数", [Entry("<模板>", "自带模板的名称（见 huibian templates），或模板文件（.docx、.hb.md）；不写时生成配置里列出的全部报告")]),
      Section(
        "选项",
        [
          data, period,
          Entry("-o，--output <文件>", "写到哪个文件；不写时用模板的名称加报告期"),
          Entry("--each <维度>", "按维度的每个成员各生成一份，写进 -o 指的文件夹或 .zip，如 --each 问题属地 -o 各镇街.zip"),
          Entry("--trace <文件>", "另写一份数字来历（JSON Lines），每个数字一行；写成文件夹（来历/）时每份报告一个文件"),
          Entry("--emit-template", "不填数字，写出可在 Word、WPS 里继续修改的模板"),
        ]),
      settings, judging,
    ],
    examples: [
      Entry("huibian compile", "按当前目录的 huibian.yaml 生成全部报告"),
      Entry(
        "huibian compile 模板.docx --data 信访件-2023.csv 信访件-2024.csv --period 2024年1-10月 -o 通报.docx",
        "用自己的模板和两年的数据"),
    ])

  static let check = HelpPage(
    command: "check", summary: "检查模板（和数据），列出全部问题，不写文件",
    usage: ["huibian check <模板> [--data <文件>…] [选项]"],
    sections: [
      Section("参数", [Entry("<模板>", "自带模板的名称，或模板文件")]),
      Section(
        "选项",
        [
          data, period,
          Entry("--format <格式>", "模板需要什么：text（默认）或 json"),
        ]), settings, judging,
    ],
    examples: [Entry("huibian check 模板.docx", "发给领导之前先查一遍模板")])

  static let stats = HelpPage(
    command: "stats", summary: "直接查一个或几个指标的数",
    usage: ["huibian stats <指标>… --data <文件>… --period <报告期> [选项]"],
    sections: [
      Section("参数", [Entry("<指标>", "指标名称，可多个（见 huibian metrics）")]),
      Section(
        "选项",
        [
          data, period,
          Entry("--by <维度,…>", "分组：问题属地、内容分类.一级、月份 等；可多次，各为一种分组"),
          Entry("--compare <基期>", "同比 或 环比"),
          Entry("--where <条件>", "只统计符合条件的，如 “信访人数 >= 5 且 信访形式 = 来访”"),
          Entry("--format <格式>", "text、csv、json 或 xlsx；不写时看 -o 的文件名，再没有时为 text"),
          Entry("-o，--output <文件>", "写到文件；不写时为标准输出"),
        ]),
      settings, judging,
    ],
    examples: [
      Entry(
        "huibian stats 来访批次 来访人次 --data 信访件.csv --period 2024年 --by 月份 --compare 同比", "按月看来访，与上年比")
    ])

  static let inspect = HelpPage(
    command: "inspect", summary: "看数据文件被认成了什么：编码、分隔符、台账、列、类型、问题",
    usage: ["huibian inspect <文件>… [选项]"],
    sections: [
      Section("参数", [Entry("<文件>", "数据文件，可多个；- 表示标准输入；台账=文件 指明是哪种台账")]),
      settings, judging,
    ],
    examples: [Entry("huibian inspect 信访件.csv", "导出后先看一眼")])

  static let metrics = HelpPage(
    command: "metrics", summary: "列出全部指标，或说明一个指标的口径",
    usage: ["huibian metrics [<指标>] [选项]"],
    sections: [
      Section("参数", [Entry("<指标>", "指标名称；不写时列出全部")]), settings, judging,
    ],
    examples: [Entry("huibian metrics 按期答复率", "看分子、分母、日期各是什么")])

  static let audit = HelpPage(
    command: "audit", summary: "检查一份写好的文件（.docx）：版式，数字和标点的写法",
    usage: ["huibian audit <文件>… [选项]"],
    sections: [
      Section("参数", [Entry("<文件>", "要检查的 .docx，可多个；是不是汇编生成的都可以")]),
      Section(
        "选项",
        [
          Entry(
            "--rules <规则,…>",
            "版式（公文格式 GB/T 9704）、语言（数字用法 GB/T 15835、标点用法 GB/T 15834）；不写时全查"),
          Entry("--kind <格式>", "按哪种格式查版式：报告、公文、信函、纪要、命令；不写时看文件的样子：有红头的按公文，没有的按报告"),
        ]),
      judging,
    ],
    examples: [
      Entry("huibian audit 年度工作总结.docx", "送审前查一遍"),
      Entry("huibian audit 通报.docx --rules 版式 --kind 公文", "只查版式，当作带红头的公文"),
    ])

  static let templates = HelpPage(
    command: "templates", summary: "列出自带的模板，和各需要哪些台账",
    usage: ["huibian templates"],
    sections: [judging])

  static let sample = HelpPage(
    command: "sample", summary: "写出虚构的示例数据，供试用和测试",
    usage: ["huibian sample [-o <文件夹>] [选项]", "huibian sample --rows <行数> -o <文件.csv>"],
    sections: [
      Section(
        "选项",
        [
          Entry("-o，--output <位置>", "写到哪个文件夹，不写时为 SampleData；给出 .csv 文件名时只写这一个文件，- 为标准输出"),
          Entry("--seed <整数>", "随机种子，默认 2024；同一种子每次写出的内容完全相同"),
          Entry("--rows <行数>", "每年的信访件数，默认约 3000；写单个文件时为总行数"),
          Entry("--years <年份,…>", "哪几年，默认 2023,2024"),
        ]),
      judging,
    ],
    examples: [Entry("huibian sample --rows 1000000 -o 大文件.csv", "写一百万行，测试速度")])
}
