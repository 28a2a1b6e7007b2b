import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate
import HuibianWord

extension Diagnostic {
  static func notAChart(_ source: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "not-a-chart", "标签\(quoted(source))写在替代文字里，但这个图形不是图表", at: location,
      hints: ["在 Word 或 WPS 里用“插入—图表”画一个图表，把标签写在它的替代文字里；或把标签写在正文里单独一段"])
  }

  static func chartKindMissing(_ source: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-kind", "标签\(quoted(source))没有写图的种类", at: location,
      hints: [
        "在“图”后面写上 " + ChartTag.Kind.allCases.map(\.rawValue).joined(separator: "、")
          + " 之一，例如{{图 折线 来访批次 按 月份}}"
      ])
  }

  static func chartNotFillable(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-kind", "这个图表的类型不能按分类填数（散点图、气泡图、股价图、曲面图等）", at: location,
      hints: ["把图表改成折线图、柱形图、条形图、饼图、面积图或雷达图，并至少留一个系列"])
  }

  static func chartFilter(_ names: [String], at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "图里的指标不能用“\(names.joined(separator: "”“"))”", at: location,
      hints: ["图里只能用“｜1位小数”；上年同期的系列在标签后面写“同比”"])
  }

  static func chartOfNames(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-metrics", "“\(name)”的值是文字，不能画成图", at: location,
      hints: ["换成数量或比率的指标"])
  }

  static func chartNeedsTwo(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-metrics", "组合图要有两个以上指标：最后一个画成折线，用右边的轴，前面的画成柱形", at: location,
      hints: ["例如{{图 组合 来访批次，办结率 按 月份}}；只有一个指标时用柱形或折线"])
  }

  static func pieOfSeveral(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-metrics", "饼图只能画一个指标，不能加“同比”", at: location,
      hints: ["只留一个指标，或改用柱形、堆积柱形"])
  }

  static func chartNotDivided(_ reason: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-metrics", "这个图不能再分系列：\(reason)", at: location,
      hints: ["“分”用在只有一个指标的折线、柱形、条形和堆积图里，例如{{图 堆积柱形 来访批次 按 月份 分 问题属地 前 5 其余并入其他}}"])
  }

  static func stackOfYears(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-metrics", "堆积图不能加“同比”：两年的数不能叠在一起", at: location,
      hints: ["去掉“同比”，或改用柱形、条形"])
  }

  static func chartNotAdditive(_ name: String, isPie: Bool, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "chart-metrics",
      "“\(name)”是比率或平均数，各部分不能相加，不能画成\(isPie ? "饼图" : "堆积图")", at: location,
      hints: ["改用柱形、条形或折线，或换成数量的指标"])
  }

  static func chartUnits(
    _ one: Measure, _ other: Measure, isCombined: Bool, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "chart-units",
      "“\(one.name)”的单位是“\(one.chartUnit)”，“\(other.name)”的单位是“\(other.chartUnit)”，不能用同一个轴",
      at: location,
      hints: [
        isCombined
          ? "组合图里只有最后一个指标可以是别的单位，其余的单位要相同"
          : "改用组合：最后一个指标用右边的轴，例如{{图 组合 来访批次，办结率 按 月份}}；或分成两个图"
      ])
  }

  static func emptyChart(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "empty-chart", "“\(name)”的图没有一项可画，图上只有“无”", at: location,
      hints: ["放宽“其中”的条件，或用{{如果 …}}在没有时不要这个图"])
  }

  static func crowdedChart(_ fault: ChartCrowding, at location: Location) -> Diagnostic {
    let what =
      switch fault {
      case .series(let count, let limit): "图里有\(count)个系列，超过\(limit)个，黑白打印分不清"
      case .slices(let count, let limit): "饼图有\(count)块，超过\(limit)块，黑白打印分不清"
      case .names(let count): "图里有\(count)项，名称写不下，有的不会显示"
      }
    return Diagnostic(
      .warning, "crowded-chart", what, at: location,
      hints: ["用“前 N 其余并入其他”少列一些，或分成几个图"])
  }

  static func partialPie(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "partial-pie", "饼图各部分之和不等于“\(name)”的总数，图上只写数，不写占比", at: location,
      hints: ["不要用“其中”；用“前”时加上“其余并入其他”"])
  }
}
