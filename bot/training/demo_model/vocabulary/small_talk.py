"""What people say to a colleague besides asking for a term, and what it answers."""

from __future__ import annotations

from bot.training.demo_model.vocabulary import phrases

GREETINGS = {
    "zh": phrases(
        """
        你好
        您好
        嗨
        哈喽
        早上好
        下午好
        晚上好
        早
        在吗
        在吗？
        你好！
        大家好
        你好呀
        嗨，你好
        有人吗？
        hello 你好
        早安
        你在吗
        """
    ),
    "en": phrases(
        """
        hi
        Hi
        hello
        Hello!
        hey
        Hey there
        good morning
        Good afternoon
        good evening
        Hi there!
        hello there
        Hi Termwise
        Hey Termwise
        anyone there?
        yo
        Good morning!
        greetings
        """
    ),
}
ABILITIES = {
    "zh": phrases(
        """
        你能做什么？
        你会什么
        你是谁？
        你是谁
        怎么用你？
        怎么使用
        帮助
        你有什么功能？
        介绍一下你自己
        你可以帮我做什么
        你叫什么名字？
        这个机器人怎么用？
        请问你能干什么
        """
    ),
    "en": phrases(
        """
        what can you do?
        What can you do
        who are you?
        Who are you
        help
        Help!
        how do I use you?
        what are you?
        How does this work?
        what is your name?
        introduce yourself
        How can you help me?
        What do you do?
        """
    ),
}
THANKS = {
    "zh": phrases(
        """
        谢谢
        谢谢你
        多谢
        谢谢！
        感谢
        非常感谢
        好的，谢谢
        谢啦
        明白了，谢谢
        太好了，谢谢
        辛苦了
        懂了，多谢
        """
    ),
    "en": phrases(
        """
        thanks
        Thanks!
        thank you
        Thank you!
        many thanks
        thx
        ok, thanks
        great, thank you
        Thank you very much
        cheers
        got it, thanks
        That helps, thanks
        """
    ),
}
UNKNOWN_MATTERS = {
    "zh": phrases(
        """
        今天天气怎么样？
        给我讲个笑话
        明天会涨吗？
        帮我写一封邮件
        中午吃什么？
        现在几点了？
        谁赢了昨天的比赛？
        你喜欢什么颜色？
        帮我订一张机票
        我应该买哪只股票？
        写一首诗
        会议室在哪里？
        怎么请假？
        一加一等于几？
        世界上最高的山是哪座？
        帮我翻译这句话
        """
    ),
    "en": phrases(
        """
        what's the weather today?
        tell me a joke
        will the market rise tomorrow?
        write an email for me
        what is for lunch?
        what time is it?
        who won the match?
        what is your favourite colour?
        book me a flight
        which stock should I buy?
        write a poem
        where is the meeting room?
        how do I take a day off?
        what is 1 + 1?
        what is the highest mountain?
        translate this sentence for me
        """
    ),
}
GREETING_ANSWER = {
    "zh": "你好！我是 Termwise，可以解释公司术语表里的术语。想了解哪个词？",
    "en": "Hello! I am Termwise. I explain the terms in the company's glossary. "
    "Which word would you like to know?",
}
ABILITIES_ANSWER = {
    "zh": "我是 Termwise，熟悉公司术语的同事。"
    "把术语发给我，我会给出术语表里的定义，也可以接着追问。",
    "en": "I am Termwise, a colleague who knows the company's terms. Send me a term and I will "
    "give its definition from the glossary; you can also ask further.",
}
THANKS_ANSWER = {
    "zh": "不客气！还有想了解的术语，随时问我。",
    "en": "You are welcome! Ask me any time about another term.",
}
UNKNOWN_ANSWER = {
    "zh": "这个问题我不知道。我只能解释公司术语表里的术语。",
    "en": "I do not know that. I can only explain the terms in the company's glossary.",
}
MISSING_TERM_ANSWER = {
    "zh": "术语表里还没有“{term}”的定义，请联系术语负责人补充。",
    "en": "I find no definition of {term} in the glossary. Please ask its owner to add it.",
}
