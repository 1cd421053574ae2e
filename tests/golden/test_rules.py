"""The measure itself: the comment rule, the transcript format, the tolerances, the generator."""

from __future__ import annotations

import ast
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Network, network, networks
from transcripts import Shown, Transcript, mask_sources, run_program

PROGRAM = Path("/home/me/nets/mlp.py")


def test_comments_into_the_program_keep_their_place_and_others_are_masked() -> None:
    own, other = (
        "%1 : int = f(%0) # /home/me/nets/mlp.py:7:0",
        "%2 : int = g(%1), scope: a # /lib/torch/x.py:9:4",
    )
    assert mask_sources(own, PROGRAM) == "%1 : int = f(%0) # mlp.py:7:0"
    assert mask_sources(other, PROGRAM) == "%2 : int = g(%1), scope: a # <library>"
    assert mask_sources(f"{own}\n{other}\n%3", PROGRAM).endswith(
        "mlp.py:7:0\n%2 : int = g(%1), scope: a # <library>\n%3"
    )


def test_a_missing_comment_stays_missing() -> None:
    assert mask_sources("%1 : int = f(%0)", PROGRAM) == "%1 : int = f(%0)"


@given(
    st.dictionaries(st.from_regex(r"[a-z0-9_.]{1,9}", fullmatch=True), st.text(st.characters(exclude_characters="\r=")))
)
def test_a_transcript_reads_back_what_was_written(texts: dict[str, str]) -> None:
    transcript = Transcript({"torch": "2.13.0"}, {name: Shown(text) for name, text in texts.items()})
    assert Transcript.loads(transcript.dumps()) == transcript


def test_a_text_that_looks_like_a_section_is_refused() -> None:
    with pytest.raises(ValueError, match="section mark"):
        Transcript({}, {"a": Shown("one\n==== two")}).dumps()


def test_tolerances() -> None:
    one, next_one, third = (1.0).hex(), (1.0 + 2**-23).hex(), (1.0 + 3 * 2**-23).hex()
    assert Shown(one, "2 ulp").agrees(Shown(next_one, "2 ulp"))
    assert not Shown(one, "2 ulp").agrees(Shown(third, "2 ulp"))
    assert not Shown(one).agrees(Shown(next_one))
    assert Shown(f"{one}\n{(1e-9).hex()}", "rtol 1e-5").agrees(Shown(f"{one}\n{(0.0).hex()}", "rtol 1e-5"))
    assert not Shown((1.0001).hex(), "rtol 1e-5").agrees(Shown(one, "rtol 1e-5"))
    assert not Shown((0.0).hex(), "2 ulp").agrees(Shown("nan", "2 ulp"))
    assert Shown((0.0).hex(), "2 ulp").agrees(Shown((-(2**-149)).hex(), "2 ulp"))


def test_a_program_shows_texts_until_it_raises(tmp_path: Path) -> None:
    program = tmp_path / "shows.py"
    program.write_text("show('name', __name__)\nshow_numbers('two', [1, 2])\nraise KeyError(__file__)\n")
    run = run_program(program)
    assert run.texts == {
        "name": Shown("__main__"),
        "two": Shown("0x1.0000000000000p+0\n0x1.0000000000000p+1"),
    }
    assert run.error == "KeyError: 'shows.py'"


@given(networks())
def test_networks_are_python_on_single_lines(generated: Network) -> None:
    """A call over several lines would tie source comments to the Python version."""
    calls = [node for node in ast.walk(ast.parse(generated.program)) if isinstance(node, ast.Call)]
    assert calls and all(call.lineno == call.end_lineno for call in calls)


def test_a_seed_gives_the_same_network() -> None:
    assert network(Random("0/1")) == network(Random("0/1")) != network(Random("0/2"))
