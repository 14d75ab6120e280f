"""A view around furniture: the text as if it were not there, each character led back to the whole source."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.text import Span, reading_view
from luoshi.text.source import without

texts = st.lists(st.sampled_from([*"ab 一，。\n　&１；\\rn", "&nbsp;", "\\r\\n"]), max_size=40).map("".join)


@st.composite
def furnished(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    """A text, and stretches of it in order and apart."""
    text = draw(texts)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return text, tuple(Span(start, end) for start, end in pairs if start < end)


@given(furnished())
def test_the_view_is_that_of_the_rest_and_leads_back_to_the_whole(case: tuple[str, tuple[Span, ...]]) -> None:
    text, furniture = case
    view = reading_view(text, furniture)
    rest = reading_view(without(text, furniture))
    kept = [n for n in range(len(text)) if not any(n in span for span in furniture)]
    assert view.text == rest.text
    assert view.source == text
    for start in range(len(view.text)):
        assert view.origin(start) == kept[rest.origin(start)]
        assert view.position(view.origin(start)) == start or view.text[start] == "\n"
        for end in range(start + 1, len(view.text) + 1):
            span = rest.span(start, end)
            assert view.span(start, end) == Span(kept[span.start], kept[span.end - 1] + 1)


def test_a_sentence_torn_by_an_advertisement_is_whole_and_its_span_holds_it() -> None:
    text = "生产总值增长\n点击领取资料\n5%左右。"
    advert = Span(text.index("点击"), text.index("5%"))
    view = reading_view(text, (advert,))
    assert view.text == "生产总值增长\n5%左右。"
    assert view.span(0, len(view.text)).of(text) == text


@given(furnished(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_spans_in_reading_order_are_those_found_one_by_one(
    case: tuple[str, tuple[Span, ...]], places: list[tuple[int, int]]
) -> None:
    source, furniture = case
    view = reading_view(source, furniture)
    asked = sorted((min(a, b, len(view.text)), min(max(a, b), len(view.text))) for a, b in places)
    assert list(view.spans(asked)) == [view.span(a, b) for a, b in asked]
