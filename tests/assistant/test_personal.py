"""Personal data by its form, and nothing else: amounts, years and file numbers stay."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.personal import (
    eleven,
    find_personal,
    kinds_in,
    ninety_seven,
    redacted,
    without_personal,
)
from corpus.library import BUILTIN, read_corpus

FOUND = [
    ("Mijn BSN is 111222333.", "bsn", "111222333"),
    ("bsn 123 456 782, wat krijg ik?", "bsn", "123 456 782"),
    ("BSN: 1234.56.782", "bsn", "1234.56.782"),
    ("mijn burgerservicenummer is 10000008", "bsn", "10000008"),
    ("Mail naar jan.de.vries+werk@voorbeeld.nl.", "email", "jan.de.vries+werk@voorbeeld.nl"),
    ("a@b.co.uk of bellen", "email", "a@b.co.uk"),
    ("bel 06-12345678", "phone", "06-12345678"),
    ("bel 06 12 34 56 78 vandaag", "phone", "06 12 34 56 78"),
    ("tel. (020) 123 45 67", "phone", "(020) 123 45 67"),
    ("+31 (0)6 1234 5678", "phone", "+31 (0)6 1234 5678"),
    ("0031612345678", "phone", "0031612345678"),
    ("+32 470 12 34 56", "phone", "+32 470 12 34 56"),
    ("rekening NL91ABNA0417164300", "iban", "NL91ABNA0417164300"),
    ("op nl91 abna 0417 1643 00 graag", "iban", "nl91 abna 0417 1643 00"),
    ("DE89 3704 0044 0532 0130 00", "iban", "DE89 3704 0044 0532 0130 00"),
]
PLAIN = [
    "Hoe hoog is de bonus van € 111222333?", "Het kost 123456782 euro.", "€ 1.234.567,82",
    "Kamerstukken II, 2011-2012, 32043, nr. 71.", "Op 20-03-2012 of 2012-03-20.",
    "Nummer 111222334 klopt niet.", "1112223334445", "de jaren 2011, 2012, 2013 en 2014",
    "NL91ABNA0417164301", "EN 301 549", "@minister op de site", "0800-1234", "van 55 tot 62 jaar",
    "subsidieregeling ESF 2007 - 2013", "150.000.000 inwoners", "000000000",
    "telt 20 000 000 000 euro", "ISO 13616-1:2020",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "literal"), FOUND)
def test_found_and_left_out(text: str, kind: str, literal: str) -> None:
    (one,) = find_personal(text)
    assert (one.kind, text[one.start : one.end]) == (kind, literal)
    for cleaned in (redacted(text), without_personal(text)):
        assert literal not in cleaned
        assert find_personal(cleaned) == []
    assert "[" in redacted(text)


@pytest.mark.parametrize("text", PLAIN)
def test_other_numbers_and_signs_stay(text: str) -> None:
    assert find_personal(text) == []
    assert redacted(text) == text


def test_the_letter_has_none() -> None:
    assert find_personal(read_corpus(BUILTIN)[0].text) == []


def test_invisible_characters_hide_nothing() -> None:
    assert "[e-mailadres]" in redacted("jan\u200b@voor\u00adbeeld.nl")
    assert kinds_in("1112\u200b22333") == ["bsn"]


@given(st.integers(0, 999_999_999))
def test_elfproef_notices_every_single_wrong_digit(number: int) -> None:
    digits = f"{number:09}"
    if not eleven(digits):
        return
    for at in range(9):
        wrong = digits[:at] + str((int(digits[at]) + 1) % 10) + digits[at + 1 :]
        assert not eleven(wrong)


def test_the_check_of_an_iban_notices_a_swap() -> None:
    assert ninety_seven("NL91ABNA0417164300")
    assert not ninety_seven("NL91ABNA0471164300")


@given(st.text(alphabet="0123456789 +-.()@aNL€\u200b", max_size=60))
def test_any_text(text: str) -> None:
    found = find_personal(text)
    ends = [0, *(at for one in found for at in (one.start, one.end)), len(text)]
    assert ends == sorted(ends)
    assert (redacted(text) == text) == (kinds_in(text) == [])


@pytest.mark.parametrize("text", ["0" * 200_000, "a@" * 100_000, "a." * 100_000, "NL91 " * 40_000])
def test_long_texts_take_no_time(text: str) -> None:
    started = time.perf_counter()
    redacted(text)
    assert time.perf_counter() - started < 5


def test_a_question_is_answered_without_what_it_gave_away(assistant: Assistant) -> None:
    asked = (
        "Mijn BSN is 111222333 en ik mail via jan@voorbeeld.nl. Hoe hoog is de mobiliteitsbonus?"
    )
    answer = assistant.ask([asked])
    whole = json.dumps(answer.to_json(), ensure_ascii=False)
    assert "111222333" not in whole
    assert "jan@voorbeeld.nl" not in whole
    assert answer.status == "answered"
    (notice,) = [n for n in answer.notices if n.kind == "personal_data"]
    assert "een burgerservicenummer en een e-mailadres" in notice.text
    again = assistant.ask([asked, "En de werkbonus?"])
    assert "111222333" not in json.dumps(again.to_json())


def test_nothing_but_personal_data_is_no_question(assistant: Assistant) -> None:
    answer = assistant.ask(["06-12345678"])
    assert answer.status == "invalid"
    assert "12345678" not in json.dumps(answer.to_json())
    assert [n.kind for n in answer.notices] == ["personal_data"]
