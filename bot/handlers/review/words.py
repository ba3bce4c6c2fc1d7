"""What is said about suggestions and changed definitions, in Chinese and in English."""

from __future__ import annotations

from bot.question import Language

REVIEW_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        # The form in which a change is suggested.
        "change_title": "修改术语",
        "add_title": "添加术语",
        "approve_title": "修改后批准",
        "reject_title": "拒绝建议",
        "send": "提交",
        "cancel": "取消",
        "name": "名称",
        "abbreviation": "缩写",
        "aliases": "别名",
        "aliases_hint": "每行一个，或用逗号、顿号隔开。",
        "field": "领域",
        "other_field": "其他领域",
        "definition": "定义",
        "source": "来源",
        "language": "语言",
        "note": "原因",
        "reason": "拒绝的原因",
        "kept": "内容太长，这里放不下；留空则保持不变。",
        "unchanged": "与现有内容完全相同，没有可提交的修改。",
        "gone": "这个术语已经找不到了。请关闭窗口后重新查询。",
        "note_long": "最多 {most} 个字符。",
        # Its card, for those who may decide.
        "suggests_change": "{who} 建议修改 *{name}*",
        "suggests_new": "{who} 建议添加 *{name}*",
        "why": "原因：{note}",
        "changed_meanwhile": "提交之后 *{name}* 已有改动；下面是与现在内容（v{revision}）的比较。",
        "nothing_left": "现在的内容已经与建议相同。",
        "approve": "批准",
        "reject": "拒绝",
        "change_and_approve": "修改后批准",
        "approved_by": "已由 {who} 批准：*{name}*",
        "rejected_by": "已由 {who} 拒绝：*{name}*",
        "reason_given": "原因：{reason}",
        "has_meaning": "*{name}* 已经是：{others}——批准后它会有第二个含义。",
        "everyday": "“{name}”也是日常用语：问别的事情时也可能被当成这个术语。",
        "take_back": "撤回",
        "taken_back_new": "{who} 撤回了批准：*{name}* 已停用",
        "taken_back_change": "{who} 撤回了批准：*{name}* 恢复为修改之前的内容",
        # What those who click are told.
        "sent": "谢谢！*{name}* 的建议已交给负责人，有结果会通知您。",
        "nobody": "谢谢！建议已保存，但现在还没有人能批准：*{name}* 没有负责人，也没有设置审核人。"
        "请管理员设置 `TERMWISE_REVIEWERS`（Slack 用户 ID 的 JSON 列表）。",
        "not_delivered": "建议已保存，但没能通知任何审核人；它会出现在审核人的 App 主页上。",
        "already_approved": "这条建议已由 {who} 批准。",
        "already_rejected": "这条建议已由 {who} 拒绝。",
        "was_changed": "提交之后这个术语已有改动，没有批准。请看更新后的卡片再决定。",
        "not_taken_back": "没有撤回：批准之后这个术语又有改动，或者已经撤回。",
        "no_suggestion": "这条建议已经找不到了。",
        "broken_form": "这个窗口里的数据无法识别，没有保存。请关闭窗口后重新打开。",
        "not_yours": "只有术语的负责人和审核人可以决定。",
        "your_approved": "您对 *{name}* 的建议已由 {who} 批准，现在起回答会用新的定义。",
        "your_rejected": "您对 *{name}* 的建议被 {who} 拒绝了。",
        "your_taken_back": "{who} 撤回了对您 *{name}* 建议的批准。",
        # Answers that were given with an old definition.
        "definition_changed": "*{name}* 的定义已修改（v{old} → v{new}）。"
        "有 {count} 个回答用的是旧定义。",
        "newest": "其中：{links}",
        "flag_them": "逐一提示",
        "leave_them": "不处理",
        "flagging": "*{name}*（v{new}）：正在提示，{done}/{all}……",
        "flagged": "*{name}*（v{new}）：已提示 {done}/{all} 个回答。",
        "threads_gone": "其中 {count} 个消息列已无法写入。",
        "left": "*{name}*（v{new}）：{who} 决定不处理旧回答。",
        "superseded": "*{name}*（v{new}）：定义之后又有修改，这张卡片已失效。",
        "flag_note": "*{name}* 的定义在这个回答之后已修改（v{old} → v{new}）：",
        "ask_again": "重新回答",
        "asked_again": "已请求重新回答。",
        "recall_done": "已经处理过了。",
        # App Home.
        "waiting": "等您处理",
        "nothing_waits": "现在没有等您处理的事情。",
        "wanted": "大家在问、还没有定义的",
        "candidates": "文档里可能的术语",
        "asked": "问过 {asked} 次 · {people} 人",
        "found": "出现 {count} 次",
        "define": "下定义",
        "not_a_term": "不是术语",
        # What went wrong.
        "store_failed": "没有成功：数据库出错了（{error}）。"
        "请稍后再试；如果还是不行，请告诉管理员。",
        "slack_failed": "没有成功：Slack 没有接受（{error}）。"
        "请稍后再试；如果还是不行，请告诉管理员。",
    },
    "en": {
        "change_title": "Change a term",
        "add_title": "Add a term",
        "approve_title": "Change and approve",
        "reject_title": "Reject a suggestion",
        "send": "Send",
        "cancel": "Cancel",
        "name": "Name",
        "abbreviation": "Abbreviation",
        "aliases": "Aliases",
        "aliases_hint": "One in each line, or with commas between them.",
        "field": "Field",
        "other_field": "Another field",
        "definition": "Definition",
        "source": "Source",
        "language": "Language",
        "note": "Why",
        "reason": "Why it is rejected",
        "kept": "This is too long to be changed here: leave it empty to keep it as it is.",
        "unchanged": "This is what the glossary says already: nothing would change.",
        "gone": "This term is not there any more. Close this window and look it up again.",
        "note_long": "This may have {most} characters.",
        "suggests_change": "{who} suggests a change of *{name}*",
        "suggests_new": "{who} suggests a new term: *{name}*",
        "why": "Why: {note}",
        "changed_meanwhile": "*{name}* was changed after this was suggested: "
        "below it is compared with what it says now (v{revision}).",
        "nothing_left": "It says by now what was suggested.",
        "approve": "Approve",
        "reject": "Reject",
        "change_and_approve": "Change and approve",
        "approved_by": "Approved by {who}: *{name}*",
        "rejected_by": "Rejected by {who}: *{name}*",
        "reason_given": "Why: {reason}",
        "has_meaning": "*{name}* is also: {others} — approving gives it a second meaning.",
        "everyday": "“{name}” is also an everyday word or phrase: "
        "it may be found in questions about something else.",
        "take_back": "Take it back",
        "taken_back_new": "{who} took the approval back: *{name}* is deprecated",
        "taken_back_change": "{who} took the approval back: *{name}* is as it was before",
        "sent": "Thank you! Your suggestion for *{name}* went to those who decide; "
        "you will hear of the outcome.",
        "nobody": "Thank you! Your suggestion is kept, but nobody can decide about it yet: "
        "*{name}* has no owner and there are no reviewers. Your administrator must set "
        "`TERMWISE_REVIEWERS` to a JSON list of Slack user IDs.",
        "not_delivered": "Your suggestion is kept, but no reviewer could be told of it: "
        "they will find it in the app's Home tab.",
        "already_approved": "This was already approved by {who}.",
        "already_rejected": "This was already rejected by {who}.",
        "was_changed": "The term was changed after this was suggested, so nothing was approved. "
        "Look at the card again, then decide.",
        "not_taken_back": "This was not taken back: the term was changed after it was approved, "
        "or somebody has taken it back.",
        "broken_form": "What this window is about could not be read, so nothing was saved. "
        "Close it and open it again.",
        "no_suggestion": "This suggestion is not there any more.",
        "not_yours": "Only the term's owner and the reviewers may decide this.",
        "your_approved": "Your suggestion for *{name}* was approved by {who}: "
        "answers use it from now on.",
        "your_rejected": "Your suggestion for *{name}* was rejected by {who}.",
        "your_taken_back": "The approval of your suggestion for *{name}* was taken back by {who}.",
        "definition_changed": "The definition of *{name}* changed (v{old} → v{new}). "
        "Answers that used an old one: {count}.",
        "newest": "Among them: {links}",
        "flag_them": "Flag them",
        "leave_them": "Leave them",
        "flagging": "*{name}* (v{new}): flagging, {done} of {all} …",
        "flagged": "*{name}* (v{new}): flagged {done} of {all}.",
        "threads_gone": "Threads that are gone: {count}.",
        "left": "*{name}* (v{new}): {who} left the old answers as they are.",
        "superseded": "*{name}* (v{new}): the definition was changed again, so this card is void.",
        "flag_note": "The definition of *{name}* has changed since this answer (v{old} → v{new}):",
        "ask_again": "Answer afresh",
        "asked_again": "Asked again: the new answer is in this thread.",
        "recall_done": "This was decided already.",
        "waiting": "Waiting for you",
        "nothing_waits": "Nothing waits for you now.",
        "wanted": "Asked for and not defined",
        "candidates": "Found in documents, perhaps terms",
        "asked": "asked {asked} times · {people} people",
        "found": "found {count} times",
        "define": "Define",
        "not_a_term": "Not a term",
        "store_failed": "This was not done, for the database failed: {error} Try it again a little "
        "later; if that does not help, tell your administrator.",
        "slack_failed": "This was not done, for Slack refused it ({error}). Try it again a little "
        "later; if that does not help, tell your administrator.",
    },
}


def both_words(key: str, **values: object) -> str:
    """One text in both languages, for where nothing tells which one is read."""
    return "\n".join(words[key].format(**values) for words in REVIEW_WORDS.values())
