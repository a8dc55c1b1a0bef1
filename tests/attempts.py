"""What somebody might type to make a machine do something: harmless wherever it turns up."""

FORMULAS = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://evil.example","bấm")',
    "+84912345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    'DDE("cmd","/c calc","")',
)
MARKUP = (
    '<a href="tg://user?id=1">bấm</a>',
    "</b><i>nghiêng</i>",
    "<tg-spoiler>giấu</tg-spoiler>",
    "&lt;b&gt; &amp;#60; &#8238;",
    "**đậm** __gạch__ [bấm](http://evil.example)",
    "{name} {0} {resolution.__class__} %(x)s %s ${x}",
)
TURNED = (
    "gpj.\u202eexe.tàiliệu",
    "Nguyễn\u200b Văn\u2060 An\ufeff",
    "\u2066\u2067ẩn\u2069\u2069",
    "chữ\x00\x07\x1b[31m đỏ",
)
STATEMENTS = (
    "'; DROP TABLE comment; --",
    '" OR ""="',
    "1); DELETE FROM member WHERE (1=1",
    "%' UNION SELECT token FROM account --",
    "\\'; SELECT pg_sleep(10); --",
)
FIELDS = (
    '{ INCLUDETEXT "/etc/passwd" }',
    '{ HYPERLINK "http://evil.example" }',
    '<w:fldSimple w:instr="DDEAUTO c:\\\\calc"/>',
    ']]><!ENTITY x SYSTEM "file:///etc/passwd">&x;',
)
ATTEMPTS = (*FORMULAS, *MARKUP, *TURNED, *STATEMENTS, *FIELDS)

FILE_NAMES = (
    "../../etc/passwd",
    "..\\..\\windows\\system32\\drivers.docx",
    "/dev/stdout",
    "CON.docx",
    "nghi-quyet\u202excod.exe",
    "một\nhai\r\nba.docx",
    "ế" * 500 + ".docx",
    "-rf --output=x.docx",
    "$(reboot)`reboot`;reboot.docx",
    "",
)
