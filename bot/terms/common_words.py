"""Words so common that a name spelled like one is found only where its spelling tells it apart."""

from __future__ import annotations

# Pronouns, articles, prepositions, conjunctions, auxiliaries and the smallest adverbs.
_ENGLISH_FUNCTION = """
a about above after again ago all almost also am among an and any are as at be because been before
being below between both but by can could did do does done down during each either else etc even
ever every few for from get go got had has have he hence her here him his how i if in into is it
its just least less let many may me might mine more most much must my neither no nor not now of
off on once one only onto or other our out over own per quite rather re same she should since so
some such than that the their them then there these they this those though through thus to too
toward two under until up upon us use very via vs was way we well were what when where whether
which while who whom whose why will with within without would yes yet you your
"""
# Ordinary words that abbreviations in capitals are often spelled like. Written in lower case, a
# name that is one of them ("call", "put") is a name like any other.
_ENGLISH_ORDINARY = """
acid act ad add age agile aid aids aim air alarm arc area arm art ask atom bad bag ban bank bar
base basic bat bay bear beat bed best bid big bill bit book boom boss box boy buy cab call calm
came camel camp cap car card care case cash cast cat catch cell chat chip chips city clean clear
club code cold come cope core cost crop crow cry cube cup cut dash data date day dead deal dear
deep den did die dig dip dog door dot draw dry due ear earn ease east eat edge eg egg en end era
et eye face fact fair fall fan far farm fast fat fed fee feed fell fit five fix flag flat flow fly
fog form four free fresh fuel full fun gain game gap gas gate gear gem gift give goal gold good
grid grow gun hand hard hat head heat help hi high hit hold home hop hot hub ice idea ie iron jam
jet job join keep key kid kind kiss know la lab lack lamp land lap last late law lay lead lean
left leg lens lie life lift light like line link lion list live load lock log long look loss lot
love low luck mad made mail main make man map mark mars mask mat maze mean men met mid mile mind
mint miss mix moon move name navy near neat need nest net new news next nice node norm note oak
odd oh oil ok old open page pain pair pan park part past pat path pay peak peg pen pet pie pig pin
pit place plan play plus pop port pot power pro pull pure push put race raid rail rain ram ran
range rank rap rare rat rate raw read real red rest rich ride right ring rise risk road rob rod
role room root row rub run sad safe said sale salt sand sat save saw say scale scan scope scrum
sea seat see seed sell send sense set ship shop short show side sign sit site six size sky slip
slow smart snow soap soft solid son soon sort spa spam span spin spot star start stat stay step
stop sum sun sure swift tab tag take tall tan tank tap tar task tax tea team tell ten tent term
test text tie tier time tin tip tone took tool top toy trap tree trip true try turn type unit van
vast vat view visa vote wait walk wall want war warm watch wave way weak wear web week west wet
wide win wind wine wing wire wise wood word work year zero zip zone
"""
_CHINESE_FUNCTION = """
的 地 得 了 着 过 是 在 和 与 及 或 而 且 但 并 也 都 就 才 又 再 还 不 没 无 有 为 以 于 从 到 向
往 对 把 被 让 给 跟 同 由 按 因 则 若 如 即 所 其 之 者 这 那 哪 谁 何 我 你 您 他 她 它 们 个 些
么 吗 呢 吧 啊 呀 嘛 很 太 最 更 只 能 会 可 要 将 已 曾 上 下 中 内 外 里 前 后 一 二 三 四 五 六
七 八 九 十 什么 怎么 为什么 如何 我们 你们 他们 自己 这个 那个 这些 那些 因为 所以 如果 但是 以及
或者 可以 不是 没有 就是 一个 什麼 怎麼 為什麼 個 這 這個 們 為 與 還 對 從 給 讓 會 過
"""
ENGLISH_FUNCTION_WORDS = frozenset(_ENGLISH_FUNCTION.split())
ENGLISH_ORDINARY_WORDS = frozenset(_ENGLISH_ORDINARY.split())
CHINESE_FUNCTION_WORDS = frozenset(_CHINESE_FUNCTION.split())
