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


if __name__ == "__main__":
    with Kernel() as running:
        globals()[sys.argv[1]](running)
