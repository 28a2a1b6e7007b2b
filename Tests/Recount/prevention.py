"""Families I, J, K, L and N as SQL: prevention, order, supervision, publicity, building."""
import calendar_of
from cases import ABOVE, GROUP, HERE, LETTER, VISIT, count
from terms import both, counter, distinct, listed, ratio, summer

found, done, event = counter("排查"), counter("活动"), counter("督办问责")
units, dealt = counter("单位台账"), counter("依法处置")
TOWN, VILLAGE, FIRM = (f"单位类型 = '{kind}'" for kind in ("镇街", "村社区", "企事业单位"))
ABOVE_IN_GROUPS = both(HERE, ABOVE, VISIT, GROUP)


def coverage(db, args, columns, scope):
    """I04, Decision 8: the cycles that begin in the period, of each unit that must; those in which it went out."""
    top = bottom = 0
    for unit, cycle in db.execute("SELECT DISTINCT 单位, 周期 FROM 应排查计划"):
        went = [day for day, in db.execute("SELECT 排查日期 FROM 排查 WHERE 排查单位 = ? AND 排查日期 <= ?", (unit, args["cut"]))]
        for first, last in calendar_of.cycles(cycle, args["start"], min(args["end"], args["cut"])):
            bottom += 1
            top += any(first <= day <= last for day in went)
    return {(): (top, bottom)}


METRICS = {
    "排查矛盾纠纷件数": found(),
    "调处矛盾纠纷件数": found("调处标志 = '是'"),
    "矛盾纠纷调处率": ratio(found("调处标志 = '是'"), found()),
    "信访隐患排查覆盖率": ("own", coverage, {"排查", "应排查计划"}),
    "越级集体访事前信息上报率": ratio(count(ABOVE_IN_GROUPS, "事前报送 = '是'"), count(ABOVE_IN_GROUPS)),
    "三无乡镇实现比例": ratio(units(TOWN, "三无达标 = '是'"), units(TOWN)),
    "零上访村创建达标率": ratio(units(VILLAGE, "零上访达标 = '是'"), units(VILLAGE)),
    "零上访企事业单位达标率": ratio(units(FIRM, "零上访达标 = '是'"), units(FIRM)),
    "乡镇信访工作联席会议建立数": units(TOWN, "联席会议 = '是'"),
    "乡镇信访工作联席会议覆盖率": ratio(units(TOWN, "联席会议 = '是'"), units(TOWN)),
    "乡镇信访超市建立数": units(TOWN, "信访超市 = '是'"),
    "乡镇信访超市覆盖率": ratio(units(TOWN, "信访超市 = '是'"), units(TOWN)),
    "风险研判会次数": done("类型 = '风险研判会'"),
    "研判风险隐患件数": summer("活动", "研判隐患件数")(),
    "网格数": distinct("网格工作", "网格编号"),
    "村社区数": units(VILLAGE),
    "网格走访群众户数": summer("网格工作", "走访户数")(),
    "网格化解矛盾纠纷起数": summer("网格工作", "化解纠纷起数")(),
    "网格协助处理信访问题件数": summer("网格工作", "协助处理信访问题数")(),
    "下沉网格干警人数": listed("单位台账", "下沉人员编号"),
    "绿色邮政信件比率": ratio(count(LETTER, "绿色邮政 = '是'"), count(LETTER)),
    "新制度措施项数": counter("制度")(),
    # Decision 7: 法教 are left out.
    "打击违法信访行为人数": dealt("种类 <> '法教'"),
    "批捕人数": dealt("种类 = '批捕'"),
    "刑事拘留人数": dealt("种类 = '刑事拘留'"),
    "治安处罚人数": dealt("种类 = '治安处罚'"),
    "法教人次": summer("依法处置", "人次")("种类 = '法教'"),
    "信访风险提醒函份数": event("文书种类 = '风险提醒函'"),
    "追责建议函份数": event("文书种类 = '追责建议函'"),
    "提请追责人数": distinct("追责人员", "人员编号"),
    "条例发放份数": summer("活动", "条例份数")(),
    "宣传资料发放册数": summer("活动", "资料册数")(),
    "展出宣传版面块数": summer("活动", "版面数")(),
    "设置咨询台个数": summer("活动", "咨询台数")(),
    "参与宣传单位数": listed("活动", "参与单位"),
    "现场解答问题起数": summer("活动", "解答问题数")(),
    "集中宣传教育活动次数": done("类型 = '集中宣传'"),
    "业务培训班期数": done("类型 = '培训班'"),
    "业务大讲堂期数": done("类型 = '大讲堂'"),
    "送教上门次数": done("类型 = '送教上门'"),
    "媒体刊发家数": listed("活动", "媒体"),
    # Projects are called 区网格化中心建设, 镇街网格中心设备: the name is in them.
    "网格中心投入金额": summer("建设投入", "金额")("项目 LIKE '%网格化中心%' OR 项目 LIKE '%网格中心%'"),
    # An external value in the table; the area of the buildings of that name.
    "信访服务中心建设面积": summer("建设投入", "建筑面积")("项目 LIKE '%信访服务中心%'"),
}
UNITS = {
    "件": "排查矛盾纠纷件数 调处矛盾纠纷件数 研判风险隐患件数 网格协助处理信访问题件数",
    "个": "乡镇信访工作联席会议建立数 乡镇信访超市建立数 网格数 村社区数 设置咨询台个数 参与宣传单位数",
    "户": "网格走访群众户数", "起": "网格化解矛盾纠纷起数 现场解答问题起数", "名": "下沉网格干警人数", "项": "新制度措施项数",
    "人": "打击违法信访行为人数 批捕人数 刑事拘留人数 治安处罚人数 提请追责人数", "人次": "法教人次",
    "份": "信访风险提醒函份数 追责建议函份数 条例发放份数", "册": "宣传资料发放册数", "块": "展出宣传版面块数",
    "次": "风险研判会次数 集中宣传教育活动次数 送教上门次数", "期": "业务培训班期数 业务大讲堂期数", "家": "媒体刊发家数",
    "万元": "网格中心投入金额", "平方米": "信访服务中心建设面积", "%": "信访隐患排查覆盖率",
}
DIMENSIONS = {
    "排查": ["矛盾类别", "单位级别"], "活动": ["类型", "领域", "单位类型", "媒体级别"], "单位台账": ["上级单位"],
    "网格工作": ["村社区", "网格编号"], "依法处置": ["种类"], "督办问责": ["发送对象", "文书种类"],
    "追责人员": ["单位", "处理种类"], "建设投入": ["项目"], "制度": ["类型"],
}
