"""Pictures of a panel: the same bytes, text that stays text, and what is refused."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import matplotlib
import polars
import pytest

from luoshi.corpus.panel_columns import PanelError, as_panel
from luoshi.corpus.pictures import draw, fonts
from luoshi.corpus.pictures.chosen import main_rows, place_named, points
from luoshi.corpus.pictures.palette import LOOKS
from luoshi.corpus.pictures.places import short_names
from luoshi.corpus.pictures.verdicts import _columns
from luoshi.corpus.pictures.words import scale
from tests.corpus.invented import COUNTIES, panel

ROOT = Path(__file__).parents[2]
PICTURES: dict[str, dict[str, Any]] = {
    "place": {"place": "清川区", "indicator": "gdp"},
    "places": {"indicator": "fai", "year": 2024},
    "verdicts": {"indicator": "gdp"},
}


@pytest.fixture(scope="module")
def frame() -> polars.DataFrame:
    return panel()


def _texts(svg: bytes) -> list[str]:
    return ["".join(e.itertext()) for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_svg_is_the_same_each_time_and_keeps_its_text(
    frame: polars.DataFrame, kind: Any, language: Any
) -> None:
    svg = draw(frame, kind, "svg", language=language, **PICTURES[kind])
    assert svg == draw(frame.reverse(), kind, "svg", language=language, **PICTURES[kind])
    texts = " ".join(_texts(svg))
    assert {"zh": "完成", "en": "met"}[language] in texts
    assert "Noto Sans CJK SC" in svg.decode()
    assert "sans-serif" in svg.decode()
    assert "$" not in texts
    assert "<dc:date>" not in svg.decode()


def test_the_bytes_hold_across_processes(frame: polars.DataFrame, tmp_path: Path) -> None:
    program = (
        "import sys; from luoshi.corpus.pictures import draw; from tests.corpus.invented import panel\n"
        "sys.stdout.buffer.write(draw(panel(), 'place', 'svg', place='清川区', indicator='gdp'))\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    paths = [str(ROOT / "src"), str(ROOT)]
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}\n{program}"], capture_output=True, check=True, cwd=tmp_path
    )  # fmt: skip
    assert run.stdout == draw(frame, "place", "svg", place="清川区", indicator="gdp")


def test_a_png_is_a_png_and_settings_outside_are_left_alone(frame: polars.DataFrame) -> None:
    if fonts.chinese_family() is None:
        pytest.skip("no font with Chinese letters here")
    before = matplotlib.rcParams.copy()  # dict() would resolve the backend
    png = draw(frame, "place", "png", language="en", **PICTURES["place"])
    assert png.startswith(b"\x89PNG")
    assert png == draw(frame, "place", "png", language="en", **PICTURES["place"])
    assert matplotlib.rcParams.copy() == before


def test_without_a_chinese_font_a_png_is_refused_and_an_svg_is_not(
    frame: polars.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "chinese_family", lambda: None)
    with pytest.raises(PanelError, match="fonts-noto-cjk") as refusal:
        draw(frame, "verdicts", "png", language="en", **PICTURES["verdicts"])
    assert "未安装中文字体" in refusal.value.sentence("zh")
    assert draw(frame, "verdicts", "svg", **PICTURES["verdicts"])
    latin = frame.with_columns(place=polars.lit("Qingchuan"))
    assert draw(latin, "place", "png", language="en", place="Qingchuan", indicator="gdp").startswith(
        b"\x89PNG"
    )


def test_a_font_installed_since_is_found_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """matplotlib's cached list does not know it yet."""

    class Fonts:
        def __init__(self) -> None:
            self.ttflist: list[Any] = []

        def addfont(self, path: str) -> None:
            self.ttflist.append(type("Entry", (), {"name": "Noto Sans CJK SC"}))

    class Manager:
        fontManager = Fonts()

        @staticmethod
        def findSystemFonts() -> list[str]:
            return ["/fonts/Other.ttf", "/fonts/NotoSansCJK-Regular.ttc"]

    monkeypatch.setattr(fonts, "need", lambda *_: Manager)
    assert fonts.chinese_family.__wrapped__() == "Noto Sans CJK SC"
    assert len(Manager.fontManager.ttflist) == 1


def test_missing_years_are_marked_and_break_the_line(frame: polars.DataFrame) -> None:
    here = (polars.col("place").str.ends_with("清川区")) & polars.col("year").is_in([2018, 2019])
    svg = draw(frame.filter(~here), "place", "svg", language="en", place="清川区", indicator="gdp")
    assert "neither target nor result" in _texts(svg)
    assert "2018" in _texts(svg)


def test_a_target_in_another_measure_is_no_missing_year(frame: polars.DataFrame) -> None:
    other = frame.filter(polars.col("indicator") == "gdp").with_columns(
        measure=polars.when(polars.col("year") == 2019).then(polars.lit("level")).otherwise("measure"),
        unit=polars.when(polars.col("year") == 2019).then(polars.lit("元")).otherwise("unit"),
    )
    here = other.filter(polars.col("place").str.ends_with("云溪县"))
    assert 2019 in here["year"]
    texts = _texts(draw(here, "place", "svg", language="en", place="云溪县", indicator="gdp"))
    assert "target in another measure, not drawn" in texts
    assert "neither target nor result" not in texts
    texts = _texts(
        draw(other.filter(polars.col("year") == 2019), "places", "svg", indicator="gdp", year=2019)
    )
    assert "2019" not in texts


def test_what_cannot_be_drawn_is_said_in_one_sentence(frame: polars.DataFrame) -> None:
    cases: list[tuple[Any, dict[str, Any], str]] = [
        ("place", {"place": "无此区", "indicator": "gdp"}, "no place 无此区"),
        ("place", {"place": "清川区", "indicator": "trade"}, "nothing of Imports and exports"),
        ("place", {"indicator": "gdp"}, "needs a place"),
        ("places", {"indicator": "gdp", "year": 1990}, "nothing of GDP in 1990"),
        ("places", {"indicator": "trade"}, "nothing of trade"),
        ("verdicts", {}, "needs an indicator"),
        ("verdicts", {"indicator": "trade"}, "nothing in this selection has a target"),
    ]
    for kind, settings, sentence in cases:
        with pytest.raises(PanelError, match=sentence):
            draw(frame, kind, "svg", language="en", **settings)
    crowd = panel([(f"某省第{n}县", None, "county") for n in range(130)], range(2024, 2025), 1)
    with pytest.raises(PanelError, match="too many"):
        draw(crowd, "places", "svg", indicator="gdp", year=2024)


def test_a_place_is_named_by_the_end_of_its_name(frame: polars.DataFrame) -> None:
    assert place_named(frame, "清川区") == "云岭省临河市清川区"
    assert place_named(frame, "南屏市") == "云岭省南屏市"
    with pytest.raises(PanelError, match="give the whole name"):
        place_named(frame, "县")


def test_names_lose_what_all_of_them_begin_with() -> None:
    assert short_names(["云岭省", "云岭省临河市", "云岭省南屏市"]) == ["云岭省", "临河市", "南屏市"]
    assert short_names([c[0] for c in COUNTIES[:2]]) == ["清川区", "云溪县"]
    assert short_names(["清川区"]) == ["清川区"]
    assert short_names(["云岭省临河市", "海东省平沙市"]) == ["云岭省临河市", "海东省平沙市"]


def _row(**fields: Any) -> polars.DataFrame:
    base = panel(COUNTIES[:1], range(2020, 2021), 1, seed=3).with_columns(
        target_low=6.0, target_high=6.0, target_bound=polars.lit("exact"), realised_measure=polars.lit("growth"),
        realised_unit=polars.lit("%"), verdict=polars.lit("missed"),
    )  # fmt: skip
    return as_panel(base.with_columns(**{k: polars.lit(v) for k, v in fields.items()}))


def test_a_fall_that_the_text_states_as_a_positive_number_is_drawn_below_zero() -> None:
    fallen = _row(realised_low=5.6, realised_high=5.6, deviation=-11.6)
    risen = _row(realised_low=5.6, realised_high=5.6, deviation=-0.4)
    assert points(main_rows(fallen))[0].realised == -5.6
    assert points(main_rows(risen))[0].realised == 5.6


def test_a_fall_is_drawn_below_zero_and_a_fall_that_was_promised_above() -> None:
    fallen = _row(
        direction="up", realised_low=0.3, realised_high=0.3, realised_direction="down", deviation=-6.3
    )
    assert points(main_rows(fallen))[0].realised == -0.3
    saved = _row(
        direction="down", realised_low=2.1, realised_high=2.1, realised_direction="down", deviation=-3.9
    )
    point = points(main_rows(saved))[0]
    assert (point.aim, point.realised) == (6.0, 2.1)
    alone = _row(
        direction="down", realised_low=0.3, realised_high=0.3, realised_direction="down", target_bound=None
    )
    both = polars.concat(
        [fallen, alone.with_columns(year=polars.lit(2021, polars.Int64), target_low=None, target_high=None)]
    )
    assert [p.realised for p in points(main_rows(both))] == [-0.3, -0.3]


def test_a_result_in_another_measure_is_not_drawn_on_the_axis() -> None:
    point = points(
        main_rows(_row(realised_low=4e10, realised_high=4e10, realised_measure="level", deviation=None))
    )[0]
    assert point.realised is None
    assert point.aim == 6.0


def test_one_row_a_year_is_drawn_the_one_without_a_scope() -> None:
    part = _row(scope="其中", subject="工业", target_low=9.0)
    level = _row(measure="level", unit="元", target_low=4e10)
    whole = _row()
    rows = main_rows(
        polars.concat([part, level, whole, whole.with_columns(year=polars.lit(2021, polars.Int64))])
    )
    assert rows["target_low"].to_list() == [6.0, 6.0]


def test_large_values_stand_in_magnitudes_that_each_language_has() -> None:
    assert scale("元", 1.4e10, "zh").unit == "亿元"
    assert scale("元", 1.4e10, "en").unit == "billion yuan"
    assert scale("元", 1.4e10, "en").show(13_570_000_000.0) == "13.57"
    assert scale("人", 5200, "en") == scale("人", 12, "en")
    assert scale("%", 5, "zh").show(-0.30000000000000004, signed=True) == "−0.3"


def test_every_verdict_has_a_shape_of_its_own() -> None:
    assert (
        len({look.marker for look in LOOKS.values()})
        == len(LOOKS)
        == len({look.colour for look in LOOKS.values()})
    )


def _fai(year: int, subject: str, **fields: Any) -> polars.DataFrame:
    row = _row(
        indicator="fai", subject=subject, realised_low=7.0, realised_high=7.0, rule="reached", **fields
    )
    return row.with_columns(year=polars.lit(year, polars.Int64))


def test_a_row_with_a_target_is_drawn_before_a_result_without_one() -> None:
    promised = _fai(2020, "全社会固定资产投资", verdict="incomparable")
    alone = _fai(2020, "城镇固定资产投资", target_bound=None, target_low=None, target_high=None, verdict=None)
    assert main_rows(polars.concat([alone, promised]))["subject"].to_list() == ["全社会固定资产投资"]


def test_of_two_variants_the_one_that_is_promised_most_often_is_drawn() -> None:
    urban = [_fai(year, "城镇固定资产投资") for year in (2020, 2021)]
    rows = main_rows(polars.concat([_fai(2020, "全社会固定资产投资"), *urban]))
    assert rows["subject"].to_list() == ["城镇固定资产投资"] * 2


def test_no_line_leads_from_one_variant_to_another() -> None:
    subjects = ("全社会固定资产投资", "固定资产投资", "城镇固定资产投资")
    shown = points(main_rows(polars.concat([_fai(2020 + n, s) for n, s in enumerate(subjects)])))
    assert shown[0].goes_on_to(shown[1])  # the bare name stands for 全社会
    assert not shown[1].goes_on_to(shown[2])
    assert not shown[0].goes_on_to(shown[2])


def test_a_sum_of_years_is_no_value_of_the_year() -> None:
    summed = _row(realised_low=32000.0, realised_high=32000.0, verdict="incomparable", rule="several_years")
    assert points(main_rows(summed))[0].realised is None


def test_years_without_anything_share_a_column() -> None:
    assert _columns({2019, 2020, 2024, 2026}, range(2019, 2027)) == [
        [2019], [2020], [2021, 2022, 2023], [2024], [2025], [2026],
    ]  # fmt: skip
