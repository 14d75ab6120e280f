"""What a clause without a number is about: the object of a task, what a shortfall is short of.

``着力培育种业企业`` is about 种业企业, ``推动畜牧业健康发展`` about 畜牧业, ``营商环境仍需优化`` about 营商环境. Where the words do not show
where the thing begins or ends, it is taken longer rather than shorter.
"""

import re

from luoshi.text.late import late
from luoshi.vocabulary.alternatives import searcher
from luoshi.vocabulary.verbs import Verb, task_verbs

# 今年我们将, 特别是要: who acts, and when
_WHO = late(
    r"(?:要求我们)?(?:(?:同时|特别|尤其|此外|另外)是?|今年|新的一年|年内|全年|我们)*(?:我们)?(?:(?:也|还|就|更|仍)?(?:将|要(?!求(?![真新变]))|必须|需要|须))?(?=.{4})"
)
_ACTORS = frozenset("同特尤此另今新年全我也还就更仍将要必需须")
# 服务业, 创新链, 建设者 begin like a verb; so do 发展环境 and 改革成果 at the head of a clause
_NOUN_TAIL = late(
    r"[性型者率的]|区(?!域)|(?<=创新)[力链]|(?<=服务)(?:业|能力|水平|贸易|消费)|(?<=发展)(?:环境|方式|动能|水平|成果|中(?![医小华]))|(?<=改革)(?:开放|成果|试点)"
    r"|(?<=治理)(?:能力|体系|水平|效能)|(?<=创新)(?:驱动|能力|主体|平台|发展|体系|资源)|(?<=监管)(?:体系|能力)"
    # 使命, 发展信心, 研发投入强度, 招商引资工作, 把|好事办好
    r"|(?<=使)[命用者]|(?<=发展)(?:信心|理念|思想|格局)|(?<=研发)(?:投入|经费|强度|费用|机构|活动|人员|中心|计划)|(?<=招商)(?:引资|选资|[局会])|(?<=把好)事"
    r"|(?<=规范)公正"
)
_TAILS = frozenset(
    "性型者率的区力链业能水贸消环方动成中开试体效驱主平发资命用信理思格投经强费机活人计引选局会事公"
)  # what a noun's tail begins with
# 以改革提高|开放水平, 为群众多办|实事, 在园区培育|一批企业: the manner, and then the verb
_MANNER = late(
    r"(?:坚持|努力|继续|免费|进一步)*(?:[以为在对向“]|通过)[^，]{2,40}?"
    r"(?P<verb>提供|多办|办好|解决|培育|提高|提升|推动|促进|带动|助推|引领|发展|赋能|推进|建设|打造|加强|优化|创造|营造|做[好强优大特足]|构建|制定|编制|出台|引进|开展|谋划|完善|健全|建立)(?![的中上者和与]|方式)(?=[^的]{2})"
)
_WITH = late(r"(?:坚持|努力|继续|进一步)*(?:依托|依靠|围绕|针对|按照|面向|基于|立足|根据|结合|适应)")
# 依托特色资源|做好…文章; but 围绕产业链布局创新链的要求 is all manner
_DEED_OF_MANNER = late(
    r"(?:“[^”，]{1,20}”|[^，“\"]){2,24}?(?P<verb>做[好强优大特足]|打造|构建|制定|出台|培育|引进|开展|谋划|推进|推动|加快|完善|健全|优化|建立)(?![的、和与做])[^的，]{3,30}$"
    r"(?<!原则)(?<!要求)(?<!思路)(?<!目标)(?<!部署)(?<!方针)(?<!定位)(?<!需求)(?<!主题)(?<!主线)(?<!任务)(?<!战略)(?<!标准)(?<!方向)(?<!计划)(?<!规划)(?<!意见)"
    r"(?<!方法)(?<!抓手)(?<!理念)"
)
_MANNERS = frozenset("坚努继免进以为在对向“通依围针按面基立根结适")  # what a manner begins with
# 推动畜牧业|健康发展, 推动某项目|尽快投产: where the predicate of the object begins
_ADVERB = "更加|更趋|更好|显著|明显|日益|大幅|持续(?<!可持续)|不断|进一步|尽快|加快|加速|稳步|有序|早日|顺利|如期|深度|健康(?!体检|中国|城市|服务|产业|管理|养老|工作|教育|素养|医疗)|协同(?!发展[\u4e00-\u9fff]{0,4}区|创新[中平体])|联动|高效|快速(?!路|通道|公交|化)|良性|集成(?!电路|改革|商)|全面|基本|全部|逐步|普遍|和谐|平稳"
_PREDICATE = searcher(
    # 推动机构设置|更加合理、职能配置更加优化
    rf"更加[^的、，]{{2,6}}(?:、[^的、，]{{2,8}}更[加趋][^的、，]{{2,6}}){{1,5}}$|(?:{_ADVERB})[^的]{{2,24}}$"
    r"|(?:建成投产|建成投用|投入使用|投入运营|开工建设|竣工投产|投产达效|竣工|投产|投用|完工|落地见效|提质增效|提质扩面|提速增效|提质升级|转型升级|做大做强|做强做优|做优做强"
    r"|延链补链强链|扩容提质|全覆盖|为本|为王|为先|为大|至上|动态清零|应保尽保|和谐稳定|稳定增收)(?:[^的]{0,6})$"
    r"|(?:纳入|进入|融入)[^的]{2,16}$|向[^的]{1,10}(?:延伸|转型|迈进|发展|转变|集聚|拓展|下沉|倾斜|覆盖)$|实现[^的]{2,12}(?:提升|突破|覆盖|发展|转变|清零)$"
    r"|(?:园区化|集群化|规模化|产业化|高质量|绿色|集约|特色|差异化|一体化|融合|错位)发展$|(?:转型|创新)发展(?:、[^的]{2,4}发展)?$"
)
# 支持武汉|争创示范区, 鼓励企业|在境内外上市, 把安全|作为底线
_AGENTS = (
    "支持",
    "鼓励",
    "引导",
    "激励",
    "帮助",
    "让",
    "使",
    "把",
    "对",
    "鼓励支持",
    "支持引导",
    "鼓励引导",
    "鼓励和引导",
    "引导支持",
    "激励引导",
)
_DOES = late(
    r"(?:争创|打造|开展|实施|建设|申报|创建|加大|参与|(?<![实现存所潜内外])在[^，]{1,8}[上设创就兴发]|做[大强优活]|盘活|联手|下乡|扩大|提升|加强|实现|开拓|拓展|通过|组建|引进|加快|积极|大规模"
    r"|进行|给予|实行|办好|办实|园区化|“?(?:[愿敢]|(?<![智功可用节储产新动效技职性潜光热电核赋清])能(?![源耗级量]))"
    # 引导金融机构|增加信贷投放, 让更多成果|走向生产线
    r"|(?<![的于所和与及、])(?:增加|提高|登上|成为|走向|走进|走上|迈向|转化为|转变为|变成|发挥|聚焦|瞄准|享有|享受|降低|减少|解决|缓解|应对|建成|围绕|面向|针对|把(?![握关手])|返乡|落户|入驻|采用|引入|了解|掌握))(?![的性力])"
)
# 把项目建设|作为抓手: 把 puts its object before its verb
_TURNS = late(
    # 把企业|当作自己人, 把资源优势|转化为发展优势, 把债务规模|控制在合理水平, 把矛盾纠纷|化解在基层
    r"当[作成]|看[作成]|视为|变[成为]|转变为|控制在|关进|放[到进]|还给|交给|化解在|解决在|落到|抓在|挺在|扛在|培育成|发展成|列[入为]|推向|送到|嵌入"
    r"|作为|打造成?|建设成|转化|摆在|放在|贯穿|融入|落实|办[好实]|做[好实细优强]|抓|提速|用[好在到足]|纳入"
)
# Where what is said of a shortfall begins: 营商环境|仍需优化, 产业结构|不优, 经济总量|偏小
_FALLS_SHORT = late(
    r"(?:还是?|仍然?|尚|依然|依旧|也|都|均|并|总体|整体|相对|比较|较为|十分|非常|相当|异常|这么|那么|太|正(?=面临)|很|更加|日益|日趋|远|明显|普遍|大量|持续|不同程度[地的]?){0,4}(?:"
    r"(?:不(?!确定性|同|断|动产|良|少|可再|正之|确定)|偏(?!远)|比较(?!优势)|(?<!比)较(?!大(?:规模|的)|快)|有待|亟待|亟需|急需|(?<!供)(?<!生活)需要?(?!求)|(?<!明)[仍还尚]?显|明显$|[仍尚]待"
    r"|有(?:一些|不少|较大|很大|较多|很多|诸多|一定|待|许多|所|短板|差距|欠账)|受到?[^，、的]{0,6}(?:冲击|影响|制约|挤压)|存在|缺乏|缺少|难以|未(?!来)|没有|无法)"
    r"|薄弱|脆弱|滞后|突出|艰巨(?!性)|严峻(?!性)|繁重|任重|加剧|紧缺|短缺|淡薄|低下|匮乏|松懈|增多|增加(?!值)|加大|上升|下滑|下降|放缓|乏力|凸显|频发|多变|承压|趋紧|时有发生"
    # 部分企业|面临融资难, 部分指标|低于预期, 经济运行|仍处于恢复期, 历史欠账|还不少, 盈利能力|减弱, 发展压力|越来越大, 产业层次|低
    r"|叠加$|交织$|趋[缓弱]|粗放$|单一$|空前$|落后(?=$|于|、)|(?:仍然?|依然|依旧)是|紧张$|(?<!无)有限$|紧平衡|吃紧|攀升$|出现(?!的)|(?:还|仍)(?:需|须)|(?:不断|持续|快速|刚性)增长$|处于[^，的]{1,8}状态"
    r"|沉重|面临(?!的)|低于(?:预期|[^，]{0,8}(?:平均|水平))|低迷|萎缩|反弹|高位运行|[还仍]要(?!求)(?=[^，]{2})|处于[^，]{2,12}(?:期|阶段)|(?<!了)不少$|减弱|减少|受挤|受限|受阻|越来越[大高难重]|屡有发生|屡禁不止|下行(?=$|、)|(?<!的)困难$|禁而[未不]绝|缓慢|严重(?=$|、)|走[低弱]|过[高大低重多慢]$"
    r"|(?<![扩做强重最减降提缩增壮广远巨过严缓困疑沉不很缺多至])[大低弱小差慢重高难少](?=$|、))"
)
_STILL = ("还", "仍", "尚", "依然", "依旧")
# 依然|存在|畏难情绪, 还|有不少|让群众烦心的事: the thing stands behind
_ONLY_STILL = late(r"(?:也|还|仍然?|尚|依然|依旧|都|同时){1,3}")
# 但因|历史欠账多; 仍需进一步加大|投入: what opens the clause is no part of the thing
_BUT = late(
    r"(?:当前|目前)(?=[^，]{4})|(?:但是?|然而|不过|而且|并且|加之|加上)(?:由于|因(?![素此地]))?|(?:致使|导致|使得?(?![用命馆]))(?=[^，]{4})"
)
_NEEDS = late(r"(?:还|仍然?|尚|也|都|亟|急)+需要?(?!求)")
_OPENS_SHORT = frozenset("使致导当目但然不而并还仍尚也都亟急加缺")
# 缺乏|强县立县的大项目: the thing stands behind
_LACKS = late(r"(?:仍|还|尚)?(?:缺乏|缺少)(?=[^，]{2})")
_GAP_TO = late(r"(?:与|距离?|(?<![分脱远偏])离)[^，]{2,30}$")
_UNLIKE = ("差距", "不适应", "不相适应", "不匹配", "不相匹配", "不相符", "不协调")
# 创新意识不强、担当精神不足的问题|亟待解决
_OF_A_NOUN = late(
    r"的(?!差距|问题|不足|短板|困难|压力|地方|空间)|的问题(?=仍|还|尚|依然|亟|比较|较|日益|十分|突出|没有|未)"
)
_AND_SUCH = late(r"等[^，、]{0,12}(?:问题|现象|矛盾|制约|短板|情况)")
# 机制更新慢、服务效率|不高、链主企业偏少等问题|没有得到解决: what is listed before 等问题 is all of the thing
_LISTED_AS = late(r"、[^，]{0,24}等(?:突出|深层次|民生|社会)*(?:问题|现象|矛盾|情况|弊病|弊端)")
# 但还|没有根本好转, 特别是|缺乏长远规划: nothing but a joint stands before
_ONLY_JOINTS = late(r"(?:但是?|还|而且|特别是|尤其是|同时|并且|甚至|也|又|仍|有的|有些)+$")
_WISHES = ("力争", "确保", "努力", "争取", "必须")  # 力争|城际铁路开工: no noun begins with them
_HOW = late(r"(?:不断|充分|真正|尽早|轻松|有效|更好地?|进一步|切实|积极|主动|逐步)$")
_BY_WHEN = late(r"(?:\d{1,2}月(?:底|份)?前?|[上下]半年|年底前?|年内)$")
_AND_VERB = "和与及、"
_JOINS = frozenset(_AND_VERB)
_SHORTEST = 2


def object_of(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the thing of the task ``text[start:stop]`` begins and ends."""
    begin = start
    if text[start] in _ACTORS and (who := _WHO.match(text, start, stop)) is not None:
        begin = who.end()
    begin, verb, behind = _after_verbs(text, begin, stop)
    if text[begin] == "、" and begin < stop - _SHORTEST:  # 积极引导、|妥善处理|网络舆情
        begin += 1
        after, word, past = _after_verbs(text, begin, stop)
        if word is not None and word.word not in _AGENTS and text[after] not in _AND_VERB:
            begin, verb, behind = after, word, past
    opens_so = (verb is None or verb.word == "坚持") and text[begin] in _MANNERS
    if opens_so and (manner := _manner(text, begin, stop)) is not None:
        begin, verb, behind = _after_verbs(text, manner.start("verb"), stop)
        if verb is None:
            begin = behind = manner.end("verb")  # 多办|实事
    if verb is not None and verb.word in _AGENTS:
        end = _before_its_verb(text, begin, stop, _TURNS if verb.word == "把" else _DOES)
    elif verb is None or verb.causes:
        end = _before_its_predicate(text, begin, stop, behind)
    else:
        end = stop
    if text.find("”", start, stop) >= 0:
        begin, end = _with_quotation(text, start, stop, begin, end)
    if end - begin >= _SHORTEST:
        return begin, end
    return (begin, stop) if stop - begin >= _SHORTEST else (start, stop)


def _before_its_verb(text: str, begin: int, stop: int, verbs: re.Pattern[str]) -> int:
    """Where the thing ends that is to do, or to become, what follows: 支持企业|争创示范, 把矛盾纠纷|化解在基层."""
    acts = verbs.search(text, begin + _SHORTEST, stop)
    if acts is None or text[acts.start() - 1] in _JOINS:
        return stop
    end = acts.start()
    if text[end - 1] == "都" and acts[0][0] in "能敢愿用" and text[end - 2] not in "成首古":
        end -= 1  # 让每一户人家|都能…
    how = _HOW.search(text, begin + _SHORTEST, end)
    return end if how is None else how.start()  # 使企业|真正成为…


def _before_its_predicate(text: str, begin: int, stop: int, behind: int) -> int:
    """Where the thing ends that has a predicate of its own: 推动畜牧业|健康发展; ``behind`` is where the verbs before it end."""
    said = _PREDICATE.search(text, begin + _SHORTEST, stop)
    if said is None or said.start() < behind + _SHORTEST or text[said.start() - 1] in _JOINS:
        return stop  # 更加突出开工、|竣工和实物工作量
    if text.find(said[0], begin, said.start()) >= 0:
        return stop  # 推动三产融合发展、农旅|融合发展
    if _PREDICATE.match(text, begin, stop) is not None:
        return stop  # 早日投产达效 names no thing
    when = _BY_WHEN.search(text, begin + _SHORTEST, said.start())
    return said.start() if when is None else when.start()  # 临江大道|6月底前|开工


def _with_quotation(text: str, start: int, stop: int, begin: int, end: int) -> tuple[int, int]:
    """What a quotation holds is not cut: 实施“开门红、月月红”|行动."""
    opened, closed = text.count("“", begin, end), text.count("”", begin, end)
    if opened > closed:
        return begin, stop
    if closed > opened and (quotes := text.rfind("“", start, begin)) >= 0:
        return quotes, end
    return begin, end


def _manner(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The manner that opens a clause, with the verb behind it: 以改革|提高, 依托特色资源|做好."""
    if (manner := _MANNER.match(text, start, stop)) is not None:
        return manner
    opens = _WITH.match(text, start, stop)
    return None if opens is None else _DEED_OF_MANNER.match(text, opens.end(), stop)


def _after_verbs(text: str, start: int, stop: int) -> tuple[int, Verb | None, int]:
    """Where the object begins behind adverbs and verbs, the last verb (None: there is none), and where all these words end."""
    table = task_verbs()
    position, begin = start, start
    verb: Verb | None = None
    while position < stop:
        word = table.at(text, position)
        if word is None:
            break
        after = position + len(word.word)
        if word.verb and (verb is None or verb.adverb):
            behind = after + (1 if text[after : after + 1] in "好了" and stop - after > _SHORTEST else 0)
            tailed = after < stop and text[after] in _TAILS and _NOUN_TAIL.match(text, after, stop)
            if stop - behind < _SHORTEST or tailed:
                break
            begin, verb, position = behind, word, behind
            if behind < stop and text[behind] in _AND_VERB and table.at(text, behind + 1, verb=True):
                position, verb = behind + 1, None  # 加强和改进|金融监管
        elif word.adverb:
            position = after
            if verb is None and word.word in _WISHES and stop - after >= _SHORTEST:
                begin = after
        else:
            break
    if verb is None and start < begin < stop - _SHORTEST and text[begin] in "和与及、":
        begin += 1  # 加强和|创新平台: what stands behind 和 is no verb
    return begin, verb, position


def lacking(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the thing that falls short in ``text[start:stop]`` begins and ends."""
    if text[start] in _OPENS_SHORT:
        if (joint := _BUT.match(text, start, stop)) and stop - joint.end() > _SHORTEST:
            start = joint.end()
        if lacks := _LACKS.match(text, start, stop):
            return lacks.end(), stop
        if (needs := _NEEDS.match(text, start, stop)) and stop - needs.end() > _SHORTEST:
            return object_of(text, needs.end(), stop)
    of_noun = max((m.start() for m in _OF_A_NOUN.finditer(text, start, stop)), default=-1)
    if text.find("等", start, stop) > 0 and (listed := _LISTED_AS.search(text, start, stop)):
        of_noun = max(of_noun, listed.end())
    for short in _FALLS_SHORT.finditer(text, start + _SHORTEST, stop):
        # 区域发展不平衡的状况|尚未改变: what belongs to a noun behind it is not yet the predicate
        if short.end() <= of_noun and not short[0].startswith(_STILL):
            continue
        such = text.find("等", short.end(), min(stop, short.end() + 3))
        if such >= 0 and _AND_SUCH.match(text, such, stop):
            continue  # 用水指标不足等短板|较为突出
        end = short.start()
        if text.count("“", start, end) > text.count("”", start, end):
            continue  # 干部“慢作为、|不作为”
        gap = (
            _GAP_TO.search(text, max(start + _SHORTEST, end - 34), end)
            if text.endswith(_UNLIKE, start, stop)
            else None
        )
        if gap is None and text[end - 1] == "得":
            end -= 1  # 办法落实|得还不够好
        if short[0].endswith(("存在", "缺乏", "缺少")) and _ONLY_STILL.fullmatch(text, start, end):
            behind = short.end() + text.startswith(("着", "的"), short.end())
            return (behind, stop) if stop - behind >= _SHORTEST else (start, stop)
        if _ONLY_JOINTS.fullmatch(text, start, end):
            break
        end = gap.start() if gap else end
        return start, end - 1 if text[end - 1] == "，" else end
    return start, stop


# 依托高铁站，|建设临站商务区; 以县城为重点，|推进…: a means before its deed
_MEANS_FIRST = frozenset("以依围聚针按对在通结借用据根从随为与")
_COMMA = late(r"[，；：]")


def thing_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the thing begins and ends that the line ``text[start:end]`` is about, of one clause or several.

    Of several clauses it is the first that is no means of the next: 投资3亿元，|新建学校2所 is about what is built.
    """
    begin = start
    while (comma := _COMMA.search(text, begin, end)) is not None:
        means = text[begin] in _MEANS_FIRST or _only_money(text, begin, comma.start())
        if not means or end - comma.end() < _SHORTEST:
            end = comma.start()
            break
        begin = comma.end()
    return object_of(text, begin, end) if end - begin >= _SHORTEST else (begin, end)


def _only_money(text: str, start: int, end: int) -> bool:
    return text.startswith(("总投资", "投资", "投入", "安排"), start) and text.endswith("元", start, end)
