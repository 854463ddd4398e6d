from scoring.opening.plan import Choices, Understood


def fits(choices: Choices, understood: Understood) -> bool:
    """Whether what was chosen for other files can stand: every column that it names is still there."""
    there = {column.name for file in understood.files for column in file.columns}
    named = {choices.id_column, choices.group_column, *choices.targets} - {None}
    return named <= there
