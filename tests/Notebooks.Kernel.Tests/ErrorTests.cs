using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class ErrorTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private readonly KernelClient _kernel = fixture.Client;

    [Fact]
    public async Task A_compile_error_says_where_and_what_and_marks_the_place()
    {
        var outcome = await _kernel.RunAsync("var a = 1;\nvar b = a + wrong;");

        Assert.Equal("CompilationError", outcome.Error.Name);
        Assert.Equal("(2,13): error CS0103: The name 'wrong' does not exist in the current context", outcome.Error.Value);
        Assert.Equal(
            """
            (2,13): error CS0103: The name 'wrong' does not exist in the current context
                var b = a + wrong;
                            ^^^^^
            """, outcome.Traceback);
    }

    [Fact]
    public async Task Every_compile_error_of_a_cell_is_told_in_the_order_of_the_cell()
    {
        var outcome = await _kernel.RunAsync("int one = \"1\";\n\tint two = nope;");

        Assert.Equal(
            "(1,11): error CS0029: Cannot implicitly convert type 'string' to 'int'\n"
            + "    int one = \"1\";\n"
            + "              ^^^\n"
            + "(2,12): error CS0103: The name 'nope' does not exist in the current context\n"
            + "    \tint two = nope;\n"
            + "    \t          ^^^^", outcome.Traceback);
    }

    [Theory]
    [InlineData("var a = ;", "(1,9): error CS1525: Invalid expression term ';'")]
    [InlineData("foreach (var i in", "(1,18): error CS1733: Expected expression")]
    [InlineData("1;", "(1,1): error CS0201: Only assignment, call, increment, decrement, await, and new object expressions can be used as a statement")]
    public async Task A_broken_cell_is_told_as_the_compiler_tells_it(string code, string first)
    {
        Assert.Equal(first, (await _kernel.RunAsync(code)).Error.Value);
    }

    [Theory]
    [InlineData("namespace Mine;", "Delete that line, or build a library of the file and load it with #r.")]
    [InlineData("static class Ext { public static int Twice(this int n) => 2 * n; }", "stands outside of any class: static int Twice(this int n) => 2 * n;")]
    public async Task What_a_project_allows_and_a_cell_does_not_is_told_with_what_to_do(string code, string advice)
    {
        Assert.EndsWith(advice, (await _kernel.RunAsync(code)).Traceback);
    }

    [Fact]
    public async Task An_extension_method_stands_outside_of_any_class_as_the_advice_says()
    {
        Assert.Equal("6", (await _kernel.RunAsync("static int Twice(this int n) => 2 * n;\n3.Twice()")).Ok().Result);
    }

    [Fact]
    public async Task A_runtime_error_says_type_and_message_and_the_lines_of_the_cell()
    {
        var outcome = await _kernel.RunAsync("""
            int Half(int n)
            {
                if (n % 2 != 0)
                    throw new ArgumentException($"{n} is odd.");
                return n / 2;
            }
            Half(4);
            Half(3);
            """);

        var number = outcome.Reply.ExecutionCount;
        Assert.Equal("ArgumentException", outcome.Error.Name);
        Assert.Equal("3 is odd.", outcome.Error.Value);
        Assert.Equal(
            $$"""
            ArgumentException: 3 is odd.
               at Half(Int32 n) in Cell {{number}}, line 4
                  throw new ArgumentException($"{n} is odd.");
               at Cell {{number}}, line 8
                  Half(3);
            """, outcome.Traceback);
    }

    [Fact]
    public async Task An_error_in_a_method_of_an_earlier_cell_names_that_cell()
    {
        var earlier = (await _kernel.RunAsync("int Third(int n) => n / (n - n);")).Ok().Reply.ExecutionCount;

        var outcome = await _kernel.RunAsync("\n\nThird(3)");

        Assert.Equal(
            $"""
            DivideByZeroException: Attempted to divide by zero.
               at Third(Int32 n) in Cell {earlier}, line 1
                  int Third(int n) => n / (n - n);
               at Cell {outcome.Reply.ExecutionCount}, line 3
                  Third(3)
            """, outcome.Traceback);
    }

    [Fact]
    public async Task An_error_behind_an_await_has_the_same_lines()
    {
        var outcome = await _kernel.RunAsync("""
            async Task<int> Slowly() { await Task.Delay(1); throw new TimeoutException("too slow"); }
            await Slowly();
            """);

        var number = outcome.Reply.ExecutionCount;
        Assert.Equal(
            $$"""
            TimeoutException: too slow
               at Slowly() in Cell {{number}}, line 1
                  async Task<int> Slowly() { await Task.Delay(1); throw new TimeoutException("too slow"); }
               at Cell {{number}}, line 2
                  await Slowly();
            """, outcome.Traceback);
    }

    [Fact]
    public async Task An_error_of_a_library_keeps_the_frames_of_the_library_and_none_of_the_engine()
    {
        var outcome = await _kernel.RunAsync("new List<int> { 1 }.Single(i => i > 1);");

        Assert.Matches(@"^InvalidOperationException: .*\n   at System.Linq.ThrowHelper.*\n   at System.Linq.Enumerable.Single.*\n   at Cell \d+, line 1\n", outcome.Traceback);
        Assert.DoesNotContain("Notebooks.Kernel", outcome.Traceback);
        Assert.DoesNotContain("Submission#", outcome.Traceback);
        Assert.DoesNotContain("ControlledExecution", outcome.Traceback);
    }

    [Fact]
    public async Task The_cause_of_an_error_is_told_with_it()
    {
        var outcome = await _kernel.RunAsync("""
            try { int.Parse("x"); }
            catch (FormatException e) { throw new InvalidOperationException("no number", e); }
            """);

        Assert.Equal("no number", outcome.Error.Value);
        Assert.Contains("caused by FormatException: The input string 'x' was not in a correct format.", outcome.Traceback);
        Assert.Matches(@"line 2\n(.|\n)*caused by (.|\n)*line 1\n", outcome.Traceback);
    }

    [Fact]
    public async Task An_exception_type_of_a_cell_goes_by_its_own_name()
    {
        var outcome = await _kernel.RunAsync("class OddException(string m) : Exception(m); throw new OddException(\"odd\");");

        Assert.Equal("OddException", outcome.Error.Name);
    }

    [Fact]
    public async Task What_was_written_before_the_error_is_shown_before_it()
    {
        var outcome = await _kernel.RunAsync("Console.WriteLine(\"so far\"); throw new Exception(\"no further\");");

        Assert.Collection(outcome.Outputs,
            output => Assert.Equal("so far\n", Assert.IsType<StreamOutput>(output).Text),
            output => Assert.Equal("no further", Assert.IsType<ErrorOutput>(output).Value));
    }

    [Fact]
    public async Task Endless_recursion_is_an_error_of_the_cell_and_the_session_goes_on()
    {
        (await _kernel.RunAsync("var kept = 3;")).Ok();

        var outcome = await _kernel.RunAsync("int Down(int n) => 1 + Down(n + 1);\nDown(0)");

        Assert.Equal("InsufficientExecutionStackException", outcome.Error.Name);
        Assert.Matches(@"   at Down\(Int32 n\) in Cell \d+, line 1\n(.|\n)*\.\.\. \d+ calls more \.\.\.\n(.|\n)*   at Cell \d+, line 2\n", outcome.Traceback);
        Assert.InRange(outcome.Error.Traceback.Count, 10, 50);
        Assert.Equal("3", (await _kernel.RunAsync("kept")).Ok().Result);
    }

    [Fact]
    public async Task Lambdas_local_functions_and_iterators_go_by_the_names_of_the_source()
    {
        var outcome = await _kernel.RunAsync("""
            IEnumerable<int> Items() { yield return 1; throw new Exception("from within"); }
            void Outer()
            {
                int Inner() => Items().Select(i => i).ToList().Count;
                Func<int> f = () => Inner();
                f();
            }
            Outer();
            """);

        Assert.Matches(@"at Items\(\) in Cell(.|\n)*at Inner\(\) in Cell(.|\n)*at lambda\(\) in Cell(.|\n)*at Outer\(\) in Cell", outcome.Traceback);
    }
}
