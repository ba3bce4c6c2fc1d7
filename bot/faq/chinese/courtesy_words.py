"""What people say around a question: words that ask nothing."""

from __future__ import annotations

from bot.faq.chinese.lexicon import each, words

SALUTATIONS = words(
    "你好 您好 大家好 各位好 你们好 各位 早上好 上午好 中午好 下午好 晚上好 早安 老师好 hi hello "
    "hey 嗨 嘿 哈喽 哈啰 hallo 在吗 有人吗 同事好 同事们好 同事您好 同事你好 老师您好 老师你好 "
    "亲 亲们 小伙伴们 各位同事 各位同仁 伙伴们 大佬们 前辈们 "
    "emm emmm emmmm hmm em um uh 额 呃 嗯 我想想 让我想想 额我想想 嗯我想想 说起来 话说起来 "
    "就是那个 怎么说呢 突然想到一个问题 突然想到个问题 想到一个问题 想到个问题 突然想起一个问题 "
    "突然想起一件事 突然想起个事 想起一个问题 有个事 有件事 说个事 "
    "其实 对了对了 顺便说一下 突然想起来 插一句 冒昧 冒昧打扰 冒昧问一下 额 啊 噢 那个 那么 "
    "对了 顺便 另外 抱歉 不好意思 打扰 打扰了 打扰一下 "
    "打扰各位 辛苦 辛苦了 急问 求助 敬请赐教 敬请指教 帮忙 请 麻烦 麻烦大家 麻烦各位"
)
"""Before a question, in a clause of their own."""

OPENINGS = words(
    "请问一下 请问下 请问 想问一下 想问下 想问 问一下 问下 请教一下 请教下 咨询一下 咨询下 "
    "我想问 问一句 问个问题 哎 诶 欸 唉 呃 嗯 嗯嗯 话说 话说回来 顺便问一下 顺便问下 另外问一下 "
    "另外问下 弱弱地问一下 弱弱问一下 弱弱地问 再问一遍 再问一下 再问下 麻烦您 麻烦你 麻烦问一下 "
    "麻烦问下 劳驾 劳烦 烦请 有劳 求问 求教 有人知道 谁知道 谁清楚 有谁知道 有谁清楚 有人清楚 "
    "有没有人知道 有没有人清楚 大家知道 你知道 您知道 你知不知道 方便的话 如果方便的话 可以的话 "
    "想知道 想知道一下 帮我 其实 说起来 话说起来 所以说 有劳哪位同事 有劳哪位 烦请哪位同事 "
    "烦请哪位 请哪位同事 请哪位老师 哪位同事能 哪位老师能 "
    "哪位同事知道 哪位知道 哪位同事清楚 哪位了解"
)
"""Before a question, even without a pause; those of knowing only before what asks by itself."""

GREETINGS = words("你好 您好 大家好 各位好 早上好 上午好 中午好 下午好 晚上好 哈喽")
"""Before another opening, even without a pause."""

THANKS = words(
    "先谢过了 先谢过 先谢了 先谢谢了 先谢谢 提前谢谢 谢过 先行谢过 谢谢老师 谢谢同事 多谢各位 "
    "多谢大家 多谢了 感谢各位 感谢您 感谢你 感恩 谢谢 多谢 感谢 谢谢大家 谢谢各位 谢谢您 "
    "谢谢你 谢谢啦 谢谢了 感谢大家 谢了"
)

CLOSINGS = (
    *THANKS,
    *words(
        "感激不尽 不胜感激 万分感谢 非常感谢 十分感谢 thanks thx 3q 拜托 拜托了 急 在线等 急急急 "
        "在线等急 辛苦了 麻烦了 麻烦你了 麻烦您了 麻烦大家了 求解答 求解 求告知 求指教 求科普"
    ),
)
"""After a question."""

PARTICLES = words("啊 呀 呢 哈 哦 噢 喔 哟 啦 来着 咧 哇 呐 诶")
"""At the end of a sentence they carry a tone only. Not 吗 (it asks) or 了 (it tells a time)."""

_ADDRESSED = words(
    "就是说 随便问问 随便问一下 解答 告知 指点 拜托 帮忙看看 帮忙看下 帮忙看一下 大家 "
    "各位老师 老师们 各位大佬 大佬 大神 各位同事 群友 各位 一下 下 了 吧 呀 啊 呢 哈 哦"
)
COURTESIES: dict[str, str | None] = each("", (*SALUTATIONS, *OPENINGS, *CLOSINGS, *_ADDRESSED))
"""Words of a clause that says nothing of any case, wherever it stands."""

IDLE: dict[str, str | None] = {
    # what makes a clause idle: it says that somebody asks, looks or does not know
    **each(
        "core",
        (
            *SALUTATIONS,
            *OPENINGS,
            *CLOSINGS,
            *words(
                "就是说 解答 告知 指点 告诉我 告诉我们 拜托 随便问问 随便问一下 好奇问一下 "
                "好奇问问 弱弱问一句 问问 刚看完 刚读完 好奇 不太懂 不懂 不是很懂 不太清楚 "
                "不清楚 不是很清楚 不太明白 不明白 没搞懂 没弄懂 没看懂 看不懂 搞不懂 弄不懂 "
                "搞不清楚 不太了解 不了解 不熟悉 不太熟 不太确定 没找到 没查到 查不到 "
                "刚入职不太懂 刚来不太懂 没搜到 没有找到 也没找到 也没查到 也没搜到 "
                "也没看到说法 看看 帮忙看看 帮忙看下 帮忙看一下 "
                "问 请教 咨询 想了解 小白 新手 菜鸟 萌新 "
                "外行 看到 听到 听说 看见 读到 刷到 学到 翻到 要写清楚 要用到 用得上 沉下去了 "
                "没人回 没人回复 被问到 问到 问住了 被问住了 被问倒了 有个问题 有一个问题 "
                "有个疑问 有一个疑问 提问 没有这一条 看一下 看下 查一下 查下 说一下 说下 "
                "确认一下 确认下 记不清了 记不清 记不得了 想不起来了 领导问 老板问 领导让 老板让 "
                "被客户问住了 被老板问住了 被领导问住了 被同事问住了 被面试官问住了 被客户问到 "
                "同事问 客户问 面试官问 朋友问"
            ),
        ),
    ),
    **each(
        "filling",
        words(
            "今天 昨天 早上 上午 下午 大家 各位老师 老师们 各位大佬 大佬 大神 各位同事 群友 我 "
            "我们 在 最近 刚 刚刚 "
            "刚才 突然 "
            "忽然 一个 一枚 一只 个 词 新词 名词 缩写 术语 概念 说法 同事 同事们 给新同事 朋友 "
            "为了 "
            "写 整理 面试 面试时 面试的时候 看完 一篇 写论文 做项目 一份 材料 指南 文章 写报告 "
            "写周报 写月报 看财报 看年报 看报告 看资料 看新闻 看文章 看书 看教材 读财报 读年报 "
            "读报告 读论文 做ppt 写ppt 写论文 写材料 整理资料 整理材料 一份材料 翻资料 查资料 里面 "
            "都 也 所以 因为 来 网上 百度 半天 很久 好久 了 找了 查了 搜了 的 有点 有些 还 "
            "还是 一直 "
            "想 就 这方面 这块 不太 一下 下 再 一遍 之前 帖子 群里 有人 有谁 知道 吗 么 桌上 词典 "
            "字典 里 上 一条 时 时候 突然想到 各位 吧 呀 啊 呢 哈 哦 到 也没 始终"
        ),
    ),
}
"""Words of a clause that tells only how its asker came to ask."""
