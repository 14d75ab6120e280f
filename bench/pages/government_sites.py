"""Sites of governments and congresses."""

from bench.pages.site_parts import HEADLINES, MENU, Lines, each, links, page


def city_portal(r: Lines) -> str:
    """A portal of the tens: a div for everything, buttons above and a share bar below the article."""
    return page(
        f"{r.title}-政府工作报告-青川区人民政府",
        f"""<div class="header"><div class="toplink"><a href="/">繁體版</a> | <a href="/wza">无障碍浏览</a> | <a href="/zz">长者模式</a> | <a href="/login">登录</a></div>
<form class="search" action="/s"><input name="q"><button>搜索</button><p>热门搜索：<a href="#">医保缴费</a> <a href="#">公积金</a></p></form>
<ul class="nav">{links(MENU)}</ul></div>
<div class="wz">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/bg">政府工作报告</a></div>
<div class="main"><div class="xl-title"><h1>{r.title}</h1></div>
<div class="xl-info"><span>发布时间：2026-01-26 09:12</span><span>来源：区政府办公室</span><span>浏览次数：<b id="hits">1823</b></span>
<span>字号：【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span><a href="#">打印</a><a href="#">收藏</a></div>
<div class="xl-content"><div class="TRS_Editor">{each('<p style="text-align:center">{}</p>', r.front)}
{each("<p>　　{}</p>", r.body)}</div></div>
<div class="bdsharebuttonbox"><span>分享到：</span><a>微信</a><a>新浪微博</a><a>QQ空间</a></div>
<div class="xl-bottom"><p>扫一扫在手机打开当前页</p><p>【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</p></div>
<div class="xg"><h3>相关文档</h3><ul>{links("2025年政府工作报告 2024年政府工作报告 图解：一图读懂2026年政府工作报告")}</ul></div></div>
<div class="foot"><p>主办：青川区人民政府办公室　承办：青川区大数据中心</p><p>网站标识码：9900000002　云ICP备00000000号　云公网安备 00000000000000号</p><p>地址：青川区政和路1号　邮编：000000　<a href="/map">网站地图</a></p></div>""",
    )


def county_tables(r: Lines) -> str:
    """An old county site: tables in tables, font tags, line breaks for paragraphs."""
    body = "<br>\n<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in r.body)
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>白石县政府网--{r.title}</title></head>
<body topmargin=0><table width=780 align=center><tr><td colspan=3><a href=#>设为首页</a> | <a href=#>加入收藏</a> | <a href=#>联系我们</a></td></tr>
<tr><td colspan=3>{links(MENU, '<a href="{n}.asp"><font color=white>{}</font></a> | ')}</td></tr>
<tr><td width=180 valign=top><table><tr><td><b>站内搜索</b></td></tr><tr><td><b>最新文章</b></td></tr>{links(HEADLINES, "<tr><td>·<a href={n}.asp>{}</a></td></tr>")}</table>
<table><tr><td>县长信箱</td></tr><tr><td>举报电话：12345，欢迎广大群众对我县机关工作人员的作风问题进行监督和投诉，我们将依法及时受理并为您保密。</td></tr></table></td>
<td width=5></td><td valign=top><table width=100%><tr><td>现在位置：<a href=/>首页</a> &gt;&gt; 政府文件 &gt;&gt; 政府工作报告</td></tr>
<tr><td align=center><font size=4 color=red><b>{r.title}</b></font></td></tr>
<tr><td align=center>作者：佚名　来源：县政府办　点击数：<script>hit()</script>2039　更新时间：2019-3-4</td></tr>
<tr><td><font size=3><center>{"<br>".join(r.front)}</center><br>
{body}</font></td></tr>
<tr><td>责任编辑：admin　[<a href=#>打印此文</a>] [<a href=#>关闭窗口</a>] [<a href=#>返回顶部</a>]</td></tr>
<tr><td>上一篇：<a href=1.asp>关于印发白石县人民政府工作规则的通知</a><br>下一篇：<a href=2.asp>白石县国民经济和社会发展计划执行情况</a></td></tr></table></td></tr>
<tr><td colspan=3 align=center><font size=2>版权所有：白石县人民政府　技术支持：白石县信息中心<br>建议使用1024*768分辨率浏览</font></td></tr></table></body></html>"""


def congress(r: Lines) -> str:
    """The people's congress: attachments below, a column of its own laws beside."""
    return page(
        f"{r.title}_松岭人大网",
        f"""<header><a href="/">松岭市人民代表大会常务委员会</a><nav>{links("首页 人大概况 代表工作 立法工作 监督工作 任免工作 决议决定 会议之窗")}</nav></header>
<main class="wrap"><aside><h4>会议文件</h4><ul>{links("常委会工作报告 法院工作报告 检察院工作报告 计划报告 预算报告")}</ul></aside>
<article><p class="path">首页 &gt; 会议之窗 &gt; 六届一次会议</p><h2>{r.title}</h2><p class="meta">2008-01-24　　来源：大会秘书处　　【字体：大 中 小】</p>
<section>{each('<p align="center">{}</p>', r.front)}{each("<p>{}</p>", r.body)}</section>
<div class="attach"><p>附件：</p><ol>{links("关于松岭市2007年国民经济和社会发展计划执行情况的报告.doc 松岭市2007年财政预算执行情况的报告.doc 政府工作报告名词解释.pdf")}</ol></div></article></main>
<footer>Copyright © 松岭市人大常委会办公室 All Rights Reserved　云ICP备00000000号</footer>""",
    )


def bilingual(r: Lines) -> str:
    """A portal in two languages, with an English abstract above the text."""
    return page(
        f"{r.title} | Linhe Municipal People's Government",
        f"""<div id="header"><a href="/cn">中文</a> <a href="/en">English</a><div class="menu">{links("Home News Government Services Investment Travel 首页 新闻 政务 服务 投资 旅游", "<a href='/{n}'>{}</a> ")}</div></div>
<div id="left"><h3>Quick Links</h3><p>Invest in Linhe: a city of 4.1 million people with two national industrial parks, a dry port and a high-speed rail hub.</p></div>
<div id="content"><h1>{r.title}</h1><p class="en">Report on the Work of the Government (Chinese only). Updated: 2015-02-03. Font size: A+ A-</p>
<div class="text">{each("<p>{}</p>", r.front)}{each("<p>{}</p>", r.body)}</div>
<p>Related: <a href="/en/1">Statistical Communique of Linhe 2014</a></p></div>
<div id="footer">Copyright © Linhe Municipal People's Government. All Rights Reserved. 临河市人民政府版权所有　Contact: 000-00000000</div>""",
    )


def print_version(r: Lines) -> str:
    """What the button 打印 opens."""
    return page(
        f"打印 - {r.title}",
        f"""<div align="right">[<a href="javascript:print()">打印</a>] [<a href="javascript:close()">关闭</a>]</div><hr>
<h3 align="center">{r.title}</h3><p align="center">http://www.example.gov.cn/2019/0304/1.html　2019-03-04　白石县政府网</p>
{each("<center>{}</center>", r.front)}{each("<p>　　{}</p>", r.body)}<hr><p>原文链接：http://www.example.gov.cn/2019/0304/1.html</p>""",
    )


def one_paragraph(r: Lines) -> str:
    """A bulletin whose editor pasted the report as one paragraph."""
    return page(
        "青川区人民政府公报",
        f"""<div class="top">青川区人民政府公报 2026年第1期</div><div class="left-menu">{links("区政府文件 区政府办公室文件 人事任免 大事记 政策解读")}</div>
<div class="box"><div class="tt">{r.title}</div><div class="ly">信息来源：区政府研究室 | 公开日期：2026-01-22 | 阅读：932次</div>
<div class="nr">{"<p>" + "</p><p>".join(r.front) + "</p>"}<p>{"".join(r.body)}</p></div><div class="btn"><a>打印</a> <a>下载Word</a> <a>下载PDF</a></div></div>
<div class="bottom">主办单位：青川区人民政府　联系电话：0000-0000000　传真：0000-0000001</div>""",
    )


def open_document(r: Lines) -> str:
    """The catalogue of open documents: a card of metadata above the text."""
    card = "".join(
        f"<tr><th>{a}</th><td>{b}</td></tr>"
        for a, b in (
            ("索引号：", "000014349/2024-00012"), ("主题分类：", "综合政务"), ("发文机关：", "凤溪区人民政府"),
            ("成文日期：", "2024年01月06日"), ("发文字号：", "无"), ("有效性：", "有效"),
        )
    )  # fmt: skip
    return page(
        f"{r.title}_信息公开目录",
        f"""<div class="zfxxgk_nav"><h2>政府信息公开</h2><ul>{links("政府信息公开指南 政府信息公开制度 法定主动公开内容 政府信息公开年报 依申请公开")}</ul></div>
<div class="zfxxgk_zn"><table class="card">{card}</table><div class="zn_title">{r.title}</div><div class="zn_content">{each("<p><span style='font-family:仿宋'>{}</span></p>", (*r.front, *r.body))}</div>
<div class="jd"><p>相关解读</p><ul>{links("【图解】2024年政府工作报告怎么看 【媒体解读】三件事怎么抓")}</ul></div></div>
<div class="pj"><p>我要评价：您认为本页面内容是否对您有帮助？请点击下面的选项进行评价，您的意见将帮助我们改进服务。</p><label>满意</label><label>一般</label><label>不满意</label></div>""",
    )
