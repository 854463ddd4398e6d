"""What the class reads in the demo's competitions."""

from scoring.judging.metrics.binary.auc import AUC
from scoring.judging.metrics.labels.accuracy import ACCURACY

DIGITS = {
    "slug": "digits",
    "title": "Handwritten digits",
    "tagline": "Read eight by eight pixels as well as you can.",
    "accent": "blue",
    "description": """\
Each row is a small grey picture of one handwritten digit, eight pixels wide and eight high.

Your task: for every row of `test.csv`, say **which digit it is**, from 0 to 9.

- Start with the sample submission: it is legal, and poor.
- A linear model reads most of them. The last few are where it becomes interesting.
- Write down what you try. The report asks for what did *not* help, too.

This is a demo on public data: the true digits ship with scikit-learn, so a perfect score proves nothing here.
""",
    "evaluation": f"""\
Files are scored by **{ACCURACY.title}**: {ACCURACY.sentence} Higher is better; 1 is the best.

A file has a header and one line for every row of `test.csv`, in any order:

| id | digit |
|---|---|
| 31415 | 7 |
| 27182 | 0 |
| 16180 | 7 |

If the right digits are 7, 0 and 1, this file has two of three right: 2 / 3 = 0.6667.
""",
    "data_description": """\
1,797 pictures, cut at random into rows to learn from and rows to predict; each digit has its share in both.

- `id`: a number without meaning
- `pixel_00` … `pixel_63`: the picture row by row, 0 (white) to 16 (black)
- `digit`: what was written; only in `train.csv`

Source: *Optical Recognition of Handwritten Digits* by E. Alpaydin and C. Kaynak (1998), UCI Machine Learning
Repository; here the part that ships with scikit-learn, as `load_digits()`. Licence: CC BY 4.0.
""",
}

CELLS = {
    "slug": "cells",
    "title": "Benign or malignant",
    "tagline": "The warm-up: thirty measurements of cells, one question.",
    "accent": "violet",
    "description": """\
Each row tells of one lump in a breast. A little of it was drawn out through a needle, and the nuclei of the cells were
measured under a microscope.

Your task: for every row of `test.csv`, say **how likely the lump is malignant**.

A warm-up: nearly every model does well here, so look at how little lies between them. This is a demo on public data:
the answers ship with scikit-learn, so a perfect score proves nothing. It is no medical advice.
""",
    "evaluation": f"""\
Files are scored by **{AUC.title}**: {AUC.sentence} Higher is better; 1 is the best, and 0.5 is what guessing gets.

A file has a header and one line for every row of `test.csv`, in any order. Any numbers will do; only their order
counts:

| id | malignant |
|---|---|
| 31415 | 0.9 |
| 27182 | 0.2 |
| 16180 | 0.4 |

If rows 31415 and 27182 are malignant and row 16180 is not, one of two pairs is in the right order: 1 / 2 = 0.5.
""",
    "data_description": """\
569 lumps, cut at random into rows to learn from and rows to predict; both kinds have their share in both.

- `id`: a number without meaning
- `mean_radius` … `mean_fractal_dimension`: ten measurements, as means over the nuclei of a sample
- `radius_error` … `fractal_dimension_error`: the standard errors of these means
- `worst_radius` … `worst_fractal_dimension`: the means over the three largest values
- `malignant`: 1 if the lump was malignant, 0 if it was benign; only in `train.csv`

Source: *Breast Cancer Wisconsin (Diagnostic)* by W. Wolberg, O. Mangasarian, N. Street and W. Street (1993), UCI
Machine Learning Repository, as it ships with scikit-learn. Licence: CC BY 4.0.
""",
}

WELCOME = (
    "Welcome to the course",
    """\
The warm-up is over and *Handwritten digits* is open. Accept its rules, get the data, and look at the pictures before
you train anything.

Questions go to the Tuesday session, or to Tariq.
""",
)
