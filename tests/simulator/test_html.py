"""HTML becomes text and entities as the real server makes them."""

import pytest

from simulator import html, utf16
from simulator.entities import as_html, kept


def spans(source):
    text, entities = html.parse(source)
    return text, [(e["type"], utf16.cut(text, e["offset"], e["length"])) for e in kept(entities)]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("không có gì", "không có gì", []),
        ("<b>đậm</b> <strong>đậm</strong>", "đậm đậm", [("bold", "đậm"), ("bold", "đậm")]),
        ("<i>n</i><em>n</em>", "nn", [("italic", "n"), ("italic", "n")]),
        ("<u>g</u><ins>g</ins>", "gg", [("underline", "g"), ("underline", "g")]),
        ("<s>x</s><strike>y</strike><del>z</del>", "xyz",
         [("strikethrough", "x"), ("strikethrough", "y"), ("strikethrough", "z")]),
        ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "ab",
         [("spoiler", "a"), ("spoiler", "b")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<b>a<b>b</b></b>", "ab", [("bold", "ab")]),
        ("<code>a<b>b</b></code>", "ab", [("code", "ab")]),
        ("<blockquote>a</blockquote><blockquote expandable>b</blockquote>", "ab",
         [("blockquote", "a"), ("expandable_blockquote", "b")]),
        ("😀<b>😀</b>", "😀😀", [("bold", "😀")]),
        ("1 &lt; 2 &amp; 3 &gt; 2 &quot;&#33;&#x21;", '1 < 2 & 3 > 2 "!!', []),
        ("&nbsp;&copy; AT&T", "&nbsp;&copy; AT&T", []),
        ("<b></b>rỗng", "rỗng", []),
        ("<B>HOA</B>", "HOA", [("bold", "HOA")]),
        ("<b>đóng</>", "đóng", [("bold", "đóng")]),
        ('<a href="nowhere">x</a>', "x", []),
    ],
)  # fmt: skip
def test_tags_become_entities(source, text, found):
    assert spans(source) == (text, found)


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<a href="https://vn.example/a?b=1&amp;c=2">x</a>',
         {"type": "text_link", "url": "https://vn.example/a?b=1&c=2"}),
        ("<a href='http://vn.example'>x</a>", {"type": "text_link", "url": "http://vn.example/"}),
        ('<a href="tg://user?id=77">x</a>', {"type": "text_mention", "user_id": 77}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ("<pre>x</pre>", {"type": "pre"}),
        ('<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>',
         {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"}),
        ('<tg-time unix="1772413200" format="wDT">x</tg-time>',
         {"type": "date_time", "unix_time": 1772413200, "date_time_format": "wDT"}),
    ],
)  # fmt: skip
def test_attributes_are_kept(source, entity):
    assert html.parse(source) == ("x", [{**entity, "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a <div>", 'Unsupported start tag "div" at byte offset 2'),
        ("đ <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b x>", "Unclosed end tag at byte offset 4"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_mistakes_are_named_as_the_server_names_them(source, said):
    with pytest.raises(html.HtmlWrong) as wrong:
        html.parse(source)
    assert str(wrong.value) == said


@pytest.mark.parametrize(
    "source",
    [
        "<b>a <i>b</i></b> &lt;c&gt;",
        '<a href="https://vn.example/?a=1&amp;b=2">😀x</a>y',
        "<blockquote expandable>a<b>b</b></blockquote>c",
        '<pre><code class="language-python">x = 1</code></pre>',
    ],
)
def test_a_message_can_be_read_back_as_html(source):
    text, entities = html.parse(source)
    assert as_html(text, kept(entities)) == source
