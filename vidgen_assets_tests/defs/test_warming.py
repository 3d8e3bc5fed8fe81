from pathlib import Path

import pytest

from vidgen_assets.defs.code import Code
from vidgen_assets.defs.warming import fork, warm_up
from vidgen_assets.domain.errors import VidgenError


def test_definitions_that_do_not_load_are_told_to_whoever_wants_a_run(tmp_path: Path) -> None:
    code = Code("no_such_module_anywhere")
    warm_up(tmp_path, code)
    with pytest.raises(VidgenError, match="No module named 'no_such_module_anywhere'"):
        fork(tmp_path, code, "run", "instance")


def test_a_head_start_that_cannot_be_had_is_left_to_the_run_to_tell(tmp_path: Path) -> None:
    (tmp_path / "warm").write_text("a file where the folder should be")
    warm_up(tmp_path, Code("vidgen_assets.definitions"))
    with pytest.raises(FileExistsError):
        fork(tmp_path, Code("vidgen_assets.definitions"), "run", "instance")
