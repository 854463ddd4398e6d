import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.rules.ranges import BeyondTheEndError, Span, wanted


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-", Span(0, 10)),
        ("bytes=4-", Span(4, 10)),
        ("bytes=0-0", Span(0, 1)),
        ("bytes=9-99", Span(9, 10)),
        ("bytes=-3", Span(7, 10)),
        ("bytes=-99", Span(0, 10)),
        ("BYTES=2-5", Span(2, 6)),
    ],
)
def test_one_range_is_one_stretch_of_the_file(header: str, span: Span) -> None:
    assert wanted(header, 10) == span


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "bytes=١-٢"])
def test_what_is_no_single_range_means_the_whole_file(header: str) -> None:
    assert wanted(header, 10) is None


@pytest.mark.parametrize(("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-5", 0)])
def test_a_range_without_a_byte_is_refused(header: str, size: int) -> None:
    with pytest.raises(BeyondTheEndError):
        wanted(header, size)


@given(st.text(max_size=30) | st.from_regex(r"bytes=\d{0,25}-\d{0,25}"), st.integers(0, 1_000))
def test_whatever_is_asked_the_answer_lies_within_the_file(header: str, size: int) -> None:
    try:
        span = wanted(header, size)
    except BeyondTheEndError:
        return
    assert span is None or 0 <= span.start < span.stop <= size
