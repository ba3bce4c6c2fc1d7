"""The interface's own words in Slack, in Chinese and in English."""

from __future__ import annotations

from bot.question import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "thinking": "正在思考……",
        "terms_used": "使用的术语：{terms}",
        "between_terms": "、",
        "more_terms": "更多术语",
        "from_cache": "♻︎ 以前的回答，{age}",
        "verified": "✓ 标准回答，由 {who} 于 {date} 核实",
        "asked_before": " · 已问过 {count} 次",
        "asked_as": " · 原问题：“{question}”",
        "similar": "*相似的问题已有回答：*",
        "just_now": "刚刚",
        "minutes": "{count} 分钟前",
        "hours": "{count} 小时前",
        "days": "{count} 天前",
        "question_kept": "问题太长，只读了前 {count} 个字符。",
        "length": "已达到长度上限，回答到此为止。",
        "timed_out": "已超时，回答到此为止。",
        "stopped": "已停止。",
        "failed": "抱歉，这个问题没能答出来。请稍后再问一次；如果还是不行，请告诉管理员。",
        "too_late": "抱歉，排队太久，这个问题没能及时回答。请再问一次。",
        "missed": "抱歉，您提问时我没有在运行，现在才看到。如果还需要回答，请再问一次。",
        "busy": "现在提问的人太多，这个问题我暂时接不下。请过几分钟再问。",
        "too_many": "您已有好几个问题在排队。请等它们答完再问这一个。",
        "person_quota": "您这一小时的提问次数已用完。请过一会儿再问。",
        "channel_quota": "这个频道这一小时的提问次数已用完。请过一会儿再问。",
        "in_line": "排在第 {place} 位，大约还要 {seconds} 秒……",
        "next_in_line": "马上就轮到，大约还要 {seconds} 秒……",
        "help": "请在提及我的同时写下问题，例如：“@termwise 什么是市盈率？”。"
        "也可以用 `/term 术语` 查定义。",
        "which_sense": "“{name}”有几个意思，您指的是哪一个？",
        "every_sense": "都说说",
        "nothing": "没有得到回答，请换个说法再问一次。",
        "good": "有帮助",
        "bad": "没帮助",
        "ask_again": "重新回答",
        "stop": "停止",
        "thanks_good": "谢谢反馈！",
        "thanks_bad": "谢谢反馈，我们会改进。",
        "not_known_any_more": "这个问题已经找不到了，请再问一次。",
    },
    "en": {
        "thinking": "is thinking …",
        "terms_used": "Terms used: {terms}",
        "between_terms": ", ",
        "more_terms": "More terms",
        "from_cache": "♻︎ Answered before, {age}",
        "verified": "✓ Standard answer, verified by {who} on {date}",
        "asked_before": " · asked {count} times",
        "asked_as": " · to “{question}”",
        "similar": "*Similar questions that have an answer:*",
        "just_now": "just now",
        "minutes": "{count} min ago",
        "hours": "{count} h ago",
        "days": "{count} d ago",
        "question_kept": "The question was too long: only its first {count} characters were read.",
        "length": "The answer ends here: it reached its greatest length.",
        "timed_out": "The answer ends here: its time was up.",
        "stopped": "Stopped.",
        "failed": "Sorry, this question could not be answered. Please ask it again a little later; "
        "if that does not help, tell your administrator.",
        "too_late": "Sorry, this question waited for too long. Please ask it again.",
        "missed": "Sorry, I was not running when you asked this and see it only now. "
        "If you still need an answer, please ask it again.",
        "busy": "Too many people are asking at the moment, so I cannot take this question. "
        "Please ask again in a few minutes.",
        "too_many": "Several questions of yours are waiting already. Please ask this one once they "
        "are answered.",
        "person_quota": "You have asked as much as is allowed in an hour. Please ask again later.",
        "channel_quota": "This channel has asked as much as is allowed in an hour. Please ask "
        "again later.",
        "in_line": "is busy: you are number {place} in line, about {seconds} s …",
        "next_in_line": "is busy: you are next, about {seconds} s …",
        "help": "Write your question beside the mention, such as “@termwise What is EBITDA?”. "
        "For a definition there is also `/term NAME`.",
        "which_sense": "“{name}” has several meanings here. Which one do you mean?",
        "every_sense": "All of them",
        "nothing": "No answer came out. Please ask in other words.",
        "good": "Helpful",
        "bad": "Not helpful",
        "ask_again": "Answer afresh",
        "stop": "Stop",
        "thanks_good": "Thank you!",
        "thanks_bad": "Thank you: we will work on it.",
        "not_known_any_more": "This question is not known any more. Please ask it again.",
    },
}


def both(key: str) -> str:
    """One text in both languages, for where nothing tells which one is read."""
    return " ".join(words[key] for words in WORDS.values())
