import pytest

from documents.file_names import FALLBACK, safe_file_name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Biên bản biểu quyết", "Biên bản biểu quyết.docx"),
        ("Nghị quyết 07-NQ/ĐU", "Nghị quyết 07-NQ-ĐU.docx"),
        ("Nghị quyết 12 / 2026 / NQ-HĐND", "Nghị quyết 12-2026-NQ-HĐND.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ("C:\\Windows\\x", "C-Windows-x.docx"),
        (".ẩn", "ẩn.docx"),
        ("báo cáo...", "báo cáo.docx"),
        ("a\u202ecod.exe", "acod.exe.docx"),
        ("a\x00b\nc\td", "ab c d.docx"),
        ('hỏi? "đáp" <1>|*', "hỏi đáp 1.docx"),
        ("Nguye\u0302\u0303n", "Nguyễn.docx"),
        ("con", f"{FALLBACK}-con.docx"),
        ("NUL.txt", f"{FALLBACK}-NUL.txt.docx"),
        ("công an", "công an.docx"),
        ("", f"{FALLBACK}.docx"),
        (" ../.. ", f"{FALLBACK}.docx"),
        ("\u200b\u202e", f"{FALLBACK}.docx"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, expected):
    assert safe_file_name(title, "docx") == expected


@pytest.mark.parametrize("title", ["Nghị quyết về đẩy mạnh chuyển đổi số " * 20, "ế" * 500, "🌾" * 200])
def test_a_long_title_is_cut_between_words_and_fits_a_file_system(title):
    name = safe_file_name(title, "xlsx")
    assert len(name.encode()) <= 255
    assert name.endswith(".xlsx")
    assert title.startswith(name.removesuffix(".xlsx"))
    assert " " not in name[-7:]


@pytest.mark.parametrize("extension", ["", "../x", "DOCX", "docx.exe", "d ocx"])
def test_an_extension_is_never_taken_from_outside(extension):
    with pytest.raises(ValueError, match="extension"):
        safe_file_name("a", extension)
