"""Every file that cannot be read gets one sentence, in both languages, that names it and says what to do."""

import os
import random
import time
from pathlib import Path

import pytest

from luoshi.errors import SourceError
from luoshi.sources import LIMIT, load, load_bytes
from luoshi.sources.formats.detect import known_formats
from luoshi.sources.readers import OPENERS, PAGED
from luoshi.sources.refusal import sentences

NOISE = random.Random(2026)


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, path="某报告.bin")
    return caught.value


def assert_one_sentence(error: SourceError) -> None:
    for language, end in (("en", "."), ("zh", "。")):
        sentence = error.sentence(language)
        assert sentence.startswith("某报告.bin")
        assert sentence.endswith(end)
        assert "\n" not in sentence
        assert "{" not in sentence
    assert error.sentence("en") != error.sentence("zh")


CASES = {
    "empty": b"",
    "blank": " \r\n\t　\n".encode() * 50,
    "binary": bytes(range(256)) * 40,
    "undecodable": "Le gouvernement a présenté son rapport à l'assemblée ".encode("latin-1") * 9,
    "too_long": b"lorem ipsum " * 200_000,
    "tangled": b"<html>" + b"<i></i>" * 200_000,
    "no_text": b"<html><head><title>x</title></head><body><script>var a = 1</script></body></html>",
    "unsupported": b"GIF89a" + bytes(40),
    "broken": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "too_large": b"a" * (LIMIT + 1),
}


@pytest.mark.parametrize("key", CASES)
def test_each_refusal_has_its_sentence(key: str) -> None:
    error = refused(CASES[key])
    assert error.key == key
    assert_one_sentence(error)


@pytest.mark.parametrize(
    "data", [bytes(5000), os.urandom(5000), b"\x7fELF\x02\x01\x01" + bytes(500), b"abc\x00def\x01\x02" * 99]
)
def test_binary_data_is_told(data: bytes) -> None:
    assert refused(data).key in {"binary", "undecodable"}


@pytest.mark.parametrize(
    "form",
    [f for f in known_formats() if f.media_type not in {*OPENERS, *PAGED} and not f.holds],
    ids=lambda f: f.media_type,
)
def test_each_format_that_cannot_be_read_is_named(form) -> None:  # type: ignore[no-untyped-def]
    for start in form.starts:
        error = refused(start + b"\x00\x01rest")
        assert error.key == "unsupported"
        assert form.en in error.sentence("en")
        assert form.zh in error.sentence("zh")
        assert_one_sentence(error)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "没有.txt", "missing"), (tmp_path, "directory"), ("a\0b", "forbidden")):
        with pytest.raises(SourceError) as caught:
            load(path)
        assert caught.value.key == key
        assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "noise",
    [
        NOISE.randbytes(50 << 20),
        bytes(50 << 20),
        b"x" * (50 << 20),
        "国".encode() * (17 << 20),
        b"<div class='a'>" * (3 << 20),
        b"<" * (50 << 20),
    ],
    ids=["random", "zeros", "letters", "one ideograph", "tags", "brackets"],
)
def test_fifty_megabytes_of_noise_are_refused_in_seconds(noise: bytes) -> None:
    start = time.process_time()
    assert refused(noise).key in {"binary", "undecodable", "too_long", "tangled"}
    assert time.process_time() - start < 10


def test_every_sentence_is_there_in_both_languages() -> None:
    for key, forms in sentences().items():
        assert set(forms) == {"en", "zh"}, key
        assert all("{name}" in words for words in forms.values()), key
