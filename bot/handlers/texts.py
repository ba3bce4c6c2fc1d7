"""The interface's own words in Slack, in Chinese and in English."""

from __future__ import annotations

from bot.question import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "thinking": "正在思考……",
        "terms_used": "使用的术语：{terms}",
        "between_terms": "、",
        "from_cache": "♻︎ 来自缓存，{age}",
        "just_now": "刚刚",
        "minutes": "{count} 分钟前",
        "hours": "{count} 小时前",
        "days": "{count} 天前",
        "question_kept": "问题太长，只读了前 {count} 个字符。",
        "length": "已达到长度上限，回答到此为止。",
        "timed_out": "已超时，回答到此为止。",
        "stopped": "已停止。",
        "failed": "抱歉，这个问题没能答出来。请稍后再问一次；如果还是不行，请告诉管理员。",
        "help": "请在提及我的同时写下问题，例如：“@termwise 什么是市盈率？”。"
        "也可以用 `/term 术语` 查定义。",
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
        "from_cache": "♻︎ From the cache, {age}",
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
        "help": "Write your question beside the mention, such as “@termwise What is EBITDA?”. "
        "For a definition there is also `/term NAME`.",
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
