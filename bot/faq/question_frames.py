"""Words that many questions share whatever they are about, and so say little of what is asked."""

from __future__ import annotations

import re

from bot.terms.common_words import ENGLISH_FUNCTION_WORDS

_ENGLISH = """
anybody anyone anything asking believe clarify cheers colleagues common correct curious dear define
definition describe difference distinguish doing done everyone exactly exist explain find folks give
glad going gonna good grateful happy hello help hey hi hoping idea inform kind kindly know let
like look looking matter mean meaning means morning need okay please pls possible quick quickly
question really regards remind said say someone something somebody sort suppose sure tell term thank
thanks thing thx true understand want wanna wanted wish wonder wondering word work works
"""
ENGLISH_FRAMES = frozenset(_ENGLISH.split()) | ENGLISH_FUNCTION_WORDS

# What is asked for, by its kind: 为何 and 为什么 are one feature. An empty kind: said for manners.
_CHINESE = {
    "what": "什么是 是什么意思 是什么 什么意思 是啥意思 啥意思 是啥 啥是 指的是什么 指什么 指的是 "
    "是指 什么叫做 什么叫 何谓 何为 何意 含义 意思 定义 解释 说明 介绍 描述 什么 啥",
    "how": "怎么样 怎么办 怎么 如何 怎样 咋 是如何 方法 办法",
    "why": "为什么 为何 为啥 干嘛 原因 何以 凭什么",
    "how much": "多少 几个 多久 多长时间 多长 多高 多大 几",
    "which": "哪些 哪个 哪种 哪一个 哪一 哪",
    "where": "哪里 哪儿 何处 什么地方",
    "when": "什么时候 何时 啥时候",
    "who": "谁 哪位 何人 什么人",
    "whether": "是不是 是否 能不能 可不可以 会不会 有没有 要不要 需不需要 应不应该 能否 可否 吗 么 "
    "对吗 对不对 是真的吗 行不行 好不好",
    "difference": "区别 差别 不同 差异 有什么区别 有何区别",
    "": "请问一下 请问 请教一下 请教 想请教 想问一下 想问 问一下 想知道 想了解一下 想了解 想请您 "
    "请您 麻烦您 麻烦 劳驾 打扰一下 打扰了 打扰 您好 你好 大家好 各位同事 各位 同事们 早上好 "
    "上午好 下午好 晚上好 谢谢您 谢谢你 谢谢 多谢 感谢 辛苦了 拜托 不好意思 告诉我 跟我说 给我 "
    "帮我 帮忙 一下 请 我想确认 想确认 确认 我想 我们 咱们 我 你 您 呢 啊 呀 吧 嘛 哦 哈 哎 嗯 "
    "那个 这个 其实 就是 到底 究竟 的话 来着 话说 对了 顺便 有人知道 有谁知道 知道 可以 了解 的 "
    "了 是 对于 关于 有关 和 与 跟 有 能 在 该",
}
CHINESE_FRAMES = {phrase: kind for kind, row in _CHINESE.items() for phrase in row.split()}
CHINESE_FRAME = re.compile("|".join(sorted(CHINESE_FRAMES, key=lambda one: (-len(one), one))))
"""Finds the frames in simplified Chinese, the longest one at each place."""
