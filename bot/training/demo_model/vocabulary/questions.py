"""The forms in which people ask for one term, for several, and follow up."""

from __future__ import annotations

from bot.training.demo_model.vocabulary import phrases

ONE_TERM = {
    "zh": phrases(
        """
        什么是{a}？
        什么是{a}
        {a}是什么？
        {a}是什么
        {a}是什么意思？
        {a}是什么意思
        {a}
        {a}？
        请解释{a}
        请解释一下{a}
        解释一下{a}。
        {a}的定义
        {a}的定义是什么？
        {a}怎么理解？
        {a}指的是什么？
        {a}是指什么？
        什么叫{a}？
        啥是{a}
        {a}是啥
        请问{a}是什么意思？
        请问什么是{a}？
        你知道{a}吗？
        能解释一下{a}吗？
        给我讲讲{a}
        我想了解{a}
        {a}怎么算？
        {a}如何计算？
        {a}怎么计算
        {a}有什么用？
        {a}高好吗？
        介绍一下{a}
        帮我查一下{a}
        报告里提到了{a}，这是什么？
        昨天开会时说到{a}，是什么意思？
        简单说说{a}
        我不懂{a}，请解释。
        {a} 是什么？
        什么是 {a}？
        {a} 是什么意思
        解释 {a}
        请问 {a} 的定义
        {a}的含义是什么？
        客户问{a}是什么，我该怎么说？
        用一句话解释{a}
        新人请教：{a}是什么？
        你好，请问{a}是什么？
        我们公司说的{a}是什么意思？
        财报里的{a}代表什么？
        {a}到底是什么
        谁能告诉我{a}是什么？
        {a}，简单一点
        {a}？简单说
        {a}怎么看？
        公司的{a}怎么看？
        麻烦解释下{a}，谢谢
        想请教一下{a}
        {a}说的是什么呀
        {a}这个词是什么意思？
        """
    ),
    "en": phrases(
        """
        What is {a}?
        what is {a}
        What's {a}?
        what's {a}
        what does {a} mean?
        What does {a} mean
        {a}
        {a}?
        define {a}
        Define {a}.
        Please define {a}
        explain {a}
        Explain {a} please
        Please explain {a}.
        Can you explain {a}?
        could you explain what {a} is?
        meaning of {a}
        What is the meaning of {a}?
        What is the definition of {a}?
        definition of {a}
        tell me about {a}
        Tell me what {a} means.
        What is a {a}?
        what is an {a}
        What is the {a}?
        How do you calculate {a}?
        how is {a} calculated?
        What is meant by {a}?
        I do not understand {a}.
        do you know {a}?
        The report mentions {a}, what is it?
        what do we mean by {a}
        Hi, what is {a}?
        Hello, could you define {a}?
        A client asked about {a}. What is it?
        In one sentence, what is {a}?
        What exactly is {a}?
        why does {a} matter?
        Is a high {a} good?
        {a} definition
        remind me what {a} is
        new here: what does {a} stand for?
        what does {a} stand for?
        I'd like to know more about {a}
        Give me the definition of {a}.
        whats {a}
        {a}, please
        {a} in simple words
        how should I read {a}?
        what is our {a}?
        somebody said {a}, what is that?
        """
    ),
}
TWO_TERMS = {
    "zh": phrases(
        """
        {a}和{b}有什么区别？
        {a}与{b}的区别
        {a}和{b}有什么不同？
        {a}和{b}分别是什么？
        什么是{a}和{b}？
        解释一下{a}和{b}
        {a}、{b}是什么意思？
        比较{a}与{b}
        {a}跟{b}一样吗？
        {a} 和 {b} 的区别是什么？
        {a}和{b}哪个更重要？
        {a} vs {b}
        请比较一下{a}和{b}。
        {a}和{b}有什么关系？
        什么是{a}？它和{b}有什么区别？
        {a}是什么？和{b}有什么不同？
        {a}还是{b}？
        {a}和{b}
        """
    ),
    "en": phrases(
        """
        What is the difference between {a} and {b}?
        difference between {a} and {b}
        how does {a} differ from {b}?
        what are {a} and {b}?
        Explain {a} and {b}.
        compare {a} with {b}
        what is {a}, and how does it differ from {b}?
        {a} or {b}?
        {a} and {b}
        {a} vs {b}
        {a} versus {b}?
        Is {a} the same as {b}?
        What do {a} and {b} mean?
        Compare {a} and {b}
        define {a} and {b}
        How are {a} and {b} related?
        What's the difference between {a} and {b}?
        """
    ),
}
SAME_TERM_AGAIN = {
    "zh": phrases(
        """
        它是什么意思？
        它是什么意思？再说一遍
        再说一遍
        请再解释一次
        能再说一遍吗？
        没看懂，再解释一下
        这是什么意思？
        它怎么算？
        它有什么用？
        那它到底是什么？
        继续
        可以再讲讲吗？
        为什么？
        """
    ),
    "en": phrases(
        """
        and what does it mean?
        what does it mean?
        say that again
        Please explain it again
        can you repeat that?
        I did not understand, explain again
        what is it again?
        how is it calculated?
        what is it used for?
        So what is it?
        go on
        why?
        once more, please
        """
    ),
}
COMPARED_WITH_ANOTHER = {
    "zh": phrases(
        """
        它和{b}有什么区别？
        它与{b}有什么不同？
        那{b}呢，有什么区别？
        和{b}比呢？
        它跟{b}一样吗？
        它和{b}的区别是什么
        与{b}相比呢？
        """
    ),
    "en": phrases(
        """
        how does it differ from {b}?
        What is the difference to {b}?
        and compared with {b}?
        is it the same as {b}?
        How is it different from {b}?
        what about {b}, any difference?
        """
    ),
}
ANOTHER_TERM_NEXT = {
    "zh": phrases(
        """
        那{b}呢？
        {b}呢？
        那什么是{b}？
        还有{b}是什么？
        好的，那{b}是什么意思？
        """
    ),
    "en": phrases(
        """
        and {b}?
        what about {b}?
        And what is {b}?
        ok, and what does {b} mean?
        {b}?
        """
    ),
}
