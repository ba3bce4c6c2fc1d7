"""What a frame leaves of a question."""

from __future__ import annotations

import re
from dataclasses import dataclass

ASKS = re.compile(r"什么|怎么|哪|谁|多少|多久|几|吗$|是否|为何")
"""What asks: a noun inside a frame holds none of it."""

_AGENT = re.compile(
    r"(?:[人者员方户司门部局院行构商师生东业家厅会我们队组国工民客友官警校府委团所]|单位|老板|领导|主管|海关|"
    r"会计|出纳|护士|[女男人院]士|财务|人事|法务|行政|上级|下级|下属|审计|孩子|小孩|儿子|妻子|保安|"
    r"税务|仓管|运维|研发|采购|销售|运营|前台|家属|亲属|父母|父亲|母亲|爸|妈|子女|配偶|丈夫|董事|监事|"
    r"秘书|顾问|司机|保姆|[孕产]妇|婴儿|同学|同事|朋友|邻居|总部|后勤|保洁|物业|中介|交警|工商|"
    r"儿童|老人|少年|青年|宝宝|娃|幼儿|新生儿|机关|中心|平台|系统|经理|助理|代理|总监|总管|管家|hr)$"
)


def is_agent(noun: str) -> bool:
    """Whether a noun may name somebody who acts: "客户怎么投诉" is not "怎么投诉客户"."""
    return _AGENT.search(noun) is not None


# 张三怎么评估, 华为怎么评估: a short word is a name of somebody unless it ends as things do
_SHORT_NAME = re.compile(
    r"(?!.*(?:证明|记录|社保|医保|计划|方案|简历|会议|培训|办公|项目|订单|数据|信息|系统|软件|网站|广告|风险|客诉|投诉)$)"
    r"(?!.*[票据款货单证账费税金险书物药病症伤函件卡假案表码库率额价品料具器机车房地章印名权责债产资股息约同议"
    r"照续旅舍裁求限批核更程序题障误错诉询度态量源文档稿图片标准号位入本润利值疗检术疫苗水电气网线路压糖脂炎癌疹痛烧咳嗽血症菌毒食"
    r"条仪报饭餐衣鞋椅桌灯笔纸墨箱柜锁屏盘包袋板墙窗门楼室厅店区薪补贴勤班休岗绩效果奖罚币存储份]$)"
    r"[\u4e00-\u9fff]{1,4}"
)


def is_short_name(noun: str) -> bool:
    """Whether a noun may be the name of somebody or of a company."""
    return _SHORT_NAME.fullmatch(noun) is not None


@dataclass(frozen=True, slots=True)
class Framed:
    """The type of a question, and the texts inside its frame.

    Attributes:
        kind: the type.
        rest: what is left.
        moved: whether the frame lets parts change places, so that their signs do.
    """

    kind: str
    rest: tuple[str, ...]
    moved: bool = False
