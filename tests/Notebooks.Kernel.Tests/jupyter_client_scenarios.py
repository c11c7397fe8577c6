"""Talks to the installed kernel .net-csharp as Jupyter's own client does.

Usage: python3 jupyter_client_scenarios.py SCENARIO
Ends with exit code 0 where the kernel does what the scenario says.
"""
import sys

from jupyter_client.manager import KernelManager

LIMIT = 120


class Kernel:
    """A running kernel and a client of it."""

    def __enter__(self):
        self.manager = KernelManager(kernel_name=".net-csharp")
        self.manager.start_kernel()
        self.connect()
        return self

    def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=LIMIT)

    def __exit__(self, *_):
        self.client.stop_channels()
        if self.manager.is_alive():
            self.manager.shutdown_kernel(now=True)

    def run(self, code, **options):
        """The reply to a cell, and what iopub said of it between busy and idle."""
        request = self.client.execute(code, **options)
        return self.reply(request), self.said(request)

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=LIMIT)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def said(self, request):
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=LIMIT)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status":
                messages.append(message["content"]["execution_state"])
                if messages[-1] == "idle":
                    return messages
            else:
                messages.append((message["msg_type"], message["content"]))


def outputs(kernel):
    reply, said = kernel.run('Console.Write("out"); Console.Error.Write("err"); display(HTML("<b>x</b>")); 6 * 7')
    assert reply["status"] == "ok", reply
    assert [m if isinstance(m, str) else m[0] for m in said] == [
        "busy", "execute_input", "stream", "stream", "display_data", "execute_result", "idle"], said
    assert said[2][1] == {"name": "stdout", "text": "out"}
    assert said[3][1] == {"name": "stderr", "text": "err"}
    assert said[4][1]["data"]["text/html"] == "<b>x</b>"
    assert said[5][1]["data"]["text/plain"] == "42"


def errors(kernel):
    reply, said = kernel.run("var a = 1;\nint b = a + nonsense;")
    assert reply["status"] == "error"
    assert reply["evalue"].startswith("(2,13): error CS0103"), reply
    assert said[-2][0] == "error" and said[-2][1]["traceback"] == reply["traceback"]
    reply, _ = kernel.run('throw new InvalidOperationException("stop");')
    assert (reply["ename"], reply["evalue"]) == ("InvalidOperationException", "stop"), reply


def state(kernel):
    kernel.run("var x = 20; int Twice(int n) => 2 * n;")
    reply, said = kernel.run("Twice(x) + 2")
    assert said[-2][1]["data"]["text/plain"] == "42", said
    assert reply["execution_count"] == 2, reply


def busy_and_idle(kernel):
    requests = [kernel.client.kernel_info(), kernel.client.execute("1"), kernel.client.execute("nope"),
                kernel.client.history(), kernel.client.complete("x", 1), kernel.client.comm_info()]
    states = {request: [] for request in requests}
    while any(seen[-1:] != ["idle"] for seen in states.values()):
        message = kernel.client.get_iopub_msg(timeout=LIMIT)
        request = message["parent_header"].get("msg_id")
        if message["msg_type"] == "status" and request in states:
            states[request].append(message["content"]["execution_state"])
    assert all(seen == ["busy", "idle"] for seen in states.values()), states


def shutdown(kernel):
    kernel.run("1")
    process = kernel.manager.provisioner.process
    kernel.manager.shutdown_kernel(now=False)
    assert process.wait(LIMIT) == 0, process.returncode


def restart(kernel):
    kernel.run("var x = 1;")
    kernel.client.stop_channels()
    kernel.manager.restart_kernel(now=False)
    kernel.connect()
    reply, _ = kernel.run("x")
    assert reply["evalue"].startswith("(1,1): error CS0103"), reply


def interrupt(kernel):
    kernel.run("var kept = 5;")
    request = kernel.client.execute('Console.WriteLine("begun"); while (true) { }')
    while kernel.client.get_iopub_msg(timeout=LIMIT)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    assert kernel.reply(request)["status"] == "error"
    _, said = kernel.run("kept")
    assert said[-2][1]["data"]["text/plain"] == "5", said


def signatures(kernel):
    key = kernel.client.session.key
    kernel.client.session.key = b"wrong"
    kernel.client.execute("Environment.Exit(1);")
    kernel.client.session.key = key
    reply, _ = kernel.run("1")
    assert reply["status"] == "ok" and reply["execution_count"] == 1, reply


def question(kernel):
    request = kernel.client.execute("Console.ReadLine()", allow_stdin=True)
    assert kernel.client.get_stdin_msg(timeout=LIMIT)["msg_type"] == "input_request"
    kernel.client.input("Ada")
    assert kernel.said(request)[-2][1]["data"]["text/plain"] == "Ada"


def heartbeat(kernel):
    kernel.client.hb_channel.unpause()
    kernel.run("await Task.Delay(3000);")
    assert kernel.client.hb_channel.is_beating()


def notebook(kernel):
    import nbformat.v4
    from nbclient import NotebookClient

    cells = [nbformat.v4.new_code_cell(code) for code in ("var x = 1;", 'Console.WriteLine("hi"); x + 1')]
    run = NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name=".net-csharp", timeout=LIMIT).execute()
    assert [o["output_type"] for o in run.cells[1].outputs] == ["stream", "execute_result"], run.cells[1].outputs
    assert run.cells[1].outputs[1]["data"]["text/plain"] == "2"


def comms(kernel):
    def send(kind, content):
        message = kernel.client.session.msg(kind, content)
        kernel.client.shell_channel.send(message)
        return kernel.said(message["header"]["msg_id"])

    assert kernel.reply(kernel.client.comm_info())["comms"] == {}
    for target in ("jupyter.widget", "x"):
        said = send("comm_open", {"comm_id": "c1", "target_name": target, "data": {}})
        assert said == ["busy", ("comm_close", {"comm_id": "c1", "data": {}}), "idle"], said
    said = send("comm_msg", {"comm_id": "c2", "data": {"a": 1}})
    assert said[1] == ("comm_close", {"comm_id": "c2", "data": {}}), said
    assert send("comm_close", {"comm_id": "c3", "data": {}}) == ["busy", "idle"]
    assert kernel.run("1")[0]["status"] == "ok"


def expressions(kernel):
    wanted = {"sum": "x + 1", "text": '"a" + x', "bad": "nonsense", "thrown": "int.Parse(\"q\")", "later": "await Task.FromResult(x * 2)"}
    reply, said = kernel.run("var x = 20;", user_expressions=wanted)
    values = reply["user_expressions"]
    assert set(values) == set(wanted), values
    assert values["sum"]["status"] == "ok" and values["sum"]["data"]["text/plain"] == "21", values
    assert values["text"]["data"] == {"text/plain": "a20"}, values
    assert values["later"]["data"]["text/plain"] == "40", values
    assert values["bad"]["status"] == "error" and values["bad"]["evalue"].startswith("(1,1): error CS0103"), values
    assert values["thrown"]["ename"] == "FormatException", values
    assert [m if isinstance(m, str) else m[0] for m in said] == ["busy", "execute_input", "idle"], said
    # They leave nothing behind, and a cell that fails computes none.
    reply, said = kernel.run("var y = 2; x + y")
    assert said[-2][1]["data"]["text/plain"] == "22" and reply["execution_count"] == 2, said
    reply, _ = kernel.run("nonsense", user_expressions={"a": "1"})
    assert "user_expressions" not in reply, reply


def silence(kernel):
    kernel.run("var a = 1;")
    reply, said = kernel.run('a = 2; Console.WriteLine("x"); a', silent=True)
    assert (reply["status"], said) == ("ok", ["busy", "idle"]), (reply, said)
    reply, said = kernel.run("a", store_history=False)
    assert said[-2][1]["data"]["text/plain"] == "2" and reply["execution_count"] == 1, said
    reply, _ = kernel.run("a + 1")
    assert reply["execution_count"] == 2, reply
    history = kernel.reply(kernel.client.history(hist_access_type="tail", n=10, output=True))["history"]
    assert history == [[1, 1, ["var a = 1;", None]], [1, 2, ["a + 1", "3"]]], history


def abort(kernel):
    failing = kernel.client.execute('await Task.Delay(500); throw new Exception("stop");')
    along = [kernel.client.execute(f"var ran{i} = 1;") for i in range(3)]
    assert kernel.reply(failing)["status"] == "error"
    assert [kernel.reply(request)["status"] for request in along] == ["aborted"] * 3
    failing = kernel.client.execute('await Task.Delay(500); throw new Exception("go on");', stop_on_error=False)
    along = kernel.client.execute("1")
    assert kernel.reply(failing)["status"] == "error" and kernel.reply(along)["status"] == "ok"
    kernel.client.execute("Console.Clear?")
    reply, _ = kernel.run("ran0")
    assert reply["status"] == "error", reply


def positions(kernel):
    """Positions count code points, as Python does."""
    kernel.run('var greeting = "\U0001f600"; /// <summary>Doubles a number.</summary>\nint Twice(int n) => 2 * n;')
    for before in ("", "var s = \"\U0001f600\U0001f600\"; ", "/* \u00e4\u0301 \U00010400 */ "):
        for typed, whole in (("greet", "greeting"), ("Twi", "Twice"), ("greeting.Len", "Length")):
            code = before + typed
            reply = kernel.reply(kernel.client.complete(code + " ; // \U0001f600", len(code)))
            assert reply["matches"] == [whole], reply
            assert code[:reply["cursor_start"]] + whole == before + typed.rpartition(".")[0] + "." * ("." in typed) + whole, reply
            assert reply["cursor_end"] == len(code), reply
            types = reply["metadata"]["_jupyter_types_experimental"]
            assert [(t["text"], t["start"], t["end"]) for t in types] == [(whole, reply["cursor_start"], len(code))], types
        code = before + "Twice(1)"
        for position in (len(before) + 2, len(before) + 5, len(code) - 1):
            reply = kernel.reply(kernel.client.inspect(code, position))
            assert reply["found"] and "Doubles a number." in reply["data"]["text/plain"], (position, reply)
        assert not kernel.reply(kernel.client.inspect(before + " 1 ", len(before)))["found"]


def orphan(kernel):
    import os
    import signal
    import subprocess
    import time

    script = ("import time; from jupyter_client.manager import start_new_kernel\n"
              "manager, client = start_new_kernel(kernel_name='.net-csharp')\n"
              "client.execute('while (true) { }')\n"
              "print(manager.provisioner.process.pid, flush=True); time.sleep(1000)")
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    for _ in range(10 * LIMIT):
        try:
            with open(f"/proc/{child}/stat") as stat:
                if stat.read().rsplit(")")[-1].split()[0] == "Z":
                    return
        except FileNotFoundError:
            return
        time.sleep(0.1)
    raise AssertionError("The kernel lives on without its parent.")


if __name__ == "__main__":
    with Kernel() as running:
        globals()[sys.argv[1]](running)
