namespace Notebooks.Kernel.Tests;

public sealed class ExecutionTests
{
    [Fact]
    public async Task The_last_expression_of_a_cell_is_its_result()
    {
        await using var kernel = await OurKernel.StartAsync();

        var (reply, outputs) = await kernel.RunAsync("var q = 6 * 7; q");

        Assert.Equal("ok", reply.Status);
        var result = Assert.IsType<ExecuteResult>(Assert.Single(outputs));
        Assert.Equal("42", (string?)result.Data["text/plain"]);
    }
}
