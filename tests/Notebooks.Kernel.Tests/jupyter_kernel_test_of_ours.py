"""Runs Jupyter's own test of kernels against the installed kernel .net-csharp, with every attribute set."""
import unittest

from jupyter_kernel_test import KernelTests


class CSharpKernelTests(KernelTests):
    kernel_name = ".net-csharp"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("careful");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "DateTime.UtcN", "matches": {"UtcNow"}},
        {"text": "foreac", "matches": {"foreach"}},
    ]
    complete_code_samples = ["1 + 1", "var a = 1;", "int Twice(int n)\n{\n    return 2 * n;\n}", ""]
    incomplete_code_samples = ["for (var i = 0; i < 3; i++) {", "int Twice(int n)\n{", "var text = @\"begun", "Math.Max(1,"]
    invalid_code_samples = ["var 1 = a;", "int a = ;", ")"]
    code_page_something = "Console.WriteLine?"
    code_generate_error = 'throw new InvalidOperationException("stop");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "6 + 1", "result": "7"},
        {"code": '"text"', "result": "text"},
        {"code": "new[] { 1, 2 }", "result": "[ 1, 2 ]"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": '"$x$".DisplayAs("text/latex");', "mime": "text/latex"},
    ]
    code_history_pattern = "6 ?*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput(wait: false);"


if __name__ == "__main__":
    unittest.main(verbosity=2)
