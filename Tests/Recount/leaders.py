"""Family H as SQL: leaders receiving visitors, taking charge, reading letters; Decisions 4 and 6."""
from cases import content
from terms import counter, distinct, listed, one_of, ratio, summer

sittings, met = counter("接访场次"), counter("接访登记")
persons = summer("接访登记", "信访人数")
charge, read = counter("包案"), counter("阅批")
CHIEF = "是否党政主要领导 = '是'"
SETTLED = "化解标志 = '是'"
RALLY = "大接访轮次 <> ''"
CONTENT = content("评价")
RATED = one_of("评价", "满意", "基本满意", "不满意")

METRICS = {
    "领导公开接访人次数": sittings(),
    "党政主要领导接访人次数": sittings(CHIEF),
    "领导接访接待群众批次": met(),
    "领导接访接待群众人次": persons(),
    "领导接访化解批次": met(SETTLED),
    "领导接访化解率": ratio(met(SETTLED), met()),
    "党政主要领导接待批次": met(CHIEF),
    "党政主要领导接待人次": persons(CHIEF),
    "党政主要领导接访化解批次": met(CHIEF, SETTLED),
    "党政主要领导接访化解率": ratio(met(CHIEF, SETTLED), met(CHIEF)),
    "接访领导人数": distinct("接访场次", "接访领导编号"),
    "领导接访次数": distinct("接访场次", "场次编号"),
    # As H12 is to H01: sittings, not rows.
    "党政主要领导接访次数": distinct("接访场次", "场次编号", CHIEF),
    "集中大接访轮数": distinct("接访场次", "大接访轮次"),
    "大接访接访约访批次": met(RALLY),
    "大接访接访约访人次": persons(RALLY),
    "大接访日受理件数": met(),
    "大接访日接待人次": persons(),
    "现场解决件数": met("处理方式 = '现场解决'"),
    "现场解决率": ratio(met("处理方式 = '现场解决'"), met()),
    "限期办结件数": met("处理方式 = '限期办结'"),
    "包案领导人数": distinct("包案", "包案领导编号"),
    "领导包案件数": charge(),
    "领导包案化解件数": charge(SETTLED),
    "领导包案化解率": ratio(charge(SETTLED), charge()),
    "包案件数": charge(),
    "领导阅批群众来信件次": read(),
    "领导阅批来信满意率": ratio(read(CONTENT), read(RATED)),
    "党政主要领导阅批件次": read(CHIEF),
    "党政主要领导阅批满意率": ratio(read(CHIEF, CONTENT), read(CHIEF, RATED)),
    "走访慰问困难群众户数": distinct("慰问", "困难户编号"),
    "联合督查组数": distinct("活动", "督查组"),
    "抽调督查干部人数": listed("活动", "督查干部"),
}
UNITS = {
    "人次": "领导公开接访人次数 党政主要领导接访人次数 领导接访接待群众人次 党政主要领导接待人次 大接访接访约访人次 大接访日接待人次",
    "名": "接访领导人数 包案领导人数 抽调督查干部人数",
    "次": "领导接访次数 党政主要领导接访次数",
    "轮": "集中大接访轮数",
    "件": "大接访日受理件数 现场解决件数 限期办结件数 领导包案件数 领导包案化解件数 包案件数",
    "件次": "领导阅批群众来信件次 党政主要领导阅批件次",
    "户": "走访慰问困难群众户数",
    "个": "联合督查组数",
}
DIMENSIONS = {
    "接访场次": ["领导层级", "接访方式", "地点", "大接访轮次"], "接访登记": ["领导层级", "处理方式", "大接访轮次"],
    "包案": ["领导层级", "案件类别"], "阅批": ["领导层级", "评价"], "慰问": [],
}
