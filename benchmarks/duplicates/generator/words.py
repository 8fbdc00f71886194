"""The words that Chinese companies and their data are made of.

Written for this project. A number is how often a thing is drawn beside the others.
"""

from __future__ import annotations

from benchmarks.duplicates.generator.chance import split, weigh

# line of business, in English, how often; a star: people leave the rest out
_INDUSTRIES = """
电子|Electronics|30
电子*科技|Electronic Technology|30
科技|Technology|60
贸易|Trading|50
商贸|Commerce & Trade|40
信息*技术|Information Technology|18
网络*科技|Network Technology|18
机械|Machinery|18
机械*设备|Machinery Equipment|16
机电*设备|Electromechanical Equipment|10
五金*制品|Hardware Products|16
五金|Hardware|12
塑料*制品|Plastic Products|10
塑胶*制品|Plastic Products|8
建材|Building Materials|14
建筑*工程|Construction Engineering|16
装饰*工程|Decoration Engineering|12
食品|Food|16
餐饮*管理|Catering Management|12
服饰|Apparel|12
服装|Garment|10
纺织|Textile|10
家具|Furniture|12
家居*用品|Home Furnishing|8
照明|Lighting|10
灯饰|Lighting|8
电器|Electrical Appliance|12
电气|Electric|8
包装*制品|Packaging Products|8
包装*材料|Packaging Materials|7
印刷|Printing|8
广告|Advertising|12
文化*传播|Culture Communication|12
物流|Logistics|10
供应链*管理|Supply Chain Management|8
进出口|Import & Export|8
化工|Chemical|10
新材料|New Materials|8
环保*科技|Environmental Technology|8
生物*科技|Biotechnology|10
医疗*器械|Medical Devices|8
医药|Pharmaceutical|6
汽车*服务|Auto Services|6
房地产*开发|Real Estate Development|6
物业*管理|Property Management|8
农业*开发|Agricultural Development|6
农业*科技|Agricultural Technology|6
实业|Industrial|16
投资|Investment|8
智能*科技|Intelligent Technology|10
自动化*设备|Automation Equipment|10
模具|Mould|8
光电*科技|Optoelectronics|6
半导体|Semiconductor|4
软件|Software|8
软件*开发|Software Development|4
日用品|Daily Necessities|6
化妆品|Cosmetics|6
体育用品|Sporting Goods|4
玩具|Toys|5
工艺品|Crafts|5
珠宝|Jewelry|4
酒店*管理|Hotel Management|5
旅行社|Travel Service|4
人力资源|Human Resources|5
劳务派遣|Labor Dispatch|4
电力工程|Power Engineering|4
水泥制品|Cement Products|3
钢结构|Steel Structure|4
门窗|Doors & Windows|4
卫浴|Sanitary Ware|4
厨具|Kitchenware|4
"""
# what is shortened in another way than by leaving the end out
_SHORTENED = """
建筑装饰工程|装饰|Building Decoration|8
文化传媒|传媒|Culture Media|14
教育咨询|教育|Education Consulting|10
企业管理咨询|咨询|Business Management Consulting|12
咨询服务|咨询|Consulting Services|6
国际货运代理|货代|International Freight Forwarding|6
国际贸易|贸易|International Trading|8
汽车配件|汽配|Auto Parts|8
汽车销售服务|汽车|Auto Sales & Service|6
精密机械|机械|Precision Machinery|6
"""


def _read_industries() -> dict[str, tuple[str, str, int]]:
    """Line of business → its short form (or the same), in English, how often."""
    found = {}
    for line in _INDUSTRIES.split("\n")[1:-1]:
        marked, english, weight = line.split("|")
        name = marked.replace("*", "")
        found[name] = (marked.partition("*")[0], english, int(weight))
    for line in _SHORTENED.split("\n")[1:-1]:
        name, short, english, weight = line.split("|")
        found[name] = (short, english, int(weight))
    return found


_READ = _read_industries()
INDUSTRIES = weigh({name: weight for name, (_s, _e, weight) in _READ.items()})
ENGLISH = {name: english for name, (_short, english, _weight) in _READ.items()}
SHORT = {name: short for name, (short, _e, _w) in _READ.items() if short != name}
LONG = {short: name for name, short in SHORT.items()}

SUFFIXES = weigh(
    {
        "有限公司": 76,
        "有限责任公司": 7,
        "股份有限公司": 4,
        "集团有限公司": 2,
        "厂": 4,
        "经营部": 3,
        "商行": 2,
        "店": 1,
        "工作室": 1,
    }
)
# of whoever trades alone, or makes things without a company
SMALL = ("厂", "经营部", "商行", "店", "工作室")
OTHER_SUFFIXES = {
    "有限公司": ("公司", "有限责任公司", "", "股份有限公司", "有限"),
    "有限责任公司": ("有限公司", "公司", ""),
    "股份有限公司": ("有限公司", "股份公司", "公司", ""),
    "集团有限公司": ("集团", "集团公司", "有限公司"),
    "厂": ("厂有限公司", "加工厂", ""),
    "经营部": ("", "商行", "店"),
    "商行": ("", "经营部", "店"),
    "店": ("", "经营部", "门市部"),
    "工作室": ("", "设计工作室"),
}
UNITS = ("第{}制造厂", "{}号店", "第{}中学", "{}分店", "第{}工程处")
NUMERALS = "一二三四五六七八九十"

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
)
GIVEN_NAMES = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文辉力志国斌宇浩凯鹏飞波俊峰林海燕玲梅琳雪晨"
    "鑫宁佳琪欣怡梓涵子轩雨泽博思远嘉豪天昊晓东春生福荣庆永康德正新成贵祥民"
)
TITLES = ("总", "经理", "先生", "小姐", "生")

STREETS = split(
    "人民路 中山路 解放路 建设路 和平路 长江路 黄河路 文化路 工业大道 科技路 创业路"
    " 兴业路 迎宾大道 振兴路 新华路 光明路 东风路 环城路 滨江路 富华道 岐江路"
    " 南山大道 宝安大道 松山湖路 深南大道 天河路 北京路 江南大道 湖滨路 学院路"
    " 友谊路 胜利路 朝阳路 青年路 健康路 育才路 平安路 幸福路 花园路 公园路 商业街"
    " 工业园路 龙岗大道 布龙路 民治大道 福永路 沙井路 石岐路 西区大道 东区大道"
)
PARKS = split("科技园 工业园 创业园 产业园 商务中心 大厦 广场 写字楼 国际中心 创新中心")

MOBILE_PREFIXES = split(
    "130 131 132 133 135 136 137 138 139 150 151 152 155 156 157 158 159 170 176"
    " 177 178 180 181 182 183 185 186 187 188 189 198 199"
)
FREE_MAIL = weigh(
    {
        "qq.com": 6,
        "163.com": 5,
        "126.com": 2,
        "foxmail.com": 1,
        "gmail.com": 1,
        "sina.com": 1,
        "139.com": 1,
        "outlook.com": 1,
        "hotmail.com": 1,
        "aliyun.com": 1,
    }
)
DOMAINS = weigh({".com": 5, ".cn": 3, ".com.cn": 3, ".net": 1})
DOMAIN_WORDS = split("tech cn group sz gd china 88 led dz trade ind")
OFFICE_MAIL = ["info", "sales", "admin", "office", "hr", "service"]
