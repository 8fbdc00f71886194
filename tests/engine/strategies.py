"""What hypothesis draws for the tests of the engine."""

from __future__ import annotations

from hypothesis import strategies as st

CITIES = ["中山", "佛山", "东莞", "杭州", "苏州", "成都"]
# trade words that contain neither places nor lines of business
TRADES = [
    "松达",
    "恒信",
    "鑫隆",
    "宏泰",
    "卓越鸟",
    "美伦格",
    "顺丰达",
    "博朗尼",
    "凯乐",
]
INDUSTRIES = [
    "电子",
    "电子科技",
    "五金制品",
    "食品",
    "照明",
    "门窗",
    "机械设备",
    "贸易",
]
LEGAL_FORMS = ["有限公司", "有限责任公司", "股份有限公司", "公司", "厂", "经营部"]

HOSTILE = [
    "'; DROP TABLE res_partner; --",
    "<script>alert(1)</script>",
    "%(key)s %s %%",
    "{}[]()（）【】《》「」",
    "((((((((((",
    "\x00\ud800",
    "第一二三四五六七八九十分公司",
    "分公司",
    "有限公司",
    "市区县镇乡",
    "86",
    "+",
    "@",
    "http://",
    "ﷺ" * 300,
]
anything = st.one_of(
    st.text(max_size=300),
    st.text(
        alphabet="中山市松大电子有限公司第二分公司（）()省县镇厂店部 王总-A1",
        max_size=60,
    ),
    st.sampled_from(HOSTILE),
    st.none(),
)
cities = st.sampled_from(CITIES)
trades = st.sampled_from(TRADES)
industries = st.sampled_from(INDUSTRIES)
legal_forms = st.sampled_from(LEGAL_FORMS)
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
landlines = st.tuples(
    st.sampled_from(["10", "20", "21", "28", "760", "757", "571"]),
    st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True),
)
