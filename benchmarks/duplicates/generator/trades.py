"""Trade words: what a Chinese company calls itself, between its place and its business.

They are drawn by characters, as long as real ones are, so that no list of real names is
needed. As in reality some begin like a place, some end like a line of business, a few
are very common and most are rare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicate_engine.pinyin import pinyin
from duplicate_engine.tables import read_rows

from benchmarks.duplicates.generator.chance import Weighted, split, weigh

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.chance import Chance

# from those that are liked best to those that are rare
CHARACTERS = "".join(
    dict.fromkeys(
        "金美天华大宝德新达科安乐福龙海信利东中盛泰丰瑞百通一兴星家和源康力山云光小思凯特名品雅佳"
        "城富亿鑫宏恒万隆明长成荣盈锦诚嘉永祥鸿昌顺发建正源同远博联创世国立洋洁冠越启升腾飞鹏翔"
        "宇宙景晨晓春夏秋冬阳月日辰曦晖昊旭辉耀煌灿亮彩虹霞雪霜露雨风雷电火水江河湖泊溪泉池湾港岛"
        "峰岭岳岩石川谷原野林森木树松柏竹梅兰菊荷莲花草叶枝根苗禾米麦稻谷豆果茶桃李杏梨枣橙橘椰榕"
        "桂桐杉枫楠檀柳杨槐桑麻棉丝绸绫罗锦绣纱线布衣裳饰巾帽鞋袜皮革毛绒羊牛马鹿虎狮豹熊猫犬兔鼠猴"
        "鸡鸭鹅鸟燕雀鹰鹤凤凰鸾鸥鹭鱼虾蟹贝珠珍玉琪瑶琳珊瑚琥珀玛瑙翡翠钻晶银铜铁钢铝锡铂钰铭铃钟"
        "鼎炉鑫钧锐锋剑刀弓箭盾甲车船舟帆航桥路道街门窗楼阁台亭院园庭堂府宫殿塔寺坊店铺馆所居轩斋庐"
        "红橙黄绿青蓝紫白黑灰赤朱丹墨素彩纯清净明亮柔软硬坚固实厚薄轻重高低远近深浅宽广阔方圆尖平直"
        "东南西北中上下左右前后内外旁边一二三四五六七八九十百千万亿双单众全整半多少几元始终初末首尾"
        "天地人和仁义礼智信忠孝廉耻勇谦恭俭让温良敬爱慈善德贤圣哲思想意志心灵魂神仙佛道禅缘悟空觉慧"
        "福禄寿喜财吉祥如意平安康健宁静悦乐欢欣畅快舒适怡然逸闲雅致韵味香甜鲜美妙奇巧精细微妍丽秀俊"
        "伟雄豪杰英武威猛强壮健勤奋进取拓展开创造建设兴旺发达昌盛繁荣富裕丰足满盈余利益惠泽润滋养育"
        "生长成熟收获得失取舍来去往返出入起落升降沉浮动静行止走跑跳跃飞腾翔游泳驰骋奔腾驭驾乘御"
        "文字书画诗词歌赋曲艺乐舞琴棋笔墨纸砚印章典籍经史子集学校教育师生友朋亲邻父母兄弟姐妹儿女"
        "王帝皇君臣将相侯爵公卿士农工商官民兵军侠客僧尼翁婆叔伯姑嫂童婴少青壮老"
        "科技术电子信息网络数码智能软件光伏波频声像影视听讯号码机器械具仪表量度衡规律法则理论证据"
        "食饮餐酒茶汤粥饭面饼糕糖盐油酱醋椒姜葱蒜肉蛋奶酪蜜果蔬菜"
        "衣食住行吃喝玩乐购销买卖租借贷投资产业务商贸易市场价值品牌质量"
        "欧亚美非澳英法德意俄日韩印泰越菲马新加奥瑞荷比卢丹挪芬希腊埃及斯里兰卡尼巴基士坦特尔维纳"
        "莱克森顿伯罗伦索玛娜莎迪拉曼洛戴蒙格雷布朗尼奥托丝贝蒂艾诺赛博迈凯普拓帕普派派尚格"
        "汉唐宋元明清秦楚齐鲁晋燕赵魏吴越蜀湘粤闽赣皖苏浙沪京津冀豫鄂滇黔桂琼陕甘宁青藏疆蒙港澳台"
        "佰仟叁伍陆柒捌玖拾零壹贰肆卓越优良佼杰胜利凯旋冠军先锋领导引擎动力源泉核枢纽"
        "巨硕庞宏浩瀚渺茫苍穹寰宇乾坤阴阳太极元亨利贞鼎革咸恒益升晋明夷谦豫随临观贲复颐离"
        "沐浴沁润沛汇涌澜涛浪潮汐滨淮沂泗洛渭泾汾沧瀛溢浦沙滩洲屿礁岸堤坝渡津埠"
        "珂珈珞玮玥琦琨璋璞璟瑾瑜璐璇璨瓒珺皓皎皙睿瞳瞻矅砺硕祺祯禧禹稳穗竞竣筑箐簇籁"
        "纬纶绎绮维缔缤翊翎翰聚聪肇舜航芊芙芸苒茂茗茵荟荻莎莘菁萌萱葆蒂蓓蓝蔓蔚蕊薇藤蘅"
        "蝶蜂蚁蝉萤衍衡裕诗谊谱豪贯赫超跃迅迦逐途逻遇遥遵邦郁郎都酷采释里野鉴钦铠链锡键镁镇镜"
        "闪闻阅阔陆陶雁集霄霆靓靖韬韶顶项顿颂领颖颜飒飓馨馥驿驼骏骐骥魁魅鲁鲸鲲鸣麒麟黛默齐"
    )
)
HOW_MANY = 250_000
# how many of a hundred are so long
LENGTHS = weigh({2: 46, 3: 33, 4: 21})
# as `place_like_trades.tsv` counts them in a list of 280,000
LIKE_A_PLACE = 0.024
# of the long ones
LIKE_A_BUSINESS = 0.25
BUSINESSES = split(
    "科技 实业 集团 电器 家具 服饰 电子 建材 装饰 食品 之家 世家 国际 商贸"
)
FLATTEN = 30
STEEPNESS = 0.85
COMMON_RANKS = 25
COMMONNESS = 0.72


class Trades:
    """Trade words by chance, and the characters that they share."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        ranks = range(len(CHARACTERS))
        weights = [(rank + FLATTEN) ** -STEEPNESS for rank in ranks]
        self._characters = Weighted(CHARACTERS, weights)
        rows = read_rows("place_like_trades.tsv")
        self._places = weigh({name: float(count) for name, count in rows})
        words = list(self._draw_words())
        weights = [(rank + COMMON_RANKS) ** -COMMONNESS for rank in range(len(words))]
        self.words = Weighted(words, weights)
        self.homophones = _find_homophones()

    def draw(self) -> str:
        return self._chance.pick(self.words)

    def draw_rare(self) -> str:
        """One of all, the common ones no more often than the others."""
        return self._chance.choice(self.words.items)

    def draw_character(self) -> str:
        return self._chance.choice(CHARACTERS)

    def _draw_words(self) -> dict[str, None]:
        words: dict[str, None] = {}
        while len(words) < HOW_MANY:
            words[self._draw_word(self._chance.pick(LENGTHS))] = None
        return words

    def _draw_word(self, length: int) -> str:
        chance = self._chance
        if chance.happens(LIKE_A_PLACE):
            start = chance.pick(self._places)
            return start + self._draw_characters(max(length - len(start), 0))
        if length > len(BUSINESSES[0]) + 1 and chance.happens(LIKE_A_BUSINESS):
            end = chance.choice(BUSINESSES)
            return self._draw_characters(length - len(end)) + end
        return self._draw_characters(length)

    def _draw_characters(self, count: int) -> str:
        return "".join(self._chance.pick(self._characters) for _ in range(count))


def _find_homophones() -> dict[str, list[str]]:
    """Other characters that are read alike, of each that has some."""
    readings: dict[str, list[str]] = {}
    for character in CHARACTERS:
        readings.setdefault(pinyin(character), []).append(character)
    return {
        character: [other for other in alike if other != character]
        for alike in readings.values()
        for character in alike
        if len(alike) > 1
    }
