"""Patterns of what people say around a question: greetings, excuses, requests, thanks."""

from __future__ import annotations

_STOP = r"\s*[,.!:;-]+\s*"
SOME = (
    r"(?:anyone|anybody|someone|somebody|any of you|one of you|you|u)(?: (?:all|guys|here|there))?"
)
SOFT = r"(?:please |kindly |possibly |perhaps |maybe |quickly |briefly |just |also )*"
_SORRY_FOR = (
    r"(?:the |this |my |such )?(?:an? )?(?:(?:silly|stupid|dumb|basic|simple|long|newbie|naive|"
    r"late|"
    r"many) )*(?:questions?|bother|trouble|noise|spam|interruption|disturbance|typos?|english|"
    r"ignorance|message|post|ping|asking)(?: again)?"
)
_QUESTION = r"(?:question|questions|one|q|thing|query)"
_WHAT_FOLLOWS = (
    r"(?=(?:what|who|whom|whose|when|where|why|which|how|if|whether|by|from|to|in|on|at|for)\b)"
)

_NEXT_ANY = (
    r"(?=(?:what|who|whom|whose|when|where|why|which|how|is|are|was|were|do|does|did|can|could|"
    r"should|may|must|will|would|has|have|had|i|please|tell|explain|define)\b)"
)

# Whole remarks at the beginning. None has a word in it that could be part of what is asked.
_NEXT = (
    r"(?:what|who|whom|when|where|why|which|how|is|are|do|does|did|can|could|should|may|must|will|"
    r"would|i|please|just|quick|sorry|so|tell|explain|define|by|from|in)\b"
)
OPENINGS = (
    r"(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day))"
    r"(?: (?:there|all|team|everyone|everybody|folks|guys|colleagues|termwise|bot|friends|again))*"
    rf"(?:{_STOP}|\s+(?={_NEXT}))",
    rf"dear (?:all|team|everyone|everybody|colleagues|termwise|bot|friends){_STOP}",
    r"(?:team|folks|guys|everyone|all|termwise|bot),\s*",
    r"(?:so|ok|okay|um+|uh+|erm?|hm+|ah|oh|alright|anyway|btw|by the way|lol|haha|honestly|"
    r"basically|"
    r"right|yes|yeah|actually|again|also|now then|look|listen|you know),\s*",
    r"(?:so|ok|okay|um+|uh+|erm|hm+|btw|by the way|basically|anyway) (?=(?:so|um+|uh+|basically|"
    r"what|who|when|where|why|which|how|is|are|do|does|did|can|could|should|may|must|will|"
    r"would|i)\b)",
    r"(?:well|to be honest|i (?:can not|do not) remember|i (?:keep forgetting|forgot|forget)|"
    r"for the record|"
    r"i am confused|a colleague asked(?: me)?|not sure (?:who|where) to ask(?: this)?(?:,? "
    r"but)?),\s*",
    rf"(?:i )?hope (?:you are|you all are|everyone is|all is|this finds you|you are all)(?: "
    rf"doing)? (?:well|fine|good){_STOP}",
    r"(?:sorry|apologies) if (?:this|it) (?:has been|was|is|has already been) (?:asked|"
    r"answered|asked already|"
    r"obvious|basic)(?: before| already)?,? but ",
    r"(?:this|it|that) (?:may|might|could|is probably|is maybe) (?:well )?(?:be )?(?:a |an )?"
    rf"(?:(?:silly|stupid|dumb|basic|obvious|simple|newbie|naive|odd|strange) )*{_QUESTION},? but ",
    rf"(?:(?:just|maybe|perhaps|probably|possibly|sorry|this is|it is|i have|i have got|here is|"
    rf"another|an?|one|more|my|quick|silly|stupid|dumb|basic|random|simple|small|short|"
    rf"little|newbie|"
    rf"naive|odd|weird|general|follow up|last|final|tiny|honest|genuine) )+{_QUESTION}"
    rf"(?: (?:maybe|perhaps|from me|for you|for the team|for you all|here|i know|"
    rf"but))*(?:{_STOP}(?:but )?|(?<=but)\s+)",
    rf"question{_STOP}",
    rf"(?:(?:just|merely|purely|only) )?(?:asking|checking|inquiring|enquiring) (?:for|"
    rf"on behalf of) "
    rf"(?:a |my |the |some )?(?:colleague|friend|coworker|teammate|team|new (?:joiner|starter|"
    rf"hire)|"
    rf"manager|boss)s?{_STOP}(?:but )?",
    rf"(?:just |purely |merely )?(?:out of (?:pure |sheer |mere )?(?:curiosity|interest)|"
    rf"from curiosity|for (?:my )?(?:information|reference)|fyi){_STOP}",
    r"(?:(?:oh and|and also|and btw|oh|ah|so|ok|okay|well|right|alright|um+|uh+|hm+|also|btw|hey|"
    r"anyway|basically|like|lol|haha)\b[\s,.!:;-]*){1,6}(?<!^right )(?<!^well )(?<!^also )"
    + _NEXT_ANY,
    rf"(?:you know(?: what)?|i mean|let me see|let us see|let me think|let me put it this way|"
    rf"here is the thing|here goes|one (?:more )?thing|one other thing|another thing|"
    rf"random(?: thought)?|wait|gosh|wow|oops|ugh|hmm+|alas|frankly|appreciate any help|"
    rf"any help appreciated|seriously|truth be told|"
    rf"long story short|in short|briefly|simply put|quickly|real quick|"
    rf"this (?:has been |is )?bugging me|it has been bugging me|i have been wondering|"
    rf"i was just wondering|i have always wondered|i always forget(?: this)?|remind me|"
    rf"my mind is blank|my memory fails me|my mind has gone blank|senior moment|"
    rf"(?:maybe|perhaps|possibly|probably) (?:obvious|a no brainer)|"
    rf"no idea (?:if|whether) (?:this|it) (?:has been|was) asked(?: before)?|"
    rf"i could not find (?:this|it|the answer|anything(?: about (?:this|it))?)"
    rf"(?: (?:anywhere|in the wiki|on the intranet|in the handbook|in the docs))?|"
    rf"i looked everywhere|i have looked everywhere|i have searched everywhere|"
    rf"i (?:should|ought to) know (?:this|it)|i should probably know (?:this|it)|"
    rf"(?:sorry|apologies),? (?:another|one more) (?:question|one)|"
    rf"help(?: me)?(?: please)?|(?:i )?need (?:some |your |a little )?help(?: (?:with|on) "
    rf"(?:this|something))?|(?:can|could) (?:anyone|someone|somebody|you) (?:please )?help(?: me)?"
    rf"(?: (?:out|with (?:this|something|a question)))?(?: please)?|does anyone know(?: this)?|"
    rf"i have a (?:quick |small |short )?question(?: for (?:you|the team|everyone))?)"
    rf"(?:{_STOP}|\?\s+)(?:but )?",
    r"(?:i am )?not (?:quite )?(?:sure|certain) (?:if|whether) this is the (?:right|correct|best) "
    r"(?:channel|place|room|forum|thread|person)(?: to ask)?(?: for this)?,? but,? ",
    rf"(?:i am )?(?:so |very |really )?sorry(?: to (?:bother|disturb|trouble|interrupt|"
    rf"ask)(?: (?:you|everyone|again|all|guys|with this))*"
    rf"| for {_SORRY_FOR})?{_STOP}(?:but )?",
    rf"(?:excuse me|pardon(?: me)?|(?:my )?apologies|i apologi[sz]e)(?: for "
    rf"{_SORRY_FOR})?{_STOP}(?:but )?",
    rf"(?:please )?(?:forgive|excuse|pardon) "
    rf"(?:me|my (?:ignorance|english|question|typos?))(?: for asking)?"
    rf"{_STOP}(?:but )?",
    rf"(?:i am|am) (?:quite |very |still )?new (?:here|to this)"
    rf"{_STOP}(?:so |and |but )?",
    rf"(?:just |i am |i was )*(?:curious|wondering)(?: about this)?{_STOP}(?:but )?",
    rf"out of (?:curiosity|interest){_STOP}",
    r"(?:if (?:it is not|that is not|it is no|it is not too) (?:too much )?(?:trouble|"
    r"bother)|if (?:you do not|"
    r"nobody|no one) minds?|if (?:it is )?possible|if i may(?: ask)?|if you (?:have|got) "
    r"(?:a (?:moment|minute|"
    r"second)|time)|when you (?:have|get) a (?:moment|minute|chance|second)|if anyone knows|"
    r"if you know|no rush|no hurry|for my (?:own )?understanding)(?: but)?,\s*",
    r"(?:thanks|thank you|many thanks)(?: in advance| for your help)?" + _STOP,
)

CLOSINGS = (
    r"thanks a (?:million|ton|bunch|lot)|i (?:can not|could not|did not) find (?:it|this|anything|"
    r"the answer)(?: anywhere| in the wiki| on the intranet)?|"
    r"please|kindly|thanks|thank you|many thanks|thx|ty|cheers|ta|regards|(?:kind|best|warm) "
    r"regards|best|"
    r"(?:thanks|thank you)(?: a lot| so much| very much| again| all| everyone| team| guys| "
    r"in advance| for your help"
    r"| for the help| for any help)+|many thanks(?: in advance| for your help)|(?:much |very "
    r"much )?appreciated|"
    r"(?:i )?(?:would |'d |will )?(?:really )?appreciate (?:it|your help|any help)|lol|haha|"
    r"btw|by the way|"
    r"if (?:you do not mind(?: (?:me|my) asking)?|possible|you know|i may ask|that is ok|"
    r"that is okay|anyone "
    r"knows)|may i ask|"
    r"any(?:one|body)|any ideas?|do(?:es)? (?:you|anyone|anybody|someone) know|do you know|"
    r"(?:can|could) (?:you|anyone|anybody|someone|somebody) (?:please )?(?:help|tell me|"
    r"explain|advise)(?: me)?"
    r"(?: out)?(?: please)?|please advise|please help|please (?:tell me|explain|let me know)|"
    r"if (?:i|we) may|if that is (?:all right|alright|fine)|if it is not too much trouble|"
    r"i can not remember|i do not remember|i forgot|i forget|i keep forgetting|remind me|you know|"
    r"would you know|would anyone know|does someone know|any (?:help|pointers?|hints?|"
    r"clue|info)(?: (?:would be |is )?(?:welcome|appreciated))?|help(?: please)?|"
    rf"(?:sorry|apologies)(?: for {_SORRY_FOR}| if [a-z ]{{0,20}}(?:asked|answered|obvious|basic|"
    r"silly|stupid)[a-z ]{0,10})?|asking for a (?:friend|colleague)|"
    r"(?:just )?(?:out of|for) (?:curiosity|interest|reference)|exactly|precisely|to be (?:exact|"
    r"precise)|"
    r"by any chance|in (?:simple|plain|layman) (?:terms|words|english)|"
    r"i (?:would|'d) like to know|(?:just )?(?:curious|wondering|asking)|no rush|tia|i "
    r"wonder|actually|basically|"
    r"have a (?:nice|good|great) (?:day|one|weekend)"
)
