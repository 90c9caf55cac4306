"""引文：一字不改，手机上读得下。"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlu.retrieval.excerpt import LONGEST, excerpt
from nlu.retrieval.tokens import grams

WORDS = st.text(alphabet="驿站灯笼点亮。；，一二三", min_size=1, max_size=400)


def test_the_paragraph_that_speaks_of_the_question_is_taken():
    paragraphs = ("驿站应当备马。", "灯油由驿丞供给，不得收钱。")
    assert excerpt(paragraphs, set(grams("灯油收钱吗"))) == paragraphs[1]


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_a_quote_is_always_a_literal_part_of_one_paragraph(paragraphs, question):
    quote = excerpt(paragraphs, set(grams(question)))
    assert any(quote in paragraph for paragraph in paragraphs)


def test_a_long_paragraph_is_cut_at_whole_sentences():
    paragraph = "驿站应当备马。" * 60 + "灯油由驿丞供给。"
    quote = excerpt((paragraph,), set(grams("灯油谁供给")))
    assert len(quote) <= LONGEST and quote.endswith("灯油由驿丞供给。") and quote in paragraph


def test_the_paragraph_with_the_figure_that_is_told_is_taken():
    paragraphs = (
        "多人到驿站投诉的，应当到驿站设立的接待场所投诉，按照顺序等候。",
        "多人投诉的，代表不得超过5人。",
    )
    assert excerpt(paragraphs, set(grams("多人投诉要推选代表，最多5人；要到接待场所去"))) == paragraphs[1]
