"""What Jupyter's own library says of notebook files.

nbformat_witness.py write DIR    writes notebooks into DIR with nbformat
nbformat_witness.py rewrite DIR  validates each notebook of DIR, reads it and writes it again with nbformat;
                                 prints the name of each file that is not valid or not the same again
"""

import random
import sys
from pathlib import Path

import nbformat
from nbformat.v4.nbbase import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

# Characters that someone breaks lines at, escapes, sorts or encodes in another way than the rest.
LETTERS = list("aB1 \"\\/<>&'+") + [
    "\n", "\r", "\r\n", "\t", "\b", "\f", "\v", "\0", "\x01", "\x1b", "\x1c", "\x1d", "\x1e", "\x1f", "\x7f",
    "\x85", "\u00a0", "\u00e9", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ue000", "\U0001f600", "\U0010ffff", "#!csharp\n",
]


def text(rng, longest=12):
    return "".join(rng.choice(LETTERS) for _ in range(rng.randrange(longest)))


def value(rng, depth=0):
    kind = rng.randrange(9 if depth < 4 else 7)
    if kind == 7:
        return [value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind == 8:
        return {text(rng): value(rng, depth + 1) for _ in range(rng.randrange(4))}
    return [None, True, rng.randrange(-9, 10**20), rng.uniform(-1, 1) * 10.0 ** rng.randrange(-30, 30), -0.0, text(rng), 1.0][kind]


def metadata(rng):
    return {"x" + text(rng): value(rng) for _ in range(rng.randrange(3))}


def bundle(rng):
    data = {}
    for mime in ["text/plain", "text/html", "text/latex", "image/svg+xml", "image/png", "application/javascript", "application/x-latex"]:
        if rng.random() < 0.4:
            data[mime] = text(rng)
    for mime in ["application/json", "application/vnd.plotly.v1+json"]:
        if rng.random() < 0.4:
            data[mime] = value(rng)
    return data


def output(rng):
    kind = rng.randrange(4)
    if kind == 0:
        return new_output("stream", name=rng.choice(["stdout", "stderr"]), text=text(rng))
    if kind == 1:
        return new_output("display_data", data=bundle(rng), metadata=metadata(rng))
    if kind == 2:
        return new_output("execute_result", data=bundle(rng), metadata=metadata(rng), execution_count=rng.choice([None, 0, 7]))
    return new_output("error", ename=text(rng), evalue=text(rng), traceback=[text(rng) for _ in range(rng.randrange(3))])


def cell(rng):
    kind = rng.randrange(3)
    if kind == 0:
        return new_code_cell(text(rng), metadata=metadata(rng), outputs=[output(rng) for _ in range(rng.randrange(4))], execution_count=rng.choice([None, 3]))
    made = (new_markdown_cell if kind == 1 else new_raw_cell)(text(rng), metadata=metadata(rng))
    if rng.random() < 0.3:
        made.attachments = {text(rng): bundle(rng) for _ in range(rng.randrange(3))}
    return made


def write(directory):
    rng = random.Random(20)
    for i in range(300):
        notebook = new_notebook(metadata=metadata(rng), cells=[cell(rng) for _ in range(rng.randrange(5))])
        nbformat.validate(notebook)
        with open(directory / f"{i}.ipynb", "w", encoding="utf-8", newline="") as file:
            nbformat.write(notebook, file)


def rewrite(directory):
    for path in sorted(directory.glob("*.ipynb")):
        before = path.read_bytes().decode("utf-8")
        try:
            notebook = nbformat.reads(before, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
            after = nbformat.writes(notebook) + "\n"
            if notebook.nbformat_minor != 5 or before != after:
                print(f"{path.name}: written otherwise")
        except Exception as error:
            print(f"{path.name}: {error!r}")


{"write": write, "rewrite": rewrite}[sys.argv[1]](Path(sys.argv[2]))
