import HuibianTemplate
import Testing

@Suite struct RealisticTemplateTests {
  /// Region by region: extent, parent, and the sources of its boundaries.
  private func outline(_ template: Template) -> [String] {
    template.regions.map { region in
      "\(region.extent) in \(region.parent.map(String.init) ?? "-"): "
        + region.boundaries.map { template.tags[$0].source }.joined(separator: " ")
    }
  }

  @Test func `a half-year summary with sections for every district`() {
    let (template, messages) = parsed(
      bodyBlocks(
        "{{单位}}{{期间}}信访工作总结",
        "来访{{来访批次}}{{来访人次}}，{{来访批次、来访人次｜同比}}；占总量的{{来信件数｜占比：来信来访受理总量}}。",
        "{{每个 问题属地 其中 来访批次 > 0 按 来访批次 降序 前 5 其余并入其他}}",
        "{{编号：（一）}}{{名称}}",
        "{{如果 来访批次：期间}}坏{{完}}",
        "主要是{{列举 内容分类 按 来信来访受理总量 前 3}}{{如果 非 是末项}}；{{否则}}。{{完}}", "{{完}}", "{{口径说明}}"))
    #expect(messages.count == 1)
    #expect(messages[0].contains("第5段:标签1: 错误: 标签“{{如果 来访批次：期间}}”第10个字处是“：”"))
    #expect(
      outline(template) == [
        "paragraphs in -: {{每个 问题属地 其中 来访批次 > 0 按 来访批次 降序 前 5 其余并入其他}} {{完}}",
        "inline in 0: {{如果 非 是末项}} {{否则}} {{完}}",
      ])
  }

  @Test func `a monthly notice with aliases of other engines`() {
    let (template, messages) = parsed(
      bodyBlocks(
        "{{?进京非正常上访批次}}发生{{进京非正常上访批次}}{{/进京非正常上访批次}}", "{{#问题属地}}", "{{名称}}：{{来访批次}}",
        "{{^重复信访件数}}无重复信访{{/重复信访件数}}", "{{/问题属地}}"))
    #expect(messages.isEmpty)
    #expect(
      outline(template) == [
        "inline in -: {{?进京非正常上访批次}} {{/进京非正常上访批次}}",
        "paragraphs in -: {{#问题属地}} {{/问题属地}}", "inline in 1: {{^重复信访件数}} {{/重复信访件数}}",
      ])
  }
}
