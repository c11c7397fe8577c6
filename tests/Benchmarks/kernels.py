"""Measures a Jupyter kernel beside ipykernel, in one run and in turns, as Jupyter's own client sees them.

Usage: python3 tests/Benchmarks/kernels.py [--rounds N] [--cells N] [--only] FOLDER

FOLDER is that of an installed kernel spec. An example:

    dotnet run --project src/Notebooks.Cli -- kernel install --prefix /tmp/measured
    python3 tests/Benchmarks/kernels.py /tmp/measured/share/jupyter/kernels/.net-csharp

Every round starts both kernels, one after the other, the first of the last round last. A ratio is the median of
the rounds' ratios, so that a machine that is busy for a while disturbs both sides of it. It needs jupyter_client
and ipykernel, and Linux or macOS for the memory.
"""
import argparse
import statistics
import subprocess
import sys
import time

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

LIMIT = 120
TRIVIAL = 200
COMPLETIONS = 20

# The same things in both languages: a member of a library, of a variable, a name, a keyword.
OURS = {"trivial": "1 + 1", "setup": "var text = \"x\";", "line": "var a{0} = {0};", "complete": ["Console.Wri", "text.ToU", "Cons", "retu"], "cell": "var v{0} = {0}; int F{0}(int a) => a + v{0}; F{0}(1)"}
PYTHON = {"trivial": "1 + 1", "setup": "import sys\ntext = 'x'", "line": "a{0} = {0}", "complete": ["sys.stdo", "text.upp", "pri", "retu"], "cell": "v{0} = {0}\ndef f{0}(a): return a + v{0}\nf{0}(1)"}

FORMATS = {
    "info": ("kernel_info_reply after", "ms"),
    "hasty": ("first execute_reply, asked at once", "ms"),
    "ready": ("wait_for_ready done after", "ms"),
    "first": ("first execute_reply, asked then", "ms"),
    "trivial": (f"a trivial cell, median of {TRIVIAL}", "ms"),
    "complete_first": ("the first completion", "ms"),
    "complete": ("a completion, once warm", "ms"),
    "idle": ("memory when idle (RSS)", "MB"),
    "completed": ("memory with completion in use", "MB"),
    "cells": ("all of the many cells", "s"),
    "slowest": ("the slowest of them", "ms"),
    "growth": ("memory they added, a cell", "kB"),
}


class Kernel:
    """A kernel in a process of its own, from its start on."""

    def __init__(self, folder):
        self.manager = KernelManager()
        if folder:
            self.manager._kernel_spec = KernelSpec.from_resource_dir(folder)
        self.start = time.perf_counter()
        self.manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def since_start(self):
        return 1000 * (time.perf_counter() - self.start)

    def ask(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=LIMIT)
            if message["parent_header"].get("msg_id") == request:
                assert message["content"]["status"] == "ok", message["content"]
                return message["content"]

    def timed(self, request):
        before = time.perf_counter()
        self.ask(request())
        return 1000 * (time.perf_counter() - before)

    def memory(self):
        """The resident memory in MB, of all the processes that the command became."""
        rows = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout.split("\n")
        table = [tuple(map(int, row.split())) for row in rows if row.strip()]
        wanted = {self.manager.provisioner.process.pid}
        for _ in range(4):
            wanted |= {pid for pid, parent, _ in table if parent in wanted}
        return sum(rss for pid, _, rss in table if pid in wanted) / 1024


def measure(folder, language, cells):
    result = {}
    with Kernel(folder) as kernel:
        kernel.ask(kernel.client.kernel_info())
        result["info"] = kernel.since_start()
        kernel.ask(kernel.client.execute(language["trivial"]))
        result["hasty"] = kernel.since_start()
    with Kernel(folder) as kernel:
        kernel.client.wait_for_ready(timeout=LIMIT)
        result["ready"] = kernel.since_start()
        kernel.ask(kernel.client.execute(language["trivial"]))
        result["first"] = kernel.since_start()
        time.sleep(2)
        result["idle"] = kernel.memory()
        result["trivial"] = statistics.median(kernel.timed(lambda: kernel.client.execute(language["trivial"])) for _ in range(TRIVIAL))
        kernel.ask(kernel.client.execute(language["setup"]))
        # Each in a cell of its own, so that no kernel only repeats its last answer.
        cells_to_complete = [f"{language['line'].format(i)}\n{code}" for i in range(COMPLETIONS) for code in language["complete"]]
        completions = [kernel.timed(lambda: kernel.client.complete(code)) for code in cells_to_complete]
        result["complete_first"] = completions[0]
        result["complete"] = statistics.median(completions[len(language["complete"]):])
        result["completed"] = kernel.memory()
        if cells:
            times = [kernel.timed(lambda: kernel.client.execute(language["cell"].format(i))) for i in range(cells)]
            result["cells"] = sum(times) / 1000
            result["slowest"] = max(times)
            result["growth"] = 1024 * (kernel.memory() - result["completed"]) / cells
    return result


def main():
    parser = argparse.ArgumentParser(description="Measures a Jupyter kernel beside ipykernel.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cells", type=int, default=0, help="run so many cells that declare things, too")
    parser.add_argument("--only", action="store_true", help="without ipykernel")
    parser.add_argument("folder", help="the folder of an installed kernel spec")
    options = parser.parse_args()

    sides = [("this kernel", options.folder, OURS)]
    if not options.only:
        sides.append(("ipykernel", None, PYTHON))
    rounds = []
    for number in range(options.rounds):
        order = sides if number % 2 == 0 else sides[::-1]
        rounds.append({name: measure(folder, language, options.cells) for name, folder, language in order})
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)

    print(f"{'':36}" + "".join(f"{name:>16}" for name, _, _ in sides) + ("" if options.only else f"{'ratio':>9}"))
    for key, (label, unit) in FORMATS.items():
        if key not in rounds[0]["this kernel"]:
            continue
        row = f"{label:36}" + "".join(f"{statistics.median(r[name][key] for r in rounds):13.1f} {unit:2}" for name, _, _ in sides)
        if not options.only and key != "growth":
            row += f"{statistics.median(r['this kernel'][key] / r['ipykernel'][key] for r in rounds):9.2f}"
        print(row)


if __name__ == "__main__":
    main()
