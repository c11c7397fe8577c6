using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace LinearLayer.Tests;

/// <summary>The page of the library: its blocks of C# run in order, as the cells of one notebook.</summary>
public partial class ReadmeTests
{
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .AddReferences(typeof(Linear).Assembly, typeof(Tensor).Assembly, typeof(System.Linq.Expressions.Expression).Assembly)
        .AddImports("System", "System.Linq");

    [Fact]
    public async Task Every_block_of_the_page_runs()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "LinearLayer.README.md"), TestContext.Current.CancellationToken);
        var blocks = Block().Matches(page.ReplaceLineEndings("\n")).Select(block => block.Groups["code"].Value).ToList();
        Assert.NotEmpty(blocks);

        ScriptState<object>? state = null;
        foreach (var block in blocks)
        {
            state = state is null
                ? await CSharpScript.RunAsync(block, Options, cancellationToken: TestContext.Current.CancellationToken)
                : await state.ContinueWithAsync(block, cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
