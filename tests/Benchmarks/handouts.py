#!/usr/bin/env python3
"""Compares the handouts of `notebooks export` with the pages of `jupyter nbconvert --to html`, on the same notebooks.

    /usr/bin/python3 tests/Benchmarks/handouts.py [--runs N] [--readme] [NOTEBOOK...]

Without notebooks it takes the course. Both exporters write the same executed notebooks, then both run and write them in the
same kernel. Chromium opens every page with the network cut and with no file but the page itself within reach, as in a room
where the page came on a USB stick. --readme puts the table into README.md.

It needs the built command (`dotnet build src/Notebooks.Cli`), nbconvert, Chromium, and npm for axe-core.
"""

import argparse
import asyncio
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import websocket_connect

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = ["dotnet", str(ROOT / "artifacts" / "bin" / "Notebooks.Cli" / "debug" / "Notebooks.Cli.dll")]
NBCONVERT = shutil.which("jupyter-nbconvert", path="/usr/bin" + os.pathsep + os.environ["PATH"])
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
START, END = "<!-- handouts.py -->", "<!-- /handouts.py -->"

TYPESET = """[...document.querySelectorAll(".katex-html, mjx-container, .MathJax, .MathJax_Display")]
    .filter(formula => formula.getBoundingClientRect().width > 1).length"""
PAINT = """new Promise(done => {
    const paint = () => performance.getEntriesByName("first-contentful-paint")[0];
    const look = () => paint() ? done(paint().startTime) : setTimeout(look, 20);
    look();
})"""
AXE = """document.querySelectorAll("details").forEach(folded => folded.open = true),
    axe.run().then(found => found.violations.map(violation => violation.id))"""


class Page:
    """A page in a Chromium, spoken to by the DevTools protocol."""

    def __init__(self, socket):
        self.socket, self.number, self.answers, self.events = socket, 0, {}, []
        self.reader = asyncio.ensure_future(self.read())

    async def read(self):
        while (text := await self.socket.read_message()) is not None:
            message = json.loads(text)
            if "id" in message:
                self.answers.pop(message["id"]).set_result(message)
            else:
                self.events.append(message)
                if message["method"] == "Fetch.requestPaused":
                    asyncio.ensure_future(self.decide(message["params"]))

    async def decide(self, paused):
        """Lets the page itself through, and nothing else; what is refused is counted."""
        if paused["request"]["url"].split("#")[0] == self.address:
            await self.send("Fetch.continueRequest", requestId=paused["requestId"])
        else:
            self.refused.append(paused["request"]["url"])
            await self.send("Fetch.failRequest", requestId=paused["requestId"], errorReason="InternetDisconnected")

    async def send(self, method, **params):
        self.number += 1
        answer = self.answers[self.number] = asyncio.get_event_loop().create_future()
        await self.socket.write_message(json.dumps({"id": self.number, "method": method, "params": params}))
        message = await asyncio.wait_for(answer, 120)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']['message']}")
        return message["result"]

    async def ask(self, script):
        result = await self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    async def open(self, path, dark=False):
        self.address, self.refused, self.events = path.resolve().as_uri(), [], []
        await self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        await self.send("Page.navigate", url=self.address)
        deadline = time.monotonic() + 60
        while not any(event["method"] == "Page.loadEventFired" for event in self.events) and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)


async def look(path, axe, runs):
    """What Chromium finds in a page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port_file = pathlib.Path(profile) / "DevToolsActivePort"
            while not port_file.exists() or "\n" not in port_file.read_text():
                await asyncio.sleep(0.05)
            targets = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port_file.read_text().splitlines()[0]}/json/list")
            target = next(target for target in json.loads(targets.body) if target["type"] == "page")
            page = Page(await websocket_connect(target["webSocketDebuggerUrl"], max_message_size=1 << 30))
            await page.send("Page.enable")
            await page.send("Page.setBypassCSP", enabled=True)  # For axe; what the page asks for is refused all the same.
            await page.send("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
            await page.send("Fetch.enable", patterns=[{"urlPattern": "*"}])
            paints = []
            for _ in range(runs):
                # From an empty page: the page before would take its own time to go.
                await page.send("Page.navigate", url="about:blank")
                await asyncio.sleep(0.2)
                await page.open(path)
                paints.append(await page.ask(PAINT))
            requests = len(set(page.refused))
            typeset = await page.ask(TYPESET)
            violations = set()
            for dark in (False, True):
                await page.open(path, dark)
                await page.ask(axe + "\n;0")
                violations.update(await page.ask(AXE))
            return {"requests": requests, "typeset": typeset, "axe": sorted(violations), "paint": statistics.median(paints)}
        finally:
            browser.terminate()
            browser.wait()


def timed(command, **options):
    begun = time.monotonic()
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.monotonic() - begun


def in_turns(runs, ours, theirs, **options):
    """The median times of two commands; a machine that is busy for a while disturbs both."""
    times = [(timed(ours, **options), timed(theirs, **options)) for _ in range(runs)]
    return tuple(statistics.median(side) for side in zip(*times))


def axe_source(folder):
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), "axe-core@4"], check=True)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def formulas_in(notebook):
    """How many formulas the texts have: those between dollars, and environments of their own."""
    text = "\n\n".join("".join(cell["source"]) for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "markdown")
    text = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)
    return len(re.findall(r"\$\$.+?\$\$|(?<![\\$])\$(?=\S)[^$\n]*?\S?\$(?!\d)", text, flags=re.S))


def measure(notebooks, runs):
    with tempfile.TemporaryDirectory(prefix="handouts-") as name:
        folder = pathlib.Path(name)
        axe = axe_source(folder / "npm")
        environment = {**os.environ, "JUPYTER_DATA_DIR": str(folder / "jupyter")}
        subprocess.run([*COMMAND, "kernel", "install"], env=environment, check=True, stdout=subprocess.DEVNULL)
        rows = []
        for notebook in notebooks:
            print(notebook.name, file=sys.stderr)
            executed = folder / "executed" / notebook.name
            executed.parent.mkdir(exist_ok=True)
            timed([*COMMAND, "run", notebook, "--output", executed], env=environment)
            # Relative addresses, of pictures and of the library, count from the notebook's own folder.
            beside = notebook.with_name(f".{notebook.stem}.executed.ipynb")
            shutil.copy(executed, beside)
            try:
                ours, theirs = folder / "ours", folder / "theirs"
                export = [*COMMAND, "export", beside, "--output", ours]
                convert = [NBCONVERT, "--to", "html", "--output-dir", theirs, beside]
                environment["XDG_CACHE_HOME"] = str(folder / f"cache-{notebook.stem}")
                row = {
                    "name": notebook.stem,
                    "first": in_turns(1, [*export, "--no-run"], convert, env=environment),
                    "write": in_turns(runs, [*export, "--no-run"], convert, env=environment),
                    "run": in_turns(runs, export, [*convert, "--execute"], env=environment),
                }
                pages = [path / f"{beside.stem}.html" for path in (ours, theirs)]
                row["size"] = tuple(page.stat().st_size for page in pages)
                row["pages"] = [asyncio.run(look(page, axe, runs)) for page in pages]
                row["formulas"] = formulas_in(notebook)
                rows.append(row)
            finally:
                beside.unlink()
        return rows


def table(rows, version):
    """The table: the sum or the worst over all notebooks, as the row says."""
    def total(key):
        return [sum(row[key][side] for row in rows) for side in (0, 1)]

    def of_pages(read, join):
        return [join([read(row["pages"][side]) for row in rows]) for side in (0, 1)]

    formulas = max(sum(row["formulas"] for row in rows), sum(row["pages"][0]["typeset"] for row in rows))
    axe = [sorted({rule for row in rows for rule in row["pages"][side]["axe"]}) for side in (0, 1)]
    lines = [
        (f"Run and write {len(rows)} notebook{'s, one after the other' if len(rows) > 1 else ''}", [f"{seconds:.1f} s" for seconds in total("run")]),
        ("Write the same, already run", [f"{seconds:.1f} s" for seconds in total("write")]),
        ("Size of all pages", [f"{size / 1000:.0f} KB" for size in total("size")]),
        ("Largest page", [f"{max(row['size'][side] for row in rows) / 1000:.0f} KB" for side in (0, 1)]),
        ("Requests that the pages make", [str(count) for count in of_pages(lambda page: page["requests"], sum)]),
        ("Formulas set, without a network", [f"{count} of {formulas}" for count in of_pages(lambda page: page["typeset"], sum)]),
        ("Rules of axe that are broken, light and dark", [f"{len(rules)}{' (' + ', '.join(rules) + ')' if rules else ''}" for rules in axe]),
        ("First contentful paint, median page", [f"{paint:.0f} ms" for paint in of_pages(lambda page: page["paint"], statistics.median)]),
    ]
    ours, theirs = total("first")
    return "\n".join([
        f"| | `notebooks export` | `nbconvert` {version} |", "| --- | --: | --: |",
        *(f"| {name} | {' | '.join(cells)} |" for name, cells in lines), "",
        f"The first time costs more: with nothing in the cache, writing alone took {ours:.1f} s, and {theirs:.1f} s with `nbconvert`."])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=pathlib.Path, default=sorted((ROOT / "notebooks").glob("*.ipynb")))
    parser.add_argument("--runs", type=int, default=3, help="how often each time is taken; the median counts (default: 3)")
    parser.add_argument("--readme", action="store_true", help="put the table into README.md")
    arguments = parser.parse_args()
    for what, found in (("jupyter-nbconvert", NBCONVERT), ("Chromium or Chrome", CHROMIUM), ("npm", shutil.which("npm"))):
        if not found:
            sys.exit(f"There is no {what} on the path.")
    if not pathlib.Path(COMMAND[1]).exists():
        sys.exit("Build the command first: dotnet build src/Notebooks.Cli")

    version = subprocess.run([NBCONVERT, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    text = table(measure([notebook.resolve() for notebook in arguments.notebooks], arguments.runs), version)
    print(text)
    if arguments.readme:
        readme = ROOT / "README.md"
        before, _, rest = readme.read_text(encoding="utf-8").partition(START)
        if not rest:
            sys.exit(f"README.md has no place for the table: a line {START}.")
        readme.write_text(f"{before}{START}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
