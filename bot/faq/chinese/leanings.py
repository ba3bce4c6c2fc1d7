"""What a question leans on besides its own words."""

from __future__ import annotations

import re

from bot.faq.chinese import courtesy, quantities, synonyms
from bot.faq.chinese.orthography import BREAK, normalise
from bot.faq.parts import Leaning

_FILE = re.compile(
    r"附件|附图|附表|截图|图片|如图|见图|图[中里上](?:的|这|显|,|，)|[上下本此该]图|上传的|"
    r"发给你的|发你的|发的(?:文件|表|合同|文档|pdf)|"
    r"[这那该此][份个张篇些封]?(?:pdf|ppt|excel|文件|文档|表格?|图表?|照片|幻灯片|邮件|"
    r"扫描件)(?!夹|格式)|第[0-9一二三四五六七八九十]+(?:页|段|行(?!业)|张(?:图|幻灯片))"
)
_PERSON = re.compile(
    r"附近(?!的?(?:定义|含义))|最近的(?=医院|药店|银行|网点|门店)|"
    r"我(?!们|国|司|公司|方|院|校|部|行|市|省|县|区|所|局|党|军|社)|俺|(?<!签署)本人|自己(?=的|"
    r"能|可以)|我们?的?(?:部门?(?!委)|组|团队|小组|科室|领导|老板|经理|主管|上司|班组|岗|项目)|咱(?!们?的?公司)|"
    r"本(?:部门|组(?!织)|团队|小组|科室|岗位)"
)
_THREAD = re.compile(
    r"上文|前文|"
    r"这(?!么|样的话)|(?<!刹)那(?!么|(?<=谁那)[里儿]|斯达克|不勒斯|曲|霉素)|它|"
    r"(?<!其)(?<!吉)他(?!人|汀|克莫司|莫昔芬|达拉非|项|汀类|巴唑)|她|上面|上述|前述|刚才|"
    r"前面(?:说|提|讲|问)|"
    r"刚(?:刚)?(?:说|提|讲|问)|如下|下面|下列|"
    r"(?<![0-9年月天元%股人次岁级个万亿倍])以上(?=[这那内方说几各两述问情一二三四五0-9])|"
    r"^(?:总结|概括|归纳|提炼|翻译)(?:一下)?(?:要点|重点|内容|大意|主要内容)?$|^(?:前者|后者|两者|二者)|^继续|^接着|"
    r"再(?:说|讲|举|详细|具体)|另外一个|还有(?:呢|吗|别的)|"
    r"(?<!应)该(?=公司|员工|合同|企业|产品|项目|客户|药|病|案|条|规定|指标|词|术语|概念|法|"
    r"公式|银行|股|基金|制度|政策|方案|问题|患者|供应商)|此(?=类|处|事|种|项|案|条|合同|词|"
    r"问题|公司)|同上|换成|改成(?=\d)"
)
_NAMED_BEFORE = re.compile(
    r"(?<=[^是叫释义懂述里中上的在有])(?:这|那)(?:个|一|1|种)(?:词|术语|概念|缩写|"
    r"说法|名词|字|科目|指标|字段|简称|单词|词汇|专业术语)"
)
_DATE = re.compile(
    r"[今明昨]儿|实时|(?:离|距).{1,12}还[有剩]|还[有剩](?:多少|几)天|"
    r"今[天日年晚早后]|昨[天日晚]|前[天年](?!的?[0-9])|(?<![说证表声])明[天日年早晚]|后天|去年|现在|现时|"
    r"现行|现任|现有|(?<![项科题数节栏])目前(?!期)|当前|当下|眼下|如今|最新|最近|近[期来日年]|近[0-9几]|(?<![职约院])当日|(?<![以线])上季|(?<!经)过去(?:的|这)?[0-9几半数]|"
    r"(?<!提前)(?<!至少)(?<!须)(?<!应当)(?<!应)[0-9几]+(?:天|个月|周|小时|分钟|年)(?:以|之)?前|几点钟?了|"
    r"^(?:是)?(?:几点|星期几|周几|几号|几月几[号日])$|至今|迄今|(?<![成资基])本(?:[月年周期季]|财年)|刚刚|刚发|(?<![以线])[上下这]个?(?:月|周(?!转)|星期|"
    r"季度|财年|礼拜)(?!末)|(?<![以线])[上下]期(?![限货权间])|(?<![以线])[上下]一?(?:年|财年)(?!度?[0-9])|"
    r"(?<!每)(?<!到)(?:周|星期|礼拜)[一二三四五六日天1-7](?![到至\-次]|能|可以|需要|要|上班|营业|开门|加班|休息|办公|交易|开市|放假|算)|截至|截止目前|到目前"
)
_HALF_OR_QUARTER = re.compile(
    r"(?<![a-z0-9])[qh][1-4](?![a-z0-9])|"
    r"(?<![a-z])q[1-4](?![a-z0-9])|季报|半年报"
)
_YEAR = re.compile(r"[0-9]{2,4}(?:财|会计)?年|fy\s?[0-9]{2}|每|各|[0-9]{4}q")
_ASKS = re.compile(
    r"什么|啥|怎么|怎样|如何|咋|为何|几|多少|多久|多长|多大|谁|哪|何时|是否|有没有|(.)不\1|吗|"
    r"能否|可否|区别|不同|公式|定义|意思"
)
_ASKING_ONLY = re.compile(
    r"(?:什么|怎么|为什么|办|多少|多久|谁|哪里|哪个|哪|是|吗|呢|意思|的|了|有|区别|举|1?个|"
    r"例子|详细|说明?|讲|一下|原因|呀|啊|可以|能|行|对|不|"
    r"算|计算|公式|是否|需要|要|会|什么时候|钱|天|几|继续|还|再|更|具体|例如|比如|\?|，)+"
)
_FOLLOW = re.compile(r"(?:那么?|然后|所以|而|and|还有|另外)(?=.)")


def leaning(marked: str) -> Leaning | None:
    """What the question leans on besides its own words, if anything.

    In doubt it leans: then it is answered anew, which is never wrong.

    Args:
        marked: the question; a character for private use may stand for each known term in it.
    """
    whole = normalise(marked)
    text = quantities.canonical(courtesy.stripped(whole))
    if _FILE.search(whole):
        return "file"
    if _PERSON.search(text):
        return "person"
    if _leans_on_thread(whole, text):
        return "thread"
    undated = _HALF_OR_QUARTER.search(text) and not _YEAR.search(text)
    return "date" if undated or _DATE.search(text) else None


def _leans_on_thread(whole: str, text: str) -> bool:
    named = _NAMED_BEFORE.sub("", text)
    if _THREAD.search(named):
        return True
    asked = text.rstrip("?")
    if _ASKING_ONLY.fullmatch(synonyms.canonical(asked).replace(BREAK, "")):
        return True  # 为什么呢？
    follows = whole.rstrip("?").endswith("呢") and not _ASKS.search(asked)
    return follows or bool(re.match(r"(?:那|然后|and)", asked))
