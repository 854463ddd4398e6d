DIGITS = {
    "slug": "digits",
    "title": "Handwritten digits",
    "tagline": "Read eight by eight pixels as well as you can.",
    "accent": "blue",
    "description": """\
Each row is a small grey picture of one handwritten digit, eight pixels wide and eight high. Somebody wrote it on paper
many years ago; a machine that sorts letters had to read it.

Your task: for every row of `test.csv`, say **which digit it is**, from 0 to 9.

- Start with the sample submission: it is legal, and poor.
- A linear model reads most of them. The last few are where it becomes interesting.
- Write down what you try. The report asks for what did *not* help, too.
""",
    "evaluation": """\
Files are scored by **accuracy**: the share of test rows whose digit is exactly right. Higher is better.

A file has a header and one line for every row of `test.csv`, in any order:

| id | digit |
|---|---|
| 31415 | 7 |
| 27182 | 0 |
| 16180 | 7 |

If the right digits are 7, 0 and 1, this file has two of three right: accuracy 0.6667.
""",
    "data_description": """\
Optical recognition of handwritten digits (E. Alpaydin and C. Kaynak, 1998), as it comes with scikit-learn: 1,797
pictures. Licence: CC BY 4.0.

- `id`: a number without meaning
- `pixel_00` … `pixel_63`: the picture row by row, 0 (white) to 16 (black)
- `digit`: what was written; only in `train.csv`
""",
}

FLOWERS = {
    "slug": "irises",
    "title": "Three irises",
    "tagline": "The warm-up: four measurements, three species.",
    "accent": "violet",
    "description": "A warm-up for everybody: tell three species of iris apart by their petals and sepals.",
    "evaluation": "Files are scored by **accuracy**: the share of test rows whose species is exactly right.",
    "data_description": "Fisher's irises (1936), as they come with scikit-learn. Lengths and widths in centimetres.",
}

PROJECT = {
    "slug": "final-project",
    "title": "Final project",
    "tagline": "",
    "accent": "teal",
    "description": "",
    "evaluation": "",
    "data_description": "",
}

WELCOME = (
    "Welcome to the course",
    """\
The warm-up is over and *Handwritten digits* is open. Accept its rules, get the data, and look at the pictures before
you train anything.

Questions go to the Tuesday session, or to Tariq.
""",
)
