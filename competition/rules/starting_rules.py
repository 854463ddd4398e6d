STARTING_RULES = """\
1. **One account each.** Work under your own account only.
2. **Work in your own team.** Share no code, labels or predictions with other teams before the close.
3. **The daily limit holds for the team**, not for each member.
4. **No hand labelling** of the test rows, and no attempt to find the hidden answers.
5. **Outside data and tools** are allowed only where the instructor says so. Say in your report what you used.
6. **Be able to explain** what you hand in.
"""
