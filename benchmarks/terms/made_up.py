"""Made-up glossaries, and ordinary prose with their terms in it; the same for the same seed."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from bot.settings import PROJECT

FINANCE = PROJECT / "examples" / "finance" / "glossary.csv"

_ZH_MORPHEMES_TEXT = """
资产 负债 权益 收益 利润 成本 费用 现金 流量 资本 股票 债券 基金 期货 期权 利率 汇率 信用 风险
评级 保险 信托 租赁 折旧 摊销 减值 准备 存货 应收 应付 预付 合同 抵押 担保 贷款 存款 票据 结算
清算 托管 审计 税务 账户 杠杆 对冲 套利 估值 溢价 折价 股息 分红 回购 增发 配售 上市 退市 并购
重组 破产 监管 合规 披露 报表 合并 商誉 无形 固定 流动 长期 短期 浮动 可转 优先 普通 次级 结构
衍生 指数 组合 敞口 久期 凸性 波动 贴现 净值 份额 申购 赎回 市场 机器 学习 神经 网络 数据 模型
算法 参数 训练 推理 缓存 索引 集群 节点 协议 接口 日志 负载 容器 内核 线程 进程 电路 电压 电阻
芯片 封装 晶圆 光刻 轴承 齿轮 焊接 铸造 公差 载荷 应力 应变 疲劳 细胞 蛋白 基因 抗体 受体 酶 率 额
比 值 法 表 项 权 债 股 价 税 费 金 险 期 度 量 系数 比率 指标 机制 制度 工具 产品 业务 计划 协定
"""
_EN_STEMS_TEXT = """
accru adjust amort annu apprais arbitr asset audit balanc band base bench bond book borrow bridg
buff capit cash cater circuit claim clear coeffic collater commod compil compon concentr consolid
contract convert coupon cover credit currenc curv custod debit deriv diffus discount disp dividend
drift durat earn embed equit escrow expos factor filter floor forward frequ fund future gener
gradient guarant hedg implic index inflat input insur invent invest issu kernel latenc ledger
lever liquid load margin marker matur merg metric model modul momentum mortg network nomin offset
option output parit particip pattern payout pension plasm polic pool portfol premi princip prior
profit protocol provis quant quot rating ratio realiz receiv redempt regress reserv residu return
revers revolv sample schedul sector secur segment sequenc settl signal solv spectr spread stabil
stock strik structur surplus swap sync synth tax tender tensor thresh token tranch transact
transfer treasur trust turn under util valu variab vault vector volatil warrant yield
"""
_EN_ENDINGS = (
    "ance",
    "ation",
    "er",
    "ing",
    "ity",
    "ment",
    "or",
    "age",
    "al",
    "ive",
    "ory",
    "ial",
    "",
)
_ZH_PROSE_TEXT = """
我们 认为 公司 今年 已经 比较 明显 地 改善 了 的 在 和 因此 需要 进一步 说明 这个 问题 上半年 由于
影响 管理层 表示 会 继续 关注 情况 变化 其中 主要 是 因为 去年 同期 增加 减少 大约 目前 还 没有
完成 有关 工作 部门 同事 建议 大家 先 看 一下 然后 再 讨论 怎么 处理 如果 可以 请 提前 告诉 各位
以便 安排 时间 会议 上 提到 过 并且 对 整个 行业
"""
_EN_PROSE_TEXT = """
the of and to in that it is was for on as with by at from this which have are be not but were had
their company year management expects during last quarter because most people would see it as more
than enough we should ask whether they could do so before the end when many others still think
about how much time there is left according to what was said in our meeting yesterday although
nobody has yet written a proper answer
"""
_ZH_MORPHEMES = _ZH_MORPHEMES_TEXT.split()
_EN_STEMS = _EN_STEMS_TEXT.split()
_ZH_PROSE = _ZH_PROSE_TEXT.split()
_EN_PROSE = _EN_PROSE_TEXT.split()
_EN_BEGINNINGS = (
    "",
    "",
    "co",
    "counter",
    "cross",
    "de",
    "inter",
    "micro",
    "over",
    "pre",
    "re",
    "sub",
)
_EN_PARTS = (_EN_BEGINNINGS, _EN_STEMS, _EN_ENDINGS)
_EN_WORDS = 20_000  # as many different ones as there are, nearly: few words are terms by themselves
# Of names with 2 to 8 characters: as in terminologies, most have 4 to 6.
_ZH_LENGTHS = (4, 8, 32, 17, 22, 9, 8)


def names(count: int, seed: int = 0) -> list[str]:
    """Names for a glossary: those of the finance example, the others made up.

    Args:
        count: how many, at least those of the example; half of what is made up is Chinese with
            2 to 8 characters, half English with 1 to 4 words.
        seed: of the random numbers.
    """
    draw = random.Random(seed)  # noqa: S311  # not for secrets
    words = ["".join(map(draw.choice, _EN_PARTS)) for _ in range(_EN_WORDS)]
    found = dict.fromkeys(_example_names())
    while len(found) < count:
        found[_chinese_name(draw) if len(found) % 2 else _english_name(draw, words)] = None
    return list(found)[:count]


def documents(
    terms: Sequence[str], characters: int, language: Literal["zh", "en"], seed: int = 1
) -> list[str]:
    """Ordinary prose, with a term every 20 to 50 characters, in documents of 2000 to 6000.

    Args:
        terms: names to take terms of the language from.
        characters: of all the documents together, about.
        language: of the prose.
        seed: of the random numbers.
    """
    draw = random.Random(seed)  # noqa: S311  # not for secrets
    own = [name for name in terms if name.isascii() == (language == "en")]
    texts: list[str] = []
    left = characters
    while left > 0:
        texts.append(_document(draw, own, language, draw.randint(2000, 6000)))
        left -= len(texts[-1])
    return texts


def _document(
    draw: random.Random, own: Sequence[str], language: Literal["zh", "en"], length: int
) -> str:
    pieces: list[str] = []
    so_far = 0
    while so_far < length:
        for piece in _sentence(draw, own, language):
            pieces.append(piece)
            so_far += len(piece)
    return "".join(pieces)


def _sentence(
    draw: random.Random, own: Sequence[str], language: Literal["zh", "en"]
) -> Iterator[str]:
    words, blank = (_ZH_PROSE, "") if language == "zh" else (_EN_PROSE, " ")
    comma, stop = ("，", "。") if language == "zh" else (",", ".")
    for clause in range(draw.randint(1, 3)):
        if clause:
            yield comma + blank
        room = draw.randint(20, 50)
        while room > 0:
            word = draw.choice(words)
            room -= len(word) + len(blank)
            yield word + blank
        yield draw.choice(own)
    if draw.random() < 0.2:
        yield f"{blank}({draw.randint(1, 99)}.{draw.randint(0, 9)}%)"
    yield stop + ("\n" if draw.random() < 0.2 else blank)


def _example_names() -> Iterator[str]:
    with Path(FINANCE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            candidates = (row["name"], row["abbreviation"], *row["aliases"].split("|"))
            yield from filter(None, candidates)


def _chinese_name(draw: random.Random) -> str:
    (length,) = draw.choices(range(2, 9), _ZH_LENGTHS)
    name = ""
    while len(name) < length:
        name += draw.choice(_ZH_MORPHEMES)
    return name[-length:]


def _english_name(draw: random.Random, words: Sequence[str]) -> str:
    # A language has few terms of one word, and any number of longer ones.
    count = draw.choice((1, 2, 2, 2, 3, 3, 4)) if draw.random() < 0.9 else 4
    return " ".join(draw.choice(words) for _ in range(count))
