namespace Notebooks.Kernel.Tests;

public sealed class ExecutionTests
{
    [Fact]
    public async Task The_last_expression_of_a_cell_is_its_result()
    {
        await using var kernel = await OurKernel.StartAsync();

        foreach (var c in new[]{"var q = 6 * 7; q", "Console.WriteLine(\"hi\"); q + 1", "int f(int n) => n / (n - 1);\nvar z = 5;\nvar y = f(1);", "var u = q +;", "z+y","using System.IO;", "nope + 1", "await Task.Delay(10); \"s\"", "display(HTML(\"<b>x</b>\")); \"**b**\".DisplayAs(\"text/markdown\"); new[]{new{A=1}}.DisplayTable();", "Console.Read()", "(object)null", "#r \"../x/bin/q.dll\"", "while(true){}"}) {
            if (c.StartsWith("while")) _ = Task.Delay(500, TestContext.Current.CancellationToken).ContinueWith(_ => kernel.InterruptAsync(), TaskScheduler.Default);
            var sw = System.Diagnostics.Stopwatch.StartNew();
            var (reply, outputs) = await kernel.RunAsync(c);
            Console.WriteLine($"{sw.ElapsedMilliseconds} ms {c}: {reply}");
            foreach (var o in outputs) Console.WriteLine("   " + (o is ErrorOutput e ? string.Join("\n   ", e.Traceback) : o is ExecuteResult r ? r.Data.ToJsonString() : o is DisplayOutput d ? d.Data.ToJsonString() : o));
        }
    }
}
