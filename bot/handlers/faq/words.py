"""What is said about standard answers, in Chinese and in English."""

from __future__ import annotations

from bot.question import Language

FAQ_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        # The form.
        "title_new": "新的标准回答",
        "title_change": "修改标准回答",
        "save": "核实并发布",
        "cancel": "取消",
        "question": "问题",
        "wordings": "其他问法",
        "wordings_hint": "每行一个。只有这里列出的问法，以及意思完全相同的问法，才会得到这个回答。",
        "answer": "回答",
        "owner": "负责人",
        "owner_hint": "有人认为回答没帮助时，会通知他/她；快到期的回答列在他/她的主页标签里。",
        "expires": "有效期至",
        "audience": "谁能看到",
        "everyone": "工作区的所有人（包括访客）",
        "only_channel": "仅限原来的频道",
        "kept": "内容太长，这里放不下；留空则保持不变。",
        "too_long": "最多 {most} 个字符。",
        "too_many": "最多 {most} 种问法。",
        "says_nothing": "这里没有可以回答的问题。",
        "no_answer": "请写下回答。",
        "expired_date": "这个日期已经过去了。",
        # What reviewers are offered and told.
        "make": "设为标准回答",
        "edit_first": "修改后设为标准回答",
        "offer": "谢谢反馈！这个回答可以成为标准回答：以后有人问同样的问题，立即得到它，"
        "并注明由您核实。",
        "offer_changed": "谢谢反馈！这个回答可以成为标准回答，但请先把问题写成单独看也明白的样子。",
        "offer_private": "谢谢反馈！这个回答可以成为整个工作区的标准回答。因为是私下问的，"
        "请先看一看再发布。",
        "made": "✓ 已成为标准回答（第 {id} 号）：以后{where}问“{question}”，立即得到它，"
        "注明由 {who} 核实，有效期至 {date}。",
        "only_here": "在这个频道里（仅限这里）",
        "for_all": "在整个工作区",
        "has_one": "这个问题已有标准回答（第 {id} 号）。请修改那一个。",
        "saved": "✓ 已保存标准回答（第 {id} 号）：“{question}”",
        "not_reviewer": "只有审核人和负责人可以管理标准回答。请管理员设置 `TERMWISE_REVIEWERS`。",
        "not_known": "这里没有可以用的回答：它已经找不到了，或者不是我的回答。",
        "question_gone": "这个问题已不在列表里：已经有了回答，或者不需要。",
        "changed_meanwhile": "这个标准回答刚刚已有改动，没有保存。请重新打开。",
        "no_standard": "这个标准回答已经找不到了。",
        # To the owner.
        "suspended": "有人认为这个标准回答没有帮助。在负责人或审核人核实之前，暂停使用：",
        "disputed_again": "又有人认为这个标准回答没有帮助（仍在使用）：",
        "removed": "有人认为这个回答没有帮助，以后不再使用它：",
        "verify": "仍然正确，继续使用",
        "change": "修改",
        "expire": "停用",
        "write": "写一个标准回答",
        "verified_by": "✓ 由 {who} 核实，使用至 {date}：“{question}”",
        "expired_by": "✗ 由 {who} 停用：“{question}”",
        # App Home.
        "to_check": "需要核实的标准回答",
        "is_suspended": "已暂停：有人认为没有帮助",
        "is_expired": "{date} 已到期",
        "expires_soon": "{date} 到期",
        "is_proposed": "待批准",
        "often_asked": "多人问过、还没有标准回答的问题",
        "asked_by": "{people} 人问过 {asked} 次",
        "also": "也问作：{wordings}",
        "not_needed": "不需要",
    },
    "en": {
        "title_new": "New standard answer",
        "title_change": "Change standard answer",
        "save": "Verify and publish",
        "cancel": "Cancel",
        "question": "Question",
        "wordings": "Other wordings",
        "wordings_hint": "One per line. Only these wordings, and those that surely ask the same, "
        "get this answer.",
        "answer": "Answer",
        "owner": "Owner",
        "owner_hint": "Is told when somebody finds it not helpful; "
        "sees in the Home tab what expires soon.",
        "expires": "Good until",
        "audience": "Who may see it",
        "everyone": "Everybody in the workspace, guests too",
        "only_channel": "Only the channel it comes from",
        "kept": "Too long to be shown here; left empty, it stays as it is.",
        "too_long": "At most {most} characters.",
        "too_many": "At most {most} wordings.",
        "says_nothing": "There is no question in this.",
        "no_answer": "There is no answer in this.",
        "expired_date": "This day is over already.",
        "make": "Make it a standard answer",
        "edit_first": "Change it first",
        "offer": "Thank you! This can be a standard answer: whoever asks the same question gets it "
        "at once, marked as verified by you.",
        "offer_changed": "Thank you! This can be a standard answer, once its question is worded so "
        "that it can be understood by itself.",
        "offer_private": "Thank you! This can be a standard answer for everybody in the workspace. "
        "It was asked in private: please look at it before you publish it.",
        "made": "✓ Standard answer no. {id}: “{question}” gets it at once from now on{where}, "
        "verified by {who}, until {date}.",
        "only_here": ", only in this channel",
        "for_all": " in the whole workspace",
        "has_one": "This question has a standard answer already, no. {id}. Please change that one.",
        "saved": "✓ Standard answer no. {id} is saved: “{question}”",
        "not_reviewer": "Only reviewers and owners look after standard answers: "
        "an administrator sets `TERMWISE_REVIEWERS`.",
        "not_known": "There is no answer to use here: it is not known any more, or not mine.",
        "question_gone": "This question is not on the list any more: it has got its answer, or "
        "is not needed.",
        "changed_meanwhile": "This standard answer has just been changed, so nothing was saved. "
        "Please open it again.",
        "no_standard": "This standard answer is not known any more.",
        "suspended": "Somebody found this standard answer not helpful. It is not shown any more "
        "until its owner or a reviewer has looked at it:",
        "disputed_again": "Somebody found this standard answer not helpful again. It is still "
        "shown:",
        "removed": "Somebody found this answer not helpful. It is not served again:",
        "verify": "Still right: show it",
        "change": "Change",
        "expire": "Show it no more",
        "write": "Write a standard answer",
        "verified_by": "✓ Verified by {who}, shown until {date}: “{question}”",
        "expired_by": "✗ Not shown any more, by {who}: “{question}”",
        "to_check": "Standard answers to look at",
        "is_suspended": "not shown: somebody found it not helpful",
        "is_expired": "expired on {date}",
        "expires_soon": "expires on {date}",
        "is_proposed": "waits for approval",
        "often_asked": "Asked by several people, without a standard answer",
        "asked_by": "asked {asked} times by {people} people",
        "also": "also: {wordings}",
        "not_needed": "Not needed",
    },
}


def both_faq_words(key: str, **values: object) -> str:
    """One text in both languages, for where nothing tells which one is read."""
    return " ".join(words[key].format(**values) for words in FAQ_WORDS.values())
