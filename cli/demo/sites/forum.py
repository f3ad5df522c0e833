"""A netdisk forum in GBK; one thread claims to be UTF-8 and is not."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

from html import escape

from cli.demo.mint import share
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, links
from cli.demo.sites.threads import SIGNATURE, THREADS, Thread

_MISDECLARED = 3005
_PRIVATE = "/private/vip-1.html"


def _shell(title: str, body: str, charset: str = "gbk") -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<title>{escape(title)} - 盘岛论坛 - Powered by Discuz!</title>
<meta name="generator" content="Discuz! X3.4" />
<link rel="stylesheet" type="text/css" href="static/site.css" />
</head>
<body id="nv_forum" class="pg_viewthread">
<div id="toptb"><a href="/">盘岛论坛</a> <a href="member.php?mod=logging&amp;action=login">登录</a> <a href="member.php?mod=register">注册</a></div>
<div id="nv"><ul><li><a href="forum-2-1.html">影视资源</a></li><li><a href="forum-2-2.html">更多影视</a></li><li><a href="private/vip-1.html">VIP专区</a></li></ul></div>
<div id="wp">{body}</div>
<div id="ft"><p>Powered by <strong>Discuz!</strong> X3.4</p><p>本站内容均为会员发表，不代表本站立场</p></div>
</body></html>
"""


def _post(number: int, author: str, words: str, sign: str = "") -> str:
    signature = f'<div class="sign" style="max-height:100px">{sign}</div>' if sign else ""
    return (
        f'<div id="post_{number}"><table class="plhin" cellspacing="0"><tr><td class="pls"><div class="authi">'
        f'<a href="space-uid-{number % 97}.html" class="xw1">{author}</a></div></td><td class="plc"><div class="pi">'
        f'<em id="authorposton{number}">发表于 2025-3-{number % 27 + 1} 20:18</em></div><div class="t_fsz"><table><tr>'
        f'<td class="t_f" id="postmessage_{number}">\n{words}</td></tr></table></div>{signature}</td></tr></table></div>\n'
    )


def _thread_page(thread: Thread, charset: str) -> str:
    others = [other for other in THREADS if abs(other.number - thread.number) in (1, 2)]
    related = links([(f"thread-{other.number}-1-1.html", other.subject) for other in others])
    posts = _post(thread.number * 10, "盘岛小编", thread.post, SIGNATURE if thread.number == 3007 else "")
    for place, reply in enumerate(thread.replies, 1):
        posts += _post(thread.number * 10 + place, f"会员{place}号", reply)
    body = (
        '<div id="pt" class="bm cl"><div class="z"><a href="/">盘岛论坛</a> <em>&rsaquo;</em> <a href="forum-2-1.html">影视资源</a></div></div>'
        f'<div id="postlist"><h1 class="ts"><span id="thread_subject">{escape(thread.subject)}</span></h1>{posts}</div>'
        f'<div class="bm relateitem"><h3>相关帖子</h3><ul>{related}</ul></div>'
    )
    return _shell(f"{thread.subject} - 影视资源", body, charset)


def _board(page: int, threads: tuple[Thread, ...]) -> str:
    rows = "".join(
        f'<tbody id="normalthread_{thread.number}"><tr><td class="icn"><img src="/static/cover.png" alt="" /></td><th class="common">'
        f'<em>[<a href="forum.php?mod=forumdisplay&amp;fid=2&amp;typeid=1">影视</a>]</em> '
        f'<a href="thread-{thread.number}-1-1.html" onclick="atarget(this)" class="s xst">{escape(thread.subject)}</a></th>'
        f'<td class="by"><cite><a href="space-uid-{thread.number % 97}.html">盘岛小编</a></cite></td><td class="num">{thread.number % 50}</td></tr></tbody>\n'
        for thread in threads
    )
    pager = '<div class="pg"><a href="forum-2-1.html">1</a><a href="forum-2-2.html">2</a><a href="forum-2-2.html" class="nxt">下一页</a></div>'
    return _shell(f"影视资源 第{page}页", f'<div id="threadlist"><table summary="forum_2">{rows}</table></div>{pager}')


def build(port: int) -> Site:
    site = Site("pandao", "pandao-bbs.example", port, "forum", start=["/forum-2-1.html"])
    furnish(site, "/private/", "/member.php", "/forum.php")
    half = len(THREADS) // 2
    site.html(
        "/", _shell("论坛首页", '<h2>电影电视</h2><p><a href="forum-2-1.html">影视资源</a></p>'), "gbk", header=""
    )
    site.html("/forum-2-1.html", _board(1, THREADS[:half]), "gbk")
    site.html("/forum-2-2.html", _board(2, THREADS[half:]), "gbk", header="")
    for thread in THREADS:
        path = f"/thread-{thread.number}-1-1.html"
        wrong = thread.number == _MISDECLARED
        text = _thread_page(thread, "utf-8" if wrong else "gbk")
        site.html(path, text, "gbk", header="utf-8" if wrong else "" if thread.number % 2 else None)
        for work, target in thread.truths:
            site.plant(path, work, target, "declared as UTF-8, written in GBK" if wrong else "")
        for target, why in thread.spares:
            site.spare(target, why)
        if thread.why:
            site.spare(path, thread.why)
    hidden = share("baidu", "forum/private")
    site.html(_PRIVATE, _shell("VIP", f"流浪地球2 4K {hidden.url} 提取码：{hidden.passcode}"), "gbk")
    site.forbidden.append(_PRIVATE)
    site.spare(hidden, "robots.txt keeps this page from us")
    login = _shell(
        "登录", '<form method="post"><input name="username" /><input type="password" name="password" /></form>'
    )
    site.html("/member.php?mod=logging&action=login", login, "gbk")
    return site
