from competition.rules.first_steps import first_steps


def test_the_steps_are_done_one_by_one() -> None:
    done = [step.done for step in first_steps(students=3, competitions=1, published=0)]
    assert done == [True, True, False]
