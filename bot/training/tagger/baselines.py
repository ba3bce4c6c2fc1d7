"""What the tagger is measured against: a dictionary, and a rule that needs no training."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.terms.units import Unit, units

Finder = Callable[[str], list[tuple[int, int]]]  # a text's terms as character offsets

# What ends a stretch that may be a term. Han words come as they are segmented by the eye.
_STOP_ZH = """
什么 怎么 为什么 是不是 能不能 有没有 怎样 如何 哪些 哪个 哪里 多少 多高 多久 一般 请问 请 解释
一下 帮我 我们 你们 他们 公司 今年 去年 上半年 部门 需要 可以 应该 应当 影响 区别 关系 意思 定义
计算 公式 原因 下降 上升 增加 属于 还是 这个 这种 那个 大家 客户 老板 医生 患者 病人 报告 表格 的
是 和 与 跟 或 在 了 吗 呢 啊 把 被 对 从 到 为 因 以 及 有 没 不 会 能 要 我 你 他 她 它 这 那 谁
哪 都 也 还 就 才 很 太 更 最 给 让 向 由 中 上 下 里 前 后 说 看 问 做 用
"""
_STOP_EN = """
a an the of to in on at by for from with about into over after before and or but if than then as
is are was were be been do does did has have had can could will would should may might must shall
what which who whom whose when where why how this that these those it its i you he she we they me
him her us them my your his our their not no any some please explain tell difference between same
need use company year month quarter report contract patient doctor court there here so too very
more most up down out asked said wants want get got know
"""
_STOPS_ZH = sorted(_STOP_ZH.split(), key=len, reverse=True)
_STOPS_EN = frozenset(_STOP_EN.split())


def between_stop_words(text: str) -> list[tuple[int, int]]:
    """The stretches that stop words and signs leave: two Han characters at least, or one word."""
    sequence = units(text)
    stopped = _stopped(text)
    spans: list[tuple[int, int]] = []
    stretch: list[Unit] = []
    for unit in sequence:
        if unit.shape == "sign" or unit.start in stopped or unit.text in _STOPS_EN:
            spans += _span(stretch)
            stretch = []
        else:
            stretch.append(unit)
    return spans + _span(stretch)


def _stopped(text: str) -> set[int]:
    places: set[int] = set()
    for word in _STOPS_ZH:
        start = text.find(word)
        while start >= 0:
            places.update(range(start, start + len(word)))
            start = text.find(word, start + 1)
    return places


def _span(stretch: Sequence[Unit]) -> list[tuple[int, int]]:
    if not stretch or (len(stretch) == 1 and stretch[0].shape == "han"):
        return []
    return [(stretch[0].start, stretch[-1].end)]
