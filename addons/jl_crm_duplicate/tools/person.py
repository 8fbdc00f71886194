"""Names of contacts."""

from __future__ import annotations

import re

from .text import compact, fold

_TITLE = re.compile(
    "(?:先生|小姐|女士|太太|老板娘?|老师|师傅|同志|会计|财务|采购|出纳|前台|文员|助理|秘书"
    "|(?:副|正)?(?:总经理|经理|总监|总裁|主任|主管|厂长|科长|处长|部长|店长|董事长|董事)|总)+$"
)
# 陈水生 is a name, 陈生 is Mr Chen
_SURNAME_AND_TITLE = re.compile("老?.[总工生董姐哥]|[小老阿].")
_SHORTEST = 2


def fold_person(text: str | None) -> str:
    """A name that can tell somebody; empty for 王总 and 李小姐."""
    name = compact(fold(text))
    if _SURNAME_AND_TITLE.fullmatch(name):
        return ""
    name = _TITLE.sub("", name)
    return name if len(name) >= _SHORTEST else ""
