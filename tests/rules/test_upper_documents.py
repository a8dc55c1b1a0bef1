"""What is known of a document from above, and when two symbols are one."""

from datetime import date

import pytest

from rules.upper_documents import ToldOfUpper, UpperField, missing_of, symbol_key


@pytest.mark.parametrize("symbol", ["57-NQ/TW", "Số 57-NQ/TW", "57 - NQ/TW", "57–nq/tw", "Số: 57-NQ/TW"])
def test_one_symbol_however_it_is_written(symbol):
    assert symbol_key(symbol) == "57-nq/tw"


@pytest.mark.parametrize("symbol", ["", "-NQ/ĐU", "Số      /QĐ"])
def test_a_blank_number_is_nobodys_symbol(symbol):
    assert symbol_key(symbol) == ""


def test_other_numbers_and_other_kinds_are_other_documents():
    assert len({symbol_key(each) for each in ("57-NQ/TW", "57-CT/TW", "157-NQ/TW", "57-NQ/TU")}) == 4


def test_what_is_missing_is_asked_for_in_order():
    told = ToldOfUpper(symbol="57-NQ/TW", issuer="", issued_on=date(2024, 12, 22), about="", theme="")
    assert missing_of(told) == (UpperField.ISSUER, UpperField.ABOUT, UpperField.THEME)
