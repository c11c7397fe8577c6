using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class DisplayTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private readonly KernelClient _kernel = fixture.Client;

    [Theory]
    [InlineData("display(HTML(\"<b>x</b>\"));", "text/html", "<b>x</b>")]
    [InlineData("display(42, \"text/plain\");", "text/plain", "42")]
    [InlineData("42.Display(\"text/plain\");", "text/plain", "42")]
    [InlineData("\"**x**\".DisplayAs(\"text/markdown\");", "text/markdown", "**x**")]
    [InlineData("\"$$x$$\".DisplayAs(\"text/latex\");", "text/latex", "$$x$$")]
    [InlineData("CSS(\".ll-x { color: red }\");", "text/html", "<style>.ll-x { color: red }</style>")]
    [InlineData("Javascript(\"let a = 1;\");", "text/html", "<script type=\"text/javascript\">let a = 1;</script>")]
    public async Task A_cell_shows_what_it_is_told_to(string code, string mimeType, string expected)
    {
        var outcome = (await _kernel.RunAsync(code)).Ok();

        var display = Assert.IsType<DisplayOutput>(Assert.Single(outcome.Outputs));
        Assert.Equal([mimeType], display.Data.Select(entry => entry.Key));
        Assert.Equal(expected, (string?)display.Data[mimeType]);
    }

    [Fact]
    public async Task Json_is_shown_as_json_and_not_as_a_string_of_it()
    {
        var outcome = (await _kernel.RunAsync("\"{\\\"a\\\": [1]}\".DisplayAs(\"application/json\");")).Ok();

        var display = Assert.IsType<DisplayOutput>(Assert.Single(outcome.Outputs));
        Assert.Equal(1, (int?)display.Data["application/json"]!["a"]![0]);
    }

    [Fact]
    public async Task DisplayTable_shows_a_row_an_item_and_a_column_a_property()
    {
        var outcome = (await _kernel.RunAsync("new[] { (A: 1, B: 2) }.Select(t => new { t.A, t.B }).DisplayTable();")).Ok();

        var html = (string?)Assert.IsType<DisplayOutput>(Assert.Single(outcome.Outputs)).Data["text/html"];
        Assert.Matches("<thead>.*A.*B.*</thead>.*1.*2", html);
    }

    [Fact]
    public async Task A_display_is_updated_in_its_place_by_the_same_cell()
    {
        var outcome = (await _kernel.RunAsync("""
            var shown = display("one", "text/plain");
            Console.Write("between");
            shown.Update("two");
            """)).Ok();

        Assert.Equal("two", (string?)Assert.IsType<DisplayOutput>(outcome.Outputs[0]).Data["text/plain"]);
        Assert.Equal("between", Assert.IsType<StreamOutput>(outcome.Outputs[1]).Text);
    }

    [Fact]
    public async Task A_display_is_updated_in_its_place_by_a_later_cell()
    {
        var first = new OutputCollector();
        await _kernel.ExecuteAsync("var later = display(1, \"text/plain\");", first.Add, TestContext.Current.CancellationToken);

        UpdateDisplayMessage? update = null;
        await _kernel.ExecuteAsync("later.Update(2);", message => update = message as UpdateDisplayMessage ?? update, TestContext.Current.CancellationToken);

        Assert.Equal(1, first.Update(Assert.IsType<UpdateDisplayMessage>(update).Display));
        Assert.Equal("2", (string?)Assert.IsType<DisplayOutput>(Assert.Single(first.Outputs)).Data["text/plain"]);
    }

    [Theory]
    [InlineData("Console.Write(1); display(2); ClearOutput(wait: false); Console.Write(3);", "3")]
    [InlineData("Console.Write(1); ClearOutput(wait: true);", "1")]
    [InlineData("Console.Write(1); ClearOutput(wait: true); Console.Write(3);", "3")]
    public async Task Outputs_are_cleared_at_once_or_when_there_are_others(string code, string expected)
    {
        var outcome = (await _kernel.RunAsync(code)).Ok();

        Assert.Equal(expected, Assert.IsType<StreamOutput>(Assert.Single(outcome.Outputs)).Text);
    }

    [Fact]
    public async Task Text_and_displays_come_in_the_order_in_which_the_cell_made_them()
    {
        var outcome = (await _kernel.RunAsync("""
            Console.Write("a");
            display(1, "text/plain");
            Console.Write("b");
            Console.Error.Write("c");
            Console.Write("d");
            2
            """)).Ok();

        Assert.Equal(
            ["stdout a", "display 1", "stdout b", "stderr c", "stdout d", "result 2"],
            outcome.Outputs.Select(output => output switch
            {
                StreamOutput stream => $"{stream.Name} {stream.Text}",
                DisplayOutput display => $"display {display.Data["text/plain"]}",
                ExecuteResult result => $"result {result.Data["text/plain"]}",
                _ => output.ToString(),
            }));
    }

    [Fact]
    public async Task Text_is_shown_while_the_cell_still_runs()
    {
        // The cell goes on only when its first line has arrived.
        var go = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            var reply = await _kernel.ExecuteAsync(
                $"Console.WriteLine(\"first\"); while (!System.IO.File.Exists(@\"{go}\")) await Task.Delay(10);",
                message =>
                {
                    if (message is OutputMessage { Output: StreamOutput { Text: "first\n" } })
                        File.WriteAllText(go, "");
                },
                TestContext.Current.CancellationToken);

            Assert.Equal("ok", reply.Status);
        }
        finally
        {
            File.Delete(go);
        }
    }

    [Fact]
    public async Task A_loop_that_prints_does_not_send_a_message_a_line()
    {
        var messages = 0;
        var collector = new OutputCollector();
        await _kernel.ExecuteAsync("for (var i = 0; i < 20_000; i++) Console.WriteLine(i);", message =>
        {
            messages++;
            collector.Add(message);
        }, TestContext.Current.CancellationToken);

        var text = Assert.IsType<StreamOutput>(Assert.Single(collector.Outputs)).Text;
        Assert.Equal(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i}\n")), text);
        Assert.InRange(messages, 1, 2_000);
    }

    [Fact]
    public async Task Lines_of_many_threads_stay_whole()
    {
        var outcome = (await _kernel.RunAsync(
            "Parallel.For(0, 8, t => { for (var i = 0; i < 200; i++) Console.WriteLine(new string((char)('a' + t), 30)); });")).Ok();

        var lines = outcome.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1600, lines.Length);
        Assert.All(lines, line => Assert.Equal(new string(line[0], 30), line));
    }
}
