"""Questions for the parts, conditions or effects of something."""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, Framed, is_agent
from bot.faq.chinese.orthography import BREAK

_LISTED = (
    "流程|程序|步骤|条件|材料|资料|文件|手续|单据|证件|证明|内容|情形|症状|影响|后果|好处|坏处|"
    "副作用|"
    "风险|优点|缺点|优势|劣势|特点|特征|要求|例子|种类|类型|规定|范围|作用|用途|职责|义务|权利|"
    "禁忌|危害|弊端|隐患|并发症|"
    "注意事项|等级|级别|阶段|类别|方式|途径|标准|费用|福利|待遇|措施|方法|依据|区域"
)
_OFFERED = (
    "产品|服务|部门|业务|课程|岗位|功能|品牌|型号|套餐|渠道|成员|会议室|分公司|子公司|分支机构|办事处|功效|意义|政策|"
    "制度|规则|原则|优惠|成分|案例|语言|系统|工具|项目|团队|供应商|客户|节日|假期|补贴|保险|奖项|证书|培训|活动"
)
_N = rf"(?P<n>(?:主要|常见)?(?:{_LISTED}))"
_X = rf"(?P<x>[^{BREAK}]+?)"
_LIST = (
    re.compile(rf"{_X}(?:需要|要|应当)?注意(?:什么|哪些|些什么)(?:事项)?(?P<n>)"),
    re.compile(
        rf"{_X}(?:分为|分成|分|有)(?:哪几个?|什么|哪些)(?P<n>种类|类型|等级|级别|类别|阶段|种|类)"
    ),
    re.compile(rf"举(?:1?个|几个|些)?{_X}的(?P<n>例子)"),
    re.compile(rf"{_X}有什么(?P<n>(?:主要|常见)?(?:{_LISTED}|[\ue000-\uf8ff]))"),
    re.compile(rf"{_X}(?<!是)(?:什么|哪些)(?P<n>{_LISTED})"),
    re.compile(
        rf"{_X}的?{_N}"
        r"(?:都?(?:是什么|有什么|是怎么的|是哪些|包括什么))?"
    ),
    re.compile(rf"{_X}有什么(?P<n>{_OFFERED})"),
    re.compile(rf"{_X}的(?P<n>{_OFFERED})(?:有什么|包括什么)"),
    re.compile(rf"{_X}的(?P<n>(?:主要|常见|早期|典型)?[\ue000-\uf8ff])(?:是什么|有什么)"),
    re.compile(
        r"(?P<x>[\ue000-\uf8ff])的?(?P<n>(?:主要|常见|早期|晚期|典型)[\ue000-\uf8ff])(?:有什么|是什么)?"
    ),
)

_INCLUDES = re.compile(rf"{_X}(?:都)?包括什么")
_SAME = {"": "注意事项", "种": "种类", "类": "种类", "类型": "种类", "类别": "种类"}
_NEED = r"(?:需要|所需|需)"
_NEEDED = tuple(
    (kept, re.compile(listed), re.compile(verb))
    for kept, listed, verb in (
        (
            "材料",
            "材料|资料|文件",
            rf"(?:{_NEED}(?:提供|提交|准备|交|递交|出具|用到|带)?的?|提交|准备)$",
        ),
        ("条件", "条件", rf"(?:{_NEED}(?:满足|符合|具备|达到)?的?|满足|符合|具备|满足什么条件)$"),
        ("手续", "手续", rf"(?:{_NEED}(?:办理|办|走|履行|经过)?的?)$"),
        ("流程", "流程|步骤", rf"(?:{_NEED}?(?:走|经过|按照?)的?|{_NEED}的?)$"),
    )
)
_FILED = (
    "申请|办理|报销|入职|离职|投标|开户|注册|备案|登记|理赔|过户|补办|申报|认证|报名|立案|起诉|退休|落户|"
    "参保|投保|变更|注销|续签|公证|结婚|离婚"
)
_STAGE = re.compile(r"(?<=.)(?:早期|晚期|主要|常见|典型)$")
_FILING = re.compile(
    rf"(?P<x>(?!{_FILED})[^的{BREAK}]+)(?P<v>申请|办理|补办|登记|备案|变更|注销|续签|报销|申报|公证)"
)
_ACT = re.compile(
    r"(?:需要?|要|提交|提供|准备|出具|携?带|有|交|满足|符合|具备|走|看|写|做|办|给|收|发|填|改|修改|查看|查|"
    r"下载|上传|打印|保存|确认|审核|删除|添加|增加|减少|降低|承担|履行|享受|收集|整理|制定|公布|披露)$"
)
_DONE = re.compile(rf"^(?:{_FILED})|(?:{_FILED})$")


def listed(text: str) -> Framed | None:
    """Recognise a question for the steps, conditions, effects ... of something.

    Args:
        text: a text in its canonical form.
    """
    if (match := _INCLUDES.fullmatch(text)) and not ASKS.search(match["x"]):
        return Framed("list", (match["x"].removesuffix("的"), "#", "内容"))
    for pattern in _LIST:
        match = pattern.fullmatch(text)
        if match and not ASKS.search(match["x"]) and not _is_told(match):
            return Framed(
                "list", _needed(match["x"].removesuffix("的"), _SAME.get(match["n"], match["n"]))
            )
    return None


def _is_told(match: re.Match[str]) -> bool:
    """Whether a bare text tells to do something: 提交材料 is not 提交什么材料."""
    noun, verb = match["n"], match["x"]
    if not noun or not match.group().endswith(verb + noun):
        return False
    return _ACT.search(verb) is not None or (
        noun in ("证明", "证件", "单据", "手续", "内容", "费用")
        and _DONE.search(verb) is not None
        and verb not in ("入职", "离职", "退休")
    )


def _verb_first(noun: str) -> str:
    """专利申请 as 申请专利."""
    match = _FILING.fullmatch(noun)
    return f"{match['v']}{match['x']}" if match and not is_agent(match["x"]) else noun


def _needed(noun: str, listed: str) -> tuple[str, ...]:
    """What is needed is asked for with a verb (需要提交什么材料) and without (材料有哪些)."""
    if (stage := _STAGE.search(noun)) is not None:  # 主要有什么症状 asks for 主要症状
        noun, listed = noun[: stage.start()].removesuffix("的"), stage.group() + listed
    for kept, pattern, verb in _NEEDED:
        if not pattern.fullmatch(listed):
            continue
        found = verb.search(noun)
        bare = noun[: found.start()] if found else noun
        if not bare or is_agent(bare):  # the company gives, or gets, papers
            return noun, "#", listed
        if found or kept != "材料" or (listed != "文件" and _DONE.search(bare)):
            return _verb_first(bare.removesuffix("的")), "#", kept
    return noun, "#", listed
