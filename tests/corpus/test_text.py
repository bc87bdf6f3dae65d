import pytest

from corpus.text import Vocabulary, clean, decode

DUTCH = "Eén bèta’s € 1.750\ncoördinatie"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_decodes(encoding):
    assert decode(DUTCH.encode(encoding)) == DUTCH


def test_latin_1_is_read_where_cp1252_is_not_possible():
    assert decode(b"\x81 caf\xe9").endswith("café")


def test_line_ends():
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize("data", [b"%PDF\x00\x01\x02\x03\x04", bytes(range(32)) * 20, b"\xff\xfeA"])
def test_binary_is_refused_with_a_reason(data):
    with pytest.raises(ValueError, match=r"tekst|geldige"):
        decode(data)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("het plan „Naar 4 op de 10‟ is", "het plan ‘Naar 4 op de 10’ is"),
        ("„speeddates’ plaats", "‘speeddates’ plaats"),
        ("bèta‟s en cao‟s", "bèta’s en cao’s"),
        ("het „oude” plan", "het „oude” plan"),
        ("over twee\nregels „een\ntwee‟.", "over twee\nregels ‘een\ntwee’."),
        ("voorwaarden.Het kabinet", "voorwaarden. Het kabinet"),
        ("(zie boven).De raad", "(zie boven). De raad"),
        ("www.Voorbeeld.Nl en a@b.Nl", "www.Voorbeeld.Nl en a@b.Nl"),
        ("de 3TU.Federatie en i.o.v. de Raad", "de 3TU.Federatie en i.o.v. de Raad"),
        ("€ 1.750 en d.d. 3 mei", "€ 1.750 en d.d. 3 mei"),
        ("be\u00adleid en ef\ufb01ci\u00ebnt", "beleid en effici\u00ebnt"),
        ("cafe\u0301\u00a0x", "café x"),
    ],
)
def test_clean(before, after):
    assert clean(before) == after


@pytest.mark.parametrize(
    ("text", "left", "right", "joined"),
    [
        ("zij-instroom", "van zij-", "instroomtrajecten voor", "van zij-instroomtrajecten voor"),
        ("de beleidsmaatregelen", "de beleids-", "maatregel", "de beleidsmaatregel"),
        ("de net-werken het net-werk", "het net-", "werk", "het net-werk"),
        ("", "het minis-", "terie van", "het ministerie van"),
        ("", "relatief niet-", "technologische", "relatief niet-technologische"),
        ("", "publiek-private-", "samenwerking", "publiek-private-samenwerking"),
        ("", "aan mbo-", "en hbo-opleidingen", "aan mbo- en hbo-opleidingen"),
        ("", "de EU-", "lidstaten", "de EU-lidstaten"),
        ("", "Noord-", "Holland", "Noord-Holland"),
        ("", "de techniek -", "zeker ook", "de techniek - zeker ook"),
        ("", "gewone", "regels", "gewone regels"),
    ],
)
def test_words_broken_over_lines(text, left, right, joined):
    assert Vocabulary(text).join(left, right) == joined
