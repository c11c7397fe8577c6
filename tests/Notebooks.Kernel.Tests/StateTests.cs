using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class StateTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private readonly KernelClient _kernel = fixture.Client;

    [Fact]
    public async Task Variables_methods_types_and_usings_last_for_later_cells()
    {
        (await _kernel.RunAsync("using System.Globalization;")).Ok();
        (await _kernel.RunAsync("var count = 3; int Twice(int n) => 2 * n; record Pair(int A, int B);")).Ok();
        (await _kernel.RunAsync("static int Thrice(this int n) => 3 * n;")).Ok();

        var outcome = (await _kernel.RunAsync("count++; $\"{new Pair(Twice(count), count.Thrice())} {CultureInfo.InvariantCulture.Name == \"\"}\"")).Ok();

        Assert.Equal("Pair { A = 8, B = 12 } True", outcome.Result);
    }

    [Fact]
    public async Task A_later_declaration_takes_the_place_of_an_earlier_one()
    {
        (await _kernel.RunAsync("var v = 1; class C { public string Name => \"first\"; }")).Ok();
        (await _kernel.RunAsync("var v = \"now text\"; class C { public string Name => \"second\"; }")).Ok();

        Assert.Equal("now text second", (await _kernel.RunAsync("v + \" \" + new C().Name")).Ok().Result);
    }

    [Fact]
    public async Task What_was_assigned_before_a_throw_is_kept()
    {
        var failed = await _kernel.RunAsync("var before = 5; throw new InvalidOperationException(\"stop\"); var after = 6;");
        Assert.Equal("stop", failed.Error.Value);

        Assert.Equal("( 5, 0 )", (await _kernel.RunAsync("(before, after)")).Ok().Result);
    }

    [Fact]
    public async Task Cells_that_declare_nothing_change_what_others_declared()
    {
        (await _kernel.RunAsync("var sum = 1; Func<int> later = null;")).Ok();
        (await _kernel.RunAsync("sum += 10;")).Ok();
        (await _kernel.RunAsync("later = () => sum;")).Ok();
        (await _kernel.RunAsync("new { sum }.ToString()")).Ok();
        (await _kernel.RunAsync("int.TryParse(\"100\", out var parsed)")).Ok();
        (await _kernel.RunAsync("sum += parsed;")).Ok();

        Assert.Equal("( 111, 100 )", (await _kernel.RunAsync("(later(), parsed)")).Ok().Result);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        (await _kernel.RunAsync("var kept = 1;")).Ok();
        _ = (await _kernel.RunAsync("kept = 2; var kept = nonsense;")).Error;

        Assert.Equal("1", (await _kernel.RunAsync("kept")).Ok().Result);
    }

    [Fact]
    public async Task The_usings_of_DotNet_Interactive_are_there_and_no_others()
    {
        (await _kernel.RunAsync("""
            var sb = new StringBuilder(); IEnumerable e = new List<int> { 1 }.Where(i => i > 0); Task t = Task.CompletedTask; Console.Write("");
            """)).Ok();

        Assert.Contains("CS0103", (await _kernel.RunAsync("File.Exists(\"x\")")).Error.Value);
        Assert.Contains("CS0246", (await _kernel.RunAsync("new CancellationTokenSource()")).Error.Value);
        Assert.Contains("CS0246", (await _kernel.RunAsync("new HttpClient()")).Error.Value);
    }

    [Theory]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(1)", "1")]
    [InlineData("typeof(System.Net.Http.HttpClient).Name", "HttpClient")]
    [InlineData("System.Numerics.BigInteger.Pow(2, 70)", "1180591620717411303424")]
    [InlineData("new System.Xml.Linq.XElement(\"a\").ToString()", "<a />")]
    [InlineData("System.Text.RegularExpressions.Regex.Replace(\"abc\", \"b\", \"\")", "ac")]
    public async Task Every_library_of_DotNet_can_be_named_without_a_directive(string code, string expected)
    {
        Assert.Equal(expected, (await _kernel.RunAsync(code)).Ok().Result);
    }

    [Fact]
    public async Task Cells_are_compiled_as_the_latest_CSharp_without_nullable_and_with_unsafe()
    {
        Assert.Equal("3", (await _kernel.RunAsync("int[] all = [1, 2, ..new[] { 3 }]; all.Length")).Ok().Result);
        Assert.Equal("7", (await _kernel.RunAsync("string s = null; unsafe { int n = 7; int* p = &n; display(*p, \"text/plain\"); } 7")).Ok().Result);
    }

    [Theory]
    [InlineData("class Here { }", "True")]
    [InlineData("static int Twice(int n) => 2 * n;", "True")]
    [InlineData("Func<int, int> twice = n => 2 * n;", "True")]
    [InlineData("var sum = 0; for (var i = 0; i < 3; i++) sum += i;", "True")]
    [InlineData("var three = 3;", "False")]
    public async Task Code_is_optimised_where_it_may_run_more_than_once(string code, string isOptimised)
    {
        Assert.Equal(isOptimised, (await _kernel.RunAsync($"""
            {code}
            !System.Reflection.Assembly.GetExecutingAssembly().GetCustomAttributes(typeof(System.Diagnostics.DebuggableAttribute), false)
                .Cast<System.Diagnostics.DebuggableAttribute>().Single().IsJITOptimizerDisabled
            """)).Ok().Result);
    }

    [Fact]
    public async Task Expression_trees_and_caller_expressions_see_the_variables_of_earlier_cells()
    {
        (await _kernel.RunAsync("var x = 4;")).Ok();

        Assert.Equal("5", (await _kernel.RunAsync("System.Linq.Expressions.Expression<Func<int>> f = () => x + 1; f.Compile()()")).Ok().Result);
        Assert.Equal("x + x", (await _kernel.RunAsync("""
            string Written(object o, [System.Runtime.CompilerServices.CallerArgumentExpression("o")] string e = "") => e;
            Written(x + x)
            """)).Ok().Result);
    }

    [Fact]
    public async Task A_deep_recursion_that_ends_ends_well()
    {
        Assert.Equal("50000", (await _kernel.RunAsync("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1); Depth(50_000)")).Ok().Result);
    }

    [Fact]
    public async Task What_a_cell_left_running_cannot_end_the_session()
    {
        (await _kernel.RunAsync("""
            var thrown = new TaskCompletionSource();
            async void Late() { await Task.Delay(50); thrown.SetResult(); throw new Exception("late"); }
            Late();
            """)).Ok();
        (await _kernel.RunAsync("await thrown.Task;")).Ok();

        Assert.Equal("2", (await _kernel.RunAsync("2")).Ok().Result);
    }

    [Theory]
    [InlineData("var thread = new System.Threading.Thread(Fail); thread.Start(); thread.Join();")]
    [InlineData("System.Threading.ThreadPool.QueueUserWorkItem(_ => Fail()); told.Wait();")]
    [InlineData("var timer = new System.Threading.Timer(_ => Fail(), null, 0, -1); told.Wait();")]
    [InlineData("async void Late() { await Task.Delay(1); Fail(); } Task.Run(Late); told.Wait();")]
    public async Task An_exception_that_nothing_catches_on_its_thread_is_shown_and_the_session_goes_on(string start)
    {
        (await _kernel.RunAsync("""
            var told = new System.Threading.ManualResetEventSlim();
            void Fail()
            {
                System.Threading.ThreadPool.QueueUserWorkItem(_ => { System.Threading.Thread.Sleep(200); told.Set(); });
                throw new FormatException("nobody waits for this");
            }
            """)).Ok();

        var outcome = (await _kernel.RunAsync(start)).Ok();

        var shown = string.Concat(outcome.Outputs.OfType<StreamOutput>().Where(stream => stream.Name == "stderr").Select(stream => stream.Text));
        Assert.Matches(@"^Nothing caught this on another thread:\n\e\[31mFormatException: nobody waits for this\e\[0m\n   at Fail\(\) in Cell \d+, line 5\n", shown);
        Assert.Equal("2", (await _kernel.RunAsync("2")).Ok().Result);
    }
}
