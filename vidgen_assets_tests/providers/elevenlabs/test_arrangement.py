from vidgen_assets.providers.elevenlabs.arrangement import Arrangement, Surroundings, Take, arranged
from vidgen_assets.providers.elevenlabs.speaking import Run

NOBODY = Surroundings()
OLD = Run(sentences=("a.", "b.", "c.", "d."))


def _takes(*found: tuple[int, int], run: Run = OLD, torn: tuple[int, ...] = ()) -> dict[int, Take]:
    """Number of a sentence here, and in the run; there is no pause after those that are torn."""
    return {
        here: Take(run=run, index=there, clean_start=there - 1 not in torn, clean_end=there not in torn)
        for here, there in found
    }


def _parts(arrangement: Arrangement) -> list[tuple[str, int, int]]:
    return [(part.run.text, part.first, part.end) for part in arrangement.parts]


def test_what_is_all_new_is_said_in_one_go() -> None:
    assert _parts(arranged("xyz", {}, NOBODY, 100)) == [("x y z", 0, 3)]


def test_what_is_new_is_bought_between_what_is_known() -> None:
    found = arranged(["a.", "new.", "c.", "d."], _takes((0, 0), (2, 2), (3, 3)), NOBODY, 100)
    assert _parts(found) == [(OLD.text, 0, 1), ("new.", 0, 1), (OLD.text, 2, 4)]
    assert (found.parts[1].run.before, found.parts[1].run.after) == ("a.", "c.")
    assert found.runs == (OLD, found.parts[1].run)


def test_sentences_of_one_run_in_another_order_are_not_one_stretch() -> None:
    found = arranged(["b.", "a.", "c."], _takes((0, 1), (1, 0), (2, 2)), NOBODY, 100)
    assert _parts(found) == [(OLD.text, 1, 2), (OLD.text, 0, 1), (OLD.text, 2, 3)]


def test_a_stretch_ends_where_there_is_a_pause() -> None:
    torn = _takes((0, 0), (1, 1), (2, 2), torn=(2,))
    assert _parts(arranged(["a.", "b.", "c.", "x."], torn, NOBODY, 100)) == [(OLD.text, 0, 2), ("c. x.", 0, 2)]
    alone = _takes((1, 1), torn=(0,))
    assert _parts(arranged(["x.", "b."], alone, NOBODY, 100)) == [("x. b.", 0, 2)]
    within = _takes((0, 0), (1, 1), torn=(0,))
    assert _parts(arranged(["a.", "b."], within, NOBODY, 100)) == [(OLD.text, 0, 2)]


def test_runs_are_as_long_as_the_limit_lets_them_and_know_what_is_around() -> None:
    found = arranged(["aaa", "bbb", "ccc"], {}, Surroundings("before", "after"), 7)
    assert [(part.run.text, part.run.before, part.run.after) for part in found.parts] == [
        ("aaa bbb", "before", "ccc"),
        ("ccc", "bbb", "after"),
    ]


def test_a_job_that_was_half_done_asks_for_the_rest_in_the_same_way() -> None:
    texts = ["aaa", "bbb", "ccc", "ddd"]
    first, second = arranged(texts, {}, NOBODY, 7).runs
    assert arranged(texts, _takes((0, 0), (1, 1), run=first), NOBODY, 7).runs[1] == second
    assert arranged(texts, _takes((2, 0), (3, 1), run=second), NOBODY, 7).runs[0] == first
