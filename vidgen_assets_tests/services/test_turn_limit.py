from vidgen_assets.services.turn_limit import Pace, TurnLimit

PACE = Pace(probe=1.0, recover=60.0)


def test_two_may_run_until_more_is_known() -> None:
    assert TurnLimit().allowed == 2


def test_what_is_told_holds_at_once() -> None:
    assert TurnLimit().when_told(15, now=0).allowed == 15
    assert TurnLimit().when_told(15, now=0).when_told(3, now=1).allowed == 3


def test_refused_together_each_takes_one_off() -> None:
    limit = TurnLimit().when_told(10, now=0)
    for running in (10, 9, 8):
        limit = limit.when_refused(running, now=1)
    assert limit.allowed == 7


def test_one_may_always_run() -> None:
    assert TurnLimit().when_refused(1, now=0).allowed == 1


def test_saying_the_same_again_after_a_refusal_changes_nothing() -> None:
    limit = TurnLimit().when_told(5, now=0).when_refused(4, now=1)
    assert limit.when_told(5, now=2).allowed == 3


def test_while_nothing_is_told_more_is_dared_bit_by_bit() -> None:
    limit = TurnLimit(changed=0.0)
    assert limit.when_waiting(0.5, PACE).allowed == 2
    assert limit.when_waiting(1.5, PACE).allowed == 3
    assert limit.when_waiting(1.5, PACE).when_waiting(2.0, PACE).allowed == 3


def test_after_a_refusal_more_is_dared_late_and_never_more_than_was_told() -> None:
    limit = TurnLimit().when_told(5, now=0).when_refused(5, now=10)
    assert limit.when_waiting(69, PACE).allowed == 4
    grown = limit.when_waiting(71, PACE)
    assert grown.allowed == 5
    assert grown.when_waiting(1000, PACE).allowed == 5
    assert TurnLimit().when_refused(3, now=0).when_waiting(59, PACE).allowed == 2


def test_a_refusal_is_forgotten_in_the_end_so_that_one_bad_day_does_not_last() -> None:
    limit = TurnLimit().when_refused(2, now=0).when_waiting(61, PACE)
    assert limit.when_waiting(62.5, PACE).allowed == 3


def test_where_nothing_is_told_there_is_an_end_to_daring() -> None:
    assert TurnLimit(allowed=15).when_waiting(1000, PACE).allowed == 15
