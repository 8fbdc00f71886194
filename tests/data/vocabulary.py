"""The words a customer list is made of.

Company names, brands, trades and districts are read from the two packages of
requirements.txt; people, streets and remarks are invented here.
"""

import csv
import importlib.util
import re
import sqlite3
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    province: str
    city: str
    area_code: str
    postcode: str
    division: str  # administrative code, the middle part of a tax id
    digits: int  # length of a landline number without its area code


PLACES = [
    Place("广东省", "中山市", "0760", "528400", "442000", 8),
    Place("广东省", "佛山市", "0757", "528000", "440600", 8),
    Place("广东省", "东莞市", "0769", "523000", "441900", 8),
    Place("广东省", "广州市", "020", "510000", "440100", 8),
    Place("广东省", "深圳市", "0755", "518000", "440300", 8),
    Place("广东省", "珠海市", "0756", "519000", "440400", 7),
    Place("广东省", "江门市", "0750", "529000", "440700", 7),
    Place("广东省", "惠州市", "0752", "516000", "441300", 7),
    Place("广东省", "清远市", "0763", "511500", "441800", 7),
    Place("广西壮族自治区", "南宁市", "0771", "530000", "450100", 7),
    Place("海南省", "海口市", "0898", "570100", "460100", 8),
    Place("福建省", "厦门市", "0592", "361000", "350200", 7),
    Place("福建省", "福州市", "0591", "350000", "350100", 8),
    Place("浙江省", "杭州市", "0571", "310000", "330100", 8),
    Place("浙江省", "宁波市", "0574", "315000", "330200", 8),
    Place("江苏省", "苏州市", "0512", "215000", "320500", 8),
    Place("江苏省", "南京市", "025", "210000", "320100", 8),
    Place("上海市", "上海市", "021", "200000", "310100", 8),
    Place("北京市", "北京市", "010", "100000", "110100", 8),
    Place("天津市", "天津市", "022", "300000", "120100", 8),
    Place("重庆市", "重庆市", "023", "400000", "500100", 8),
    Place("四川省", "成都市", "028", "610000", "510100", 8),
    Place("湖南省", "长沙市", "0731", "410000", "430100", 8),
    Place("湖北省", "武汉市", "027", "430000", "420100", 8),
    Place("江西省", "南昌市", "0791", "330000", "360100", 8),
    Place("安徽省", "合肥市", "0551", "230000", "340100", 8),
    Place("山东省", "青岛市", "0532", "266000", "370200", 8),
    Place("山东省", "济南市", "0531", "250000", "370100", 8),
    Place("河南省", "郑州市", "0371", "450000", "410100", 8),
    Place("河北省", "石家庄市", "0311", "050000", "130100", 8),
    Place("陕西省", "西安市", "029", "710000", "610100", 8),
    Place("云南省", "昆明市", "0871", "650000", "530100", 8),
    Place("贵州省", "贵阳市", "0851", "550000", "520100", 8),
    Place("辽宁省", "沈阳市", "024", "110000", "210100", 8),
    Place("黑龙江省", "哈尔滨市", "0451", "150000", "230100", 8),
    Place("新疆维吾尔自治区", "乌鲁木齐市", "0991", "830000", "650100", 7),
]
# A sales office knows most of its customers nearby.
PLACE_WEIGHTS = [18, 14, 8, 9, 8, 4, 4, 3, 2, *[2] * (len(PLACES) - 9)]
FOREIGN_PLACES = [
    ("越南", "胡志明市", "84"),
    ("泰国", "曼谷", "66"),
    ("马来西亚", "吉隆坡", "60"),
    ("新加坡", "新加坡", "65"),
]

# Wanted trades, as a maker of door and window hardware sells to them, with the
# industry (Odoo's zh_CN wording) that the office files them under.
TRADES = {
    "门窗": "制造",
    "五金": "批发/零售",
    "五金制品": "制造",
    "装饰五金": "批发/零售",
    "铝业": "制造",
    "铝合金": "制造",
    "幕墙": "施工",
    "建筑装饰": "施工",
    "建筑工程": "施工",
    "装饰": "施工",
    "室内设计": "其他服务",
    "建材": "批发/零售",
    "建筑材料": "批发/零售",
    "新型建材": "制造",
    "玻璃": "制造",
    "玻璃制品": "制造",
    "卫浴": "制造",
    "锁具": "制造",
    "家具": "制造",
    "智能家居": "制造",
    "钢结构": "施工",
    "消防设备": "制造",
    "房地产": "不动产",
    "置业": "不动产",
    "物业管理": "不动产",
    "机电设备": "批发/零售",
    "金属制品": "制造",
    "商贸": "批发/零售",
    "国际贸易": "批发/零售",
    "酒店用品": "批发/零售",
    "建设工程": "施工",
    "自动化": "制造",
    "照明": "制造",
    "厨卫": "制造",
}
# A listed company's name tells its industry by the first of these letters in it.
LISTED_INDUSTRIES = {
    "银行|证券|保险|信托": "金融/保险",
    "地产|置业|置地|物业|城建": "不动产",
    "建设|建筑|建工|路桥|装饰|工程": "施工",
    "电力|能源|燃气|热电|煤": "能源供应",
    "科技|软件|信息|通信|数据|网络": "IT/通信",
    "物流|航空|港|高速|海运": "运输/物流",
    "商贸|百货|零售|贸易|商业": "批发/零售",
    "": "制造",
}
# Letters that Chinese firms like in their names: they pick from 280,000 brands
# (shops, dishes, jokes) the ones that read like a firm.
FIRM_LETTERS = set(
    "恒鑫隆盛泰宏华安信达昌兴利丰顺通瑞祥福永嘉德诚新金富康佳伟业东凯荣博远大同建立正明"
    "星辉亿万科创联合成益源广汇腾飞龙翔天宇旭晟智锦程鸿顶尚豪邦毅坚固力强铭雅居迪森特尔"
    "斯柏坤润泽景裕庆"
)

SURNAMES = [
    ("陈", "chen"), ("黄", "huang"), ("李", "li"), ("林", "lin"), ("梁", "liang"),
    ("张", "zhang"), ("王", "wang"), ("吴", "wu"), ("刘", "liu"), ("何", "he"),
    ("周", "zhou"), ("杨", "yang"), ("郑", "zheng"), ("谢", "xie"), ("罗", "luo"),
    ("邓", "deng"), ("冯", "feng"), ("欧阳", "ouyang"), ("叶", "ye"), ("麦", "mai"),
]  # fmt: skip
GIVEN_NAMES = [
    ("伟", "wei"), ("丽", "li"), ("强", "qiang"), ("敏", "min"), ("志", "zhi"),
    ("军", "jun"), ("芳", "fang"), ("杰", "jie"), ("娟", "juan"), ("勇", "yong"),
    ("燕", "yan"), ("斌", "bin"), ("霞", "xia"), ("辉", "hui"), ("珊", "shan"),
    ("文", "wen"), ("雪", "xue"), ("海", "hai"), ("玲", "ling"), ("健", "jian"),
]  # fmt: skip
TITLES = ["采购经理", "采购员", "总经理", "老板", "项目经理", "工程部经理", "设计师",
          "材料员", "采购主管", "副总", "店长", "文员"]  # fmt: skip
# The people of the demo data, so that the list can be tried there as it is.
SALESPEOPLE = ["陈志强", "林晓燕", "周建国", "黄丽"]
STREETS = ["人民", "建设", "工业", "创业", "科技", "兴业", "解放", "民生", "富华",
           "长江", "东升", "南国", "康乐", "迎宾", "环城", "同安"]  # fmt: skip
GRADES = ["A", "B", "B", "C", "C", "C", "D", "Ａ", "b级", ""]
SYLLABLES = ["heng", "tai", "xin", "da", "hong", "rui", "sheng", "jia", "an", "tong",
             "feng", "kang", "yuan", "long", "bo", "fu"]  # fmt: skip
REMARKS = [
    "{year}年广州建博会认识，要了样册",
    "{year}年广州建博会认识，要了样册",
    "老客户介绍",
    "老客户{person}介绍",
    "价格敏感，要对比三家",
    "月结30天",
    "款到发货",
    "要求送样，已寄{month}月{day}日",
    "{month}月{day}日电话，前台不转接",
    "{month}月{day}日拜访，老板出差，约下次",
    "幕墙项目{month}月招标，关注",
    "目前用竞争对手产品，年底换供应商",
    "意向一般，先维护",
    "只做工程单，不做零售",
    "联系人已离职，待核实",
    "电话停机，待核实",
    "需要开专票",
    "展厅在{street}路，装修中",
    "门窗厂，主做铝合金推拉窗",
    "地弹簧、拉手需求大",
    "智能锁项目，{year}年下半年",
]


class FaultKind(NamedTuple):
    name: str
    column: str
    values: tuple[str, ...]


FAULT_KINDS = [
    FaultKind("name_missing", "客户名称", ("",)),
    FaultKind("unknown_country", "国家", ("中囯", "中国大陆", "China", "内地")),
    FaultKind("unknown_state", "省份", ("广东", "廣東省", "珠三角", "华南区")),
    FaultKind("unknown_salesperson", "业务员", ("小陈", "公司", "待分配", "陈自强")),
    FaultKind("unknown_industry", "行业", ("窗业", "工程", "制造业", "其它")),
    FaultKind("unknown_type", "客户类型", ("集团", "经销商", "工程商", "门店")),
    FaultKind("contact_unnamed", "联系人", ("",)),
    FaultKind("status_by_hand", "交易客户", ("交易客户",)),
    FaultKind("code_by_hand", "客户代码", ("C202301001", "KH-0033", "C202405012")),
]
# These are seen only when the row is saved, the others when it is read.
UNSAVED_FAULTS = {"name_missing", "contact_unnamed"}


def package_file(package: str, *parts: str) -> Path:
    """A data file of an installed package, without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"Package {package} is missing: pip install -r requirements.txt"
        )
    return Path(spec.origin).parent.joinpath(*parts)


def listed_companies() -> list[str]:
    """Chinese names of listed companies, sorted."""
    database = sqlite3.connect(package_file("matchina", "data", "entities.db"))
    query = "SELECT name_cn FROM entities WHERE source IN ('ashare', 'hk_stock')"
    names = {name for (name,) in database.execute(query)}
    database.close()
    return sorted(name for name in names if re.fullmatch("[A-Z一-龥]{3,10}", name))


def listed_industry(name: str) -> str:
    """The industry that the office would file a listed company under."""
    return next(
        industry
        for letters, industry in LISTED_INDUSTRIES.items()
        if re.search(letters, name)
    )


def brands() -> list[str]:
    """Brand words that read like the name of a firm, sorted."""
    words = package_file("companynameparser", "data", "brand.txt")
    lines = set(words.read_text(encoding="utf-8").split())
    return sorted(w for w in lines if 2 <= len(w) <= 3 and set(w) <= FIRM_LETTERS)


def trades() -> list[str]:
    """The wanted trades that the package knows."""
    words = package_file("companynameparser", "data", "trade.txt")
    known = set(words.read_text(encoding="utf-8").split())
    return sorted(known & TRADES.keys())


def districts() -> dict[str, list[str]]:
    """City to its districts, the far counties left out."""
    found: dict[str, list[str]] = {}
    path = package_file("companynameparser", "data", "pca.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if re.fullmatch("[一-龥]{2,3}区", row["qu"]):
                found.setdefault(row["shi"], []).append(row["qu"])
    return found
