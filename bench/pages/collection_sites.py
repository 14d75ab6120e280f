"""Sites that collect reports, documents and news, and the pages of accounts and forums."""

from bench.pages.site_parts import HEADLINES, TAGS, Lines, each, links, page

_ADVERTS = (
    '<div class="ad1"><a href="http://example.com/1">点击领取公文写作资料大礼包，三千份报告模板免费下载</a></div>',
    "<p>更多政府工作报告范文请访问写作资料网，每日更新！</p>",
    '<p><a href="/vip">开通会员，全站文档任意下载，首月仅需九元九</a></p>',
    "<div><ins class='adsbygoogle'>广告</ins></div>",
)
_DISCLAIMER = "本文仅代表作者观点，不代表本站立场。文章内容来源于网络，版权归原作者所有，如有侵权请联系我们删除，我们会第一时间予以处理。"


def _with_adverts(form: str, lines: tuple[str, ...]) -> str:
    pieces = []
    for number, line in enumerate(lines):
        pieces.append(form.replace("{}", line))
        if number % 4 == 2:
            pieces.append(_ADVERTS[number // 4 % len(_ADVERTS)])
    return "\n".join(pieces)


def collection(r: Lines) -> str:
    """A collection of reports: adverts between the paragraphs, tag clouds, a comment box, a captcha."""
    return page(
        f"{r.title or '云溪区政府工作报告(3)'}_工作报告_范文写作网",
        f"""<div class="top"><a href="/">范文写作网</a> <a href="/baogao">工作报告</a> <a href="/zongjie">工作总结</a></div>
<p>当前位置：<a href="/">首页</a>&gt;<a href="/baogao">工作报告</a>&gt;<a href="/baogao/zf">政府工作报告</a>&gt;正文</p>
<div class="con"><h1>{r.title or "云溪区2022年政府工作报告(3)"}</h1><div class="info">来源：网络整理　时间：2023-05-06　阅读：4021</div>
<div class="article">{each("<p>{}</p>", r.front)}{_with_adverts("<p>  {}</p>", r.body)}</div>
<p class="page"><a href="5905.html">上一页</a> <a href="5905.html">1</a> <a href="5905_2.html">2</a> 3 <a href="5905_4.html">4</a> <a href="5905_4.html">下一页</a></p>
<p>{_DISCLAIMER}</p><p>本文地址:/baogao/huanan/5905.html</p></div>
<div><h3>标签云</h3>{links(TAGS, '<a href="/tag/{n}">{}</a> ')}</div>
<div><h3>相关推荐</h3><ul>{links("云溪区2021年政府工作报告 临河市2022年政府工作报告 南屏市2022年政府工作报告 镇政府工作报告范文三篇")}</ul></div>
<div><p>留言与评论（共有 0 条评论）</p><form><textarea></textarea><p>验证码：<img src="/c"> 看不清</p><input type="submit"></form></div>
<p><a href="/sitemap.html">网站地图</a></p>""",
    )


def news_portal(r: Lines) -> str:
    """A news portal: a side column with summaries, hot lists, an author, an editor."""
    summaries = "".join(
        f'<div class="item"><a href="/{n}">{t}</a><p>{s}</p></div>'
        for n, (t, s) in enumerate(
            (
                (
                    "全省经济运行开局平稳",
                    "记者从省统计局获悉，一季度全省生产总值同比增长5.8%，规模以上工业增加值增长7.3%，固定资产投资增长6.1%，经济运行实现良好开局。",
                ),
                (
                    "高铁云南屏段铺轨",
                    "昨日上午，随着第一组500米长钢轨平稳铺设在无砟道床上，云南屏高铁正式进入铺轨阶段，预计明年年底具备通车条件。",
                ),
                (
                    "专家谈文旅融合",
                    "文旅融合不是简单相加，而是要在产品、业态、市场上深度融合。多位专家认为，县域文旅要避免同质化竞争，走特色发展的路子。",
                ),
            )
        )
    )
    return page(
        f"{r.title}--云岭新闻网",
        f"""<div class="nav">{links("要闻 时政 经济 社会 文化 体育 图片 视频 评论")}</div><div class="crumb">云岭新闻网 &gt; 时政 &gt; 正文</div>
<div class="w1000"><div class="leftbox"><h1>{r.title}</h1><div class="sou">2026-01-25 08:30:12　来源：云岭日报　字号：<em>小</em><em>大</em></div>
<div class="summary">摘要：大会听取了政府工作报告，代表们认为报告实事求是、鼓舞人心。</div>
<div id="articleText">{each("<p style='text-indent:2em'>{}</p>", (*r.front, *r.body))}<p>（责任编辑：何晓 审核：陈默）</p></div>
<div class="author"><img src="a.jpg"><b>何晓</b><span>云岭日报记者，长期关注时政与民生报道，曾获云岭新闻奖一等奖。</span></div>
<div class="stmt">凡本网注明“来源：云岭日报”的所有作品，未经授权不得转载、摘编。违反上述声明者，本网将追究其相关法律责任。</div></div>
<div class="rightbox"><h3>热点排行</h3><ol>{links(HEADLINES)}</ol><h3>专题</h3>{summaries}</div></div>
<div class="copyright">云岭日报社版权所有　互联网新闻信息服务许可证00000000000　违法和不良信息举报电话：0000-0000000</div>""",
    )


def forum(r: Lines) -> str:
    """A forum: the report is the first post, others answer."""
    answers = "".join(
        f'<div class="post"><div class="who"><b>{name}</b><p>等级：{level}</p><p>积分 {score}</p></div><div class="msg"><p>{words}</p><p>举报 | 回复 | 顶(3)</p></div></div>'
        for name, level, score, words in (
            (
                "山里人家",
                "秀才",
                320,
                "顶一下楼主，辛苦了！我们村的路什么时候能修好啊，去年就说要修，到现在还没有动静，希望镇里抓紧。",
            ),
            (
                "玉屏老张",
                "举人",
                1208,
                "报告写得很实在，数字也清楚，就是不知道最后能完成多少。年底大家再来看看吧，反正我是会记着的。",
            ),
            (
                "过路的风",
                "童生",
                15,
                "沙发没抢到。楼主有没有前几年的报告，想对比一下收入到底涨了多少，谢谢了。",
            ),
        )
    )
    return page(
        f"{r.title} - 玉屏论坛",
        f"""<div id="hd"><a href="/">玉屏论坛</a> » <a href="/f1">镇务村务</a> » 查看主题</div><div>用户名 <input> 密码 <input> <a>登录</a> <a>注册</a></div>
<div class="post first"><div class="who"><b>玉屏发布</b><p>等级：版主</p><p>帖子 620</p><p>注册时间 2011-5-2</p></div>
<div class="msg"><h1>{r.title}</h1><div class="ptime">发表于 2023-3-12 10:21:44 | 只看该作者 | 倒序浏览</div>
<div class="t_f">{"<br />".join((*r.front, *r.body))}</div><p>本帖最后由 玉屏发布 于 2023-3-12 10:25 编辑</p><p>评分 | 收藏 12 | 分享 | 举报</p></div></div>{answers}
<div class="pg"><a>1</a><a>2</a><a>3</a><a>下一页</a></div><div class="ft">Powered by Forum X3.4　<a>手机版</a> | <a>小黑屋</a> | 云ICP备00000000号</div>""",
    )


def account(r: Lines) -> str:
    """An article of an account on a phone: sections and spans with styles in every one, no paragraph."""
    style = "max-width:100%;box-sizing:border-box;word-wrap:break-word;"
    spans = "".join(
        f'<section style="{style}margin:8px 0;"><span style="{style}font-size:15px;letter-spacing:1px;">{line[: len(line) // 2]}</span>'
        f'<span style="{style}font-size:15px;"><strong style="{style}">{line[len(line) // 2 :]}</strong></span></section><section style="{style}"><br></section>'
        for line in (*r.front, *r.body)
    )
    return page(
        r.title,
        f"""<div id="js_article"><h1 id="activity-name">{r.title}</h1><div id="meta_content"><span>青川发布</span> <span>青川发布</span> <em>2026-01-24 18:02</em> <em>发表于云岭</em></div>
<div id="js_content"><section style="{style}"><p>点击上方蓝字关注我们</p></section><section style="{style}">{spans}</section>
<section><p>END</p></section><section><p>来源：青川区政府办</p><p>编辑：小禾　审核：沈宁</p><p>长按识别二维码，关注“青川发布”公众号</p></section></div>
<div>阅读原文　阅读 1.2万　赞 86　在看 41</div><div><p>喜欢此内容的人还喜欢</p>{links(HEADLINES, "<div><a href='{n}'>{}</a></div>")}</div><p>微信扫一扫关注该公众号</p></div>""",
    )


def library(r: Lines) -> str:
    """A library of documents: page marks inside the text, buttons to download, related documents."""
    parts = []
    for number, line in enumerate(r.body):
        parts.append(f"<p>{line}</p>")
        if number % 6 == 5:
            parts.append(
                f'<div class="pagemark">第 {number // 6 + 1} 页 / 共 {len(r.body) // 6 + 1} 页</div>'
            )
    related = "".join(
        f'<div class="doc"><a href="/p-{n}">{t}</a><span>{n + 3}页 | 4.{n}分</span><p>文档简介：{t}，共{n + 3}页，内容完整，可供参考借鉴，欢迎下载使用。</p></div>'
        for n, t in enumerate(
            ("2019年县政府工作报告学习心得", "乡镇政府工作报告范文", "政府工作报告写作技巧与要点")
        )
    )
    return page(
        f"{r.title}.doc - 百科文库",
        f"""<div class="hd"><a>文库首页</a> <a>会员中心</a> <a>上传文档</a></div><div class="crumbs">文库首页 &gt; 机关公文 &gt; 工作报告</div>
<h1>{r.title}.doc</h1><div class="bar">上传人：user8213　上传时间：2020-04-02　格式：DOC　页数：9　大小：48KB　下载：326次　所需积分：5</div>
<div class="dl"><button>立即下载</button><button>加入VIP免费下载</button></div>
<div class="reader"><div class="inner">{each("<p>{}</p>", (r.title, *r.front))}{"".join(parts)}</div></div><div class="tip">下载文档到电脑，查找使用更方便</div>
<div class="rel"><h4>相关文档</h4>{related}</div><p>文库所有资源均是用户自行上传分享，仅供网友学习交流，未经上传用户书面授权，请勿作他用。</p>""",
    )


def mobile(r: Lines) -> str:
    """The page for phones."""
    return page(
        r.title,
        f"""<header class="m-head"><a>返回</a><span>政务公开</span><a>菜单</a></header><article class="m-art"><h2>{r.title}</h2><p class="time">2024-01-15 来源:凤溪发布</p><div class="m-con">{each("<p>{}</p>", (*r.front, *r.body))}</div></article>
<div class="m-share"><span>微信</span><span>朋友圈</span><span>复制链接</span></div><div class="m-app">打开客户端，阅读体验更佳</div><div class="m-list"><h3>大家都在看</h3>{links(HEADLINES, "<div><a href='/{n}'>{}</a></div>")}</div><footer>电脑版　客户端　意见反馈</footer>""",
        '<meta name="viewport" content="width=device-width">',
    )


def preformatted(r: Lines) -> str:
    """A mirror that keeps texts as they were typed, eighty columns wide."""
    text = "\n".join(f"          {line}" for line in (r.title, *r.front))
    body = "\n\n".join(f"    {line}" for line in r.body)
    return page(
        "资料存档",
        f"""<p><a href="../">上级目录</a> | <a href="index.html">索引</a></p><pre>\n{text}\n\n{body}\n</pre><hr><address>存档服务器 更新于 2010-05-01</address>""",
    )


def divs_only(r: Lines) -> str:
    """No paragraph anywhere: a div for each line, headings set by spans, a column of other reports beside."""
    other = "".join(
        f"<div class='r'><div>{year}年政府工作报告</div><div>各位代表：现在，我代表市人民政府向大会报告工作，请予审议……</div></div>"
        for year in (2012, 2013, 2014)
    )
    return page(
        "历年政府工作报告",
        f"""<div id="a"><div id="b">{links("历年报告 年鉴 方志 统计公报", "<span><a href='{n}'>{}</a></span>")}</div><div id="c"><div><span>{r.title}</span></div>
<div>{each("<div><span>{}</span></div>", (*r.front, *r.body))}</div></div><div id="d">{other}</div><div id="e"><div>本站为公益资料站，所有文件均收集自公开渠道，仅供学习研究使用，转载请注明出处。</div><div>联系邮箱：a@example.com</div></div></div>""",
    )


def strong_headings(r: Lines) -> str:
    """A blog: headings in <strong>, a widget column, earlier and later posts."""
    body = "".join(
        f"<p><strong>{line}</strong></p>" if len(line) < 24 else f"<p>{line}</p>" for line in r.body
    )
    return page(
        f"{r.title} – 县域观察",
        f"""<div class="site"><div class="site-header"><a>县域观察</a><span>记录县城的变化</span></div><div class="entry"><h1>{r.title}</h1><div class="meta">2019年3月6日 由 观察员 发表 · 3条评论</div>
<div class="entry-content">{each("<p>{}</p>", r.front)}{body}<p>转自白石县人民政府网站。</p></div><div class="post-nav"><a>« 上一篇文章</a><a>下一篇文章 »</a></div>
<div class="comments-area"><h3>3 条评论</h3><div class="c"><b>路人甲</b><p>博主整理得不错，建议把前几年的数据也放上来做个对比，这样看得更清楚一些。</p></div><div class="c"><b>青岩</b><p>我们那条路确实修好了，从县城回家快了四十分钟，给政府点个赞。</p></div></div></div>
<div class="widget-area"><h4>近期文章</h4><ul>{links(HEADLINES)}</ul><h4>关于本站</h4><p>本站关注全国两千八百多个县级行政区的经济与社会，数据均来自公开资料，欢迎指正。</p></div></div>""",
    )


def hidden_words(r: Lines) -> str:
    """A hacked site: hidden links and words in the text, a hidden block of spam below."""
    body = []
    for number, line in enumerate(r.body):
        spam = (
            '<span style="display:none">博彩平台注册送彩金</span>'
            if number % 5 == 1
            else '<font style="font-size:0px">真人娱乐城官方网站</font>'
            if number % 5 == 3
            else ""
        )
        middle = len(line) // 2
        body.append(f"<p>{line[:middle]}{spam}{line[middle:]}</p>")
    spam = "".join(
        f"<p>澳门某某娱乐场第{n}期开奖结果公布，网上真人游戏平台信誉最好，注册即送体验金，客服全天在线为您服务。</p>"
        for n in range(12)
    )
    return page(
        f"{r.title} 白石县",
        f"""<div style="position:absolute;left:-9999px">{links("棋牌游戏 彩票投注 真人视讯 老虎机", "<a href='{n}'>{}</a>")}</div>
<div class="content"><h1>{r.title}</h1><p>发布日期：2019-03-01</p>{each("<p>{}</p>", r.front)}{"".join(body)}</div><div style="display: none">{spam}</div>
<div><p>地址：白石县人民路8号　电话：0000-0000000</p></div>""",
    )
