"""Pages on which a report is hard to tell from what stands around it."""

from bench.pages.site_parts import HEADLINES, Lines, each, links, page


def spans_for_menus(r: Lines) -> str:
    """Menus made of spans with scripts, no link anywhere, no class that says anything."""
    menu = "".join(
        f"<span onclick='go({n})'>{w}</span>"
        for n, w in enumerate(["首页", "区情概览", "信息公开", "网上办事", "公众参与", "招商引资"])
    )
    news = "".join(f"<div onclick='go({n})'>{w}</div>" for n, w in enumerate(HEADLINES.split()))
    return page(
        r.title,
        f"""<div class="a1">{menu}</div><div class="a2"><div class="b1"><div>本类热点</div>{news}</div><div class="b2"><div class="c1">{r.title}</div><div class="c2">2024-01-15　凤溪区人民政府办公室</div>
<div class="c3">{each("<div>　　{}</div>", (*r.front, *r.body))}</div><div class="c4"><span>上一条</span><span>下一条</span></div></div></div><div class="a3">凤溪区人民政府办公室主办　凤溪区大数据局维护</div>""",
    )


def encyclopedia(r: Lines) -> str:
    """An encyclopedia: a box of facts, a table of contents, a mark to edit at every heading, sources."""
    headings = [line for line in r.body if line[1:2] == "、" and len(line) < 40]
    contents = "".join(f"<li><a href='#{n}'>{h}</a></li>" for n, h in enumerate(headings))
    body = "".join(
        f"<h2><span id='x'>{line}</span><span class='edit'>[<a href='/e'>编辑</a>]</span></h2>"
        if line in headings
        else f"<p>{line}</p>"
        for line in r.body
    )
    return page(
        f"{r.title} - 云岭文献馆",
        f"""<div id="content"><h1>{r.title}</h1><div>云岭文献馆，自由的图书馆</div><div>跳转到导航 跳转到搜索</div><table class="infobox"><tr><th>作者</th><td>临河市人民政府</td></tr><tr><th>年份</th><td>2015年</td></tr><tr><td>姊妹计划</td><td>数据项</td></tr></table>
<div id="toc"><h2>目录</h2><ul>{contents}</ul></div>{each("<p>{}</p>", r.front)}{body}
<div class="licence"><p>本作品是中华人民共和国的法律、法规，国家机关的决议、决定、命令和其他具有立法、行政、司法性质的文件，根据著作权法第五条不适用于该法，在中国大陆属于公有领域。</p></div></div>
<div id="panel"><h3>导航</h3><ul>{links("首页 最近更改 随机作品 帮助 资助")}</ul><h3>工具</h3><ul>{links("链入页面 相关更改 特殊页面 固定链接 页面信息 引用此页")}</ul></div>
<div id="foot"><ul><li>此页面最后编辑于2021年8月2日 (星期一) 10:21。</li><li>除非另有声明，本网站内容采用共享协议授权。</li></ul></div>""",
    )


def news_about(r: Lines) -> str:
    """A newspaper prints the report with a few words before and behind it, in the same box."""
    return page(
        f"{r.title}（全文）",
        f"""<div class="content"><h1>{r.title}（全文）</h1><p>2019-02-20 07:15　白石新闻网　记者 陈默</p><div class="zoom">{each("<p>{}</p>", (*r.front, *r.body))}<p>（完）</p><p>责编：陈默　　校对：何晓</p><p>新闻热线：0000-0000000　投稿邮箱：a@example.com</p></div></div>
<div class="side"><h3>24小时新闻</h3>{links(HEADLINES)}</div>""",
    )


def word_export(r: Lines) -> str:
    """A page that a word processor saved."""
    line = '<p class=MsoNormal style="text-indent:32.0pt"><span style="font-size:16.0pt;font-family:仿宋_GB2312">{}</span><span lang=EN-US><o:p></o:p></span></p>'
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><meta name=Generator content="Word"><style>p.MsoNormal{margin:0}</style></head><body lang=ZH-CN>'
        f"<div class=Section1 style='layout-grid:15.6pt'>{each(line, (r.title, *r.front, *r.body))}<p class=MsoNormal align=center><span lang=EN-US>- 12 -</span></p></div></body></html>"
    )


def many_comments(r: Lines) -> str:
    """A last page of a report under which readers wrote more than stands on it."""
    words = (
        "作为一个在云溪工作了十几年的外地人，亲眼看着这里从城乡结合部变成了现在的样子，真心希望公共交通能够再方便一些。",
        "报告里提到的热线确实好用，上次反映小区门口路灯不亮，第二天就有人来修了，给工作人员点个赞。",
        "希望把老城区的停车问题解决一下，晚上回来转三圈都找不到车位，说了好几年了也没有什么改观。",
        "学校建得快，老师也要跟上啊，新校区的班里五十多个孩子，一个老师根本管不过来。",
        "支持！就业是最大的民生，我家孩子今年大学毕业，投了上百份简历，希望本地能多些岗位。",
    )
    posts = "".join(
        f"<li><b>网友{n}</b> <i>{n}天前</i><p>{w}</p><span>回复</span><span>赞({n})</span></li>"
        for n, w in enumerate(words * 2, 1)
    )
    return page(
        f"{r.title or '云溪区政府工作报告'}（3）",
        f"""<div class="wrap"><div class="txt">{each("<p>{}</p>", (*r.front, *r.body))}</div><ul class="pg">{links("上一页 1 2 3")}</ul><ul class="list">{posts}</ul></div>""",
    )


def tabs(r: Lines) -> str:
    """The report, what the media say of it and a chart's numbers, each behind a tab of the same page."""
    return page(
        f"{r.title} - 解读专区",
        f"""<ul class="tab-title"><li>报告全文</li><li>媒体解读</li><li>数据图解</li></ul><div class="tab-con"><div class="item on"><h2>{r.title}</h2>{each("<p>{}</p>", (*r.front, *r.body))}</div>
<div class="item" style="display:none"><h3>六个关键词看报告</h3><p>在昨天开幕的大会上，政府工作报告引发代表热议。记者梳理发现，稳、进、实、新、绿、暖六个字贯穿始终。</p><p>“数字背后是沉甸甸的获得感。”来自企业界的代表说，技改补贴让企业少花了300万元，产值增长20%，新招了50人。</p></div>
<div class="item" style="display:none"><p>生产总值增长6.2%</p><p>新增就业6735人</p></div></div><div class="bottom">青川区融媒体中心制作</div>""",
    )


def text_adverts(r: Lines) -> str:
    """Adverts that are text among text."""
    adverts = (
        "▼点击进入专题▼", "【推广】河畔新城盛大开盘，均价八千元起，看房热线：0000-0000000", "上一页 1 2 3 4 5 下一页", "延伸阅读：乡镇政府工作报告怎么写", "（本文来源：范文先生网 www.example.com）", "温馨提示：按 Ctrl+D 收藏本站，下次查找更方便",
    )  # fmt: skip
    body = []
    for number, line in enumerate(r.body):
        body.append(f"<p>{line}</p>")
        if number % 3 == 1:
            body.append(f"<p>{adverts[number // 3 % len(adverts)]}</p>")
    return page(
        f"{r.title}范文",
        f"""<h1>{r.title}</h1><p>发布：网友投稿　类别：工作报告　阅读：1092</p><div class="bd">{each("<p>{}</p>", r.front)}{"".join(body)}</div><p>以上就是{r.title}的全部内容，希望对您有所帮助，更多内容请关注工作报告栏目。</p><p>来顶一下　返回首页　收藏到QQ书签</p>""",
    )


def footnotes(r: Lines) -> str:
    """Notes that explain terms, then the foot of a county's portal."""
    return page(
        f"{r.title}_松岭市人民政府网",
        f"""<div id="top">今天是 2008年2月3日 星期日　欢迎访问松岭市人民政府网</div><div id="mid"><div id="ucap-content">{each("<p>{}</p>", (r.title, *r.front, *r.body))}</div><div class="fj">附件下载：<a href="1.doc">政府工作报告.doc</a></div><div>打印　关闭　收藏　纠错</div></div>
<div id="btm"><select><option>省政府部门网站</option></select><p>松岭市人民政府 版权所有　松岭市电子政务办公室 承办</p><p>您是第 <b>1203481</b> 位访客　建议使用IE6.0以上浏览器</p></div>""",
    )


def summary_above(r: Lines) -> str:
    """A collection that puts the beginning of the report above the report, and lists of others below."""
    summary = "".join((r.title, *r.front, *r.body[:4]))[:150]
    rest = "".join(
        f"<li><span>03-{n}</span><a href='/{n}'>{w}</a></li>"
        for n, w in enumerate(
            ("2022年白石县政府工作报告", "2021年青岩县政府工作报告", "白石县公安交警集中整治电动自行车"), 10
        )
    )
    return page(
        f"{r.title}_工作报告_县域资料",
        f"""<div class="ui-header"><a href="/">县域资料</a><a href="/gzbg">工作报告</a><a href="/tjgb">统计公报</a></div><div class="ui-main"><div class="ui-title"><a href="/gzbg">工作报告</a><h1>2019年白石县{r.title}</h1><p>时间：2019-03-30????　作者：县域资料????　来源：政府官网????　阅读：<span>299</span>　评论：<span>0</span></p></div>
<div class="ui-desc"><b>内容摘要：</b>{summary}......</div><div class="ui-text">{each("<p>　　{}</p>", (r.title, *r.front, *r.body))}</div>
<div class="ui-note">免责声明：本文仅代表作者观点，不代表本站立场。本站为非营利性网站，来源于网络的作品，若对您造成了侵权，请联系本站，我们会第一时间予以处理。</div><div>标签：<a href="/t/1">2019年</a><a href="/t/2">工作报告</a></div><div>分享到：<a href="#">QQ空间</a><a href="#">新浪微博</a><a href="#">人人网</a></div>
<div>上一篇：<a href="/1">2018年白石县政府工作报告</a></div><div>下一篇：<a href="/2">2020年白石县政府工作报告</a></div><h3>相关文章</h3><ul>{rest}</ul></div><div class="ui-side"><h3>本栏最新</h3><ul>{rest}</ul><h3>标签云</h3><a href="/t/3">国民经济</a><a href="/t/4">人口普查</a></div>""",
    )


def paper_site(r: Lines) -> str:
    """The site of a newspaper of the first decade: buttons in brackets as elements of their own, gossip below."""
    gossip = "".join(
        f"<li><a href='/{n}'>{w}</a></li>"
        for n, w in enumerate(
            ["盘点影坛十大经典角色", "当红歌手巡演今晚开唱", "专家支招夏季养生", "新款轿车价格曝光"]
        )
    )
    return page(
        f"资料：{r.title}_云岭经济网",
        f"""<div id="nav1">{"".join(f'<a href="/{w}">{w}</a>|' for w in ("新闻", "财经", "汽车", "房产", "旅游"))}</div><table><tr><td id="path"><a href="/">云岭经济网</a> &gt; <a href="/dq">地方经济</a> &gt; 正文</td></tr></table>
<div class="laiyuan"><h1>资料：{r.title}</h1><span>2015年02月03日 16:40</span> <span>来源：云岭日报</span> <div>[<a href="#">推荐朋友</a>] [<a href="#">打印本稿</a>] [字号 <a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</div></div>
<div class="nr">（<a href="/zt">点击查阅更多2015年地方政府工作报告</a>）{"".join(f"<p>　　{x}</p>" for x in (*r.front, *r.body))}<p align="right">（责任编辑：何晓）</p></div><div class="sd"><h4>编辑推荐</h4><ul>{gossip}</ul><h4>地方经济</h4><ul>{links(HEADLINES)}</ul></div><div>商务进行时</div>""",
    )


def sheets(r: Lines) -> str:
    """A library's reader: an element for each printed line, sheets of twenty lines."""
    lines = []
    for paragraph in (r.title, *r.front, *r.body):
        lines += [paragraph[n : n + 34] for n in range(0, len(paragraph), 34)]
    pages = [lines[n : n + 20] for n in range(0, len(lines), 20)]
    shown = "".join(
        f'<div class="sheet"><div class="no">{n}</div>{each("<p class=l>{}</p>", sheet)}</div>'
        for n, sheet in enumerate(pages, 1)
    )
    return page(
        f"{r.title} - 阅览室",
        f"""<div class="h">阅览室 <a href="/">首页</a> <a href="/my">我的书架</a></div><div class="main"><div class="doc">{shown}</div><div class="r"><h4>猜你想看</h4><ul>{links(HEADLINES)}</ul><p>本馆收录各类公开文献一百二十万份，注册读者可在线阅览全文，如需下载请先登录账户并确认积分余额。</p></div></div><div>读者热线：0000-0000000</div>""",
    )


def open_anchors(r: Lines) -> str:
    """Tags nobody closed: an anchor, fonts, centres, cells."""
    body = "<br>".join(f"　　{line}<font color=#000000>" for line in r.body)
    return f"""<html><head><title>凤溪区信息网</title></head><body bgcolor=#ffffff><a name=top><center><font size=5>{r.title}</font><br>{"<br>".join(r.front)}</center>
<table width=600><tr><td>{body}<tr><td align=right><a href="#top">返回顶部</a></table><center><a href=index.htm>首页</a> | <a href=gk.htm>凤溪概况</a> | <a href=zs.htm>招商引资</a><br>凤溪区信息中心制作<br>Email: a@example.com"""


def central_portal(r: Lines) -> str:
    """A portal on a content system: tags of its own, a card for search engines, a corner for corrections."""
    return page(
        f"{r.title}_滚动_云岭省人民政府网",
        f"""<div class="public_headNav"><ul>{links("领导 新闻 政策 互动 服务 数据 省情")}</ul></div><div class="w1100"><div class="BreadcrumbNav"><a href="/">首页</a> &gt; <a href="/xw">新闻</a> &gt; <a href="/gd">滚动</a></div>
<div class="article oneColumn"><h1>{r.title}</h1><div class="pages-date">2026-02-02 07:24　<span class="font">来源： 云岭日报</span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span><div class="pages_print"><a>打印</a></div><div class="share" id="share"><a>微信</a><a>微博</a></div></div>
<div class="pages_content" id="UCAP-CONTENT"><ucapcontent>{each('<p style="text-align: justify;">{}</p>', (*r.front, *r.body))}</ucapcontent></div><div class="editor"><span>【<a>我要纠错</a>】</span> 责任编辑：何晓</div><div class="mhide"><p>扫一扫在手机打开当前页</p></div></div>
<div class="related"><h4>相关稿件</h4><ul>{links("图解：2026年政府工作报告 代表委员热议政府工作报告")}</ul></div></div><div class="footer"><a>链接</a>：<a>全国人大</a> | <a>全国政协</a><p>主办单位：云岭省人民政府办公厅　版权所有：云岭省人民政府网</p></div>""",
    )
