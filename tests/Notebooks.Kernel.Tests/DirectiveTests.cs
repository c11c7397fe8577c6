using System.Text.RegularExpressions;
using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class DirectiveTests(KernelFixture fixture) : IClassFixture<KernelFixture>, IDisposable
{
    private readonly KernelClient _kernel = fixture.Client;
    private readonly string _directory = Directory.CreateTempSubdirectory("directives").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_cell_of_several_languages_is_done_part_by_part()
    {
        var outcome = (await _kernel.RunAsync("""
            #!csharp
            var parts = 20;
            parts
            #!markdown
            # It's "prose with /* what C# would trip over
              - {
            #!html
            <b>bold</b>
            #!javascript
            console.log("x");
            #!c#
            parts + 1
            """)).Ok();

        Assert.Equal(
            [
                "text/plain 20",
                "text/markdown # It's \"prose with /* what C# would trip over\n  - {",
                "text/html <b>bold</b>",
                "text/html <script type=\"text/javascript\">console.log(\"x\");</script>",
                "text/plain 21",
            ],
            outcome.Outputs.Select(output => output switch
            {
                ExecuteResult result => $"text/plain {result.Data["text/plain"]}",
                DisplayOutput { Data: { Count: 1 } data } => $"{data.Single().Key} {data.Single().Value}",
                _ => output.ToString(),
            }));
    }

    [Theory]
    [InlineData("#!csharp\n\nvar q = 1;\n#!time\n  int z = nonsense;", "(5,11): error CS0103: The name 'nonsense' does not exist in the current context", "  int z = nonsense;\n", "          ^^^^^^^^")]
    [InlineData("#!html\n<b>x</b>\n#!csharp\nint z = nonsense;", "(4,9): error CS0103: The name 'nonsense' does not exist in the current context", "int z = nonsense;\n", "        ^^^^^^^^")]
    public async Task The_lines_of_compile_errors_stay_those_of_the_cell(string code, string expected, string line, string mark)
    {
        var outcome = await _kernel.RunAsync(code);

        Assert.Equal(expected, outcome.Error.Value);
        Assert.EndsWith($"    {line}    {mark}", outcome.Traceback);
    }

    [Fact]
    public async Task The_lines_of_exceptions_stay_those_of_the_cell()
    {
        var outcome = await _kernel.RunAsync("#!time\n\nthrow new Exception(\"stop\");");

        Assert.Matches(@"at Cell \d+, line 3\n      throw new Exception\(""stop""\);", outcome.Traceback);
    }

    [Fact]
    public async Task Time_is_shown_after_the_rest_of_the_cell()
    {
        var outcome = (await _kernel.RunAsync("#!time\nSystem.Threading.Thread.Sleep(50);\n7")).Ok();

        Assert.Equal("7", outcome.Result);
        var text = (string)Assert.IsType<DisplayOutput>(outcome.Outputs[^1]).Data["text/plain"]!;
        var time = Assert.Single(Regex.Matches(text, @"^Wall time: (\d+\.\d) ms$")).Groups[1].Value;
        Assert.True(double.Parse(time, System.Globalization.CultureInfo.InvariantCulture) >= 50, text);
    }

    [Fact]
    public async Task Who_lists_the_variables_as_they_are_now_with_their_types()
    {
        await using var kernel = await OurKernel.StartAsync();
        Assert.Equal("There are no variables yet.", Text(await kernel.RunAsync("#!who")));
        (await kernel.RunAsync("var x = 6; var pairs = new List<(int A, string B)>(); int Function() => 1;")).Ok();
        (await kernel.RunAsync("record Point(int X); var point = new Point(3); string x = \"new\";")).Ok();
        (await kernel.RunAsync("class Grumpy { public override string ToString() => throw new NotSupportedException(\"no\"); }\nvar text = \"two\\nlines\"; double half = 1 / 0.0;")).Ok();
        _ = (await kernel.RunAsync("var before = 1; throw new Exception();")).Error;
        (await kernel.RunAsync("half = 0.5;")).Ok();

        Assert.Equal(
            """
            Variable  Type
            before    int
            half      double
            pairs     List<(int A, string B)>
            point     Point
            text      string
            x         string
            """.ReplaceLineEndings("\n"),
            Text(await kernel.RunAsync("#!who")));
        var values = Assert.IsType<DisplayOutput>(Assert.Single((await kernel.RunAsync("#!whos")).Ok().Outputs)).Data;
        Assert.Contains("\nhalf      double                   0.5\n", (string?)values["text/plain"]);
        Assert.Contains("\ntext      string                   two lines\n", (string?)values["text/plain"]);
        Assert.Contains("<tr><td><code>x</code></td><td>string</td><td>new</td></tr>", (string?)values["text/html"]);
        Assert.Contains("<td>List&lt;(int A, string B)&gt;</td>", (string?)values["text/html"]);
    }

    [Fact]
    public async Task Who_stands_where_it_is_written()
    {
        await using var kernel = await OurKernel.StartAsync();

        var outcome = (await kernel.RunAsync("var a = 1;\n#!who\nvar b = 2;")).Ok();

        Assert.DoesNotContain("b ", (string?)Assert.IsType<DisplayOutput>(Assert.Single(outcome.Outputs)).Data["text/plain"]);
        Assert.Equal("3", (await kernel.RunAsync("a + b")).Ok().Result);
    }

    [Fact]
    public async Task Every_directive_that_is_listed_is_one_that_there_is()
    {
        var listed = Text((await _kernel.RunAsync("#!lsmagic")).Ok()).Split('\n').Skip(1).Select(line => line.Split(' ')[0]).Distinct().ToArray();

        Assert.Superset(new HashSet<string> { "#r", "#i", "#load", "#!import", "#!markdown", "#!time", "#!whos" }, listed.ToHashSet());
        foreach (var directive in listed)
        {
            var outcome = await _kernel.RunAsync(directive);
            Assert.DoesNotContain("There is no directive", outcome.Reply.Error?.Value ?? "");
        }
    }

    [Fact]
    public async Task About_says_on_which_DotNet_the_kernel_runs()
    {
        Assert.Contains($"\nRuntime         {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, ", Text((await _kernel.RunAsync("#!about")).Ok()));
    }

    [Theory]
    [InlineData("var y = 1;\n\n#!whoo", "(3,1): error: There is no directive #!whoo. Did you mean #!who?")]
    [InlineData("#!frobnicate", "(1,1): error: There is no directive #!frobnicate. #!lsmagic lists those that there are.")]
    [InlineData("#!share --from fsharp x", "(1,1): error: #!share: this kernel runs C# alone, and every C# cell sees the variables of those before. Delete the line.")]
    [InlineData("#!set --name x --value 3", "(1,1): error: #!set: this kernel runs C# alone. Write `var name = value;` instead.")]
    [InlineData("#!fsharp\nlet x = \"", "(1,1): error: #!fsharp: this kernel runs C# alone. Write the cell in C#, or run the notebook in a kernel for F#.")]
    [InlineData("  #!time now\n1", "(1,3): error: #!time takes nothing behind it, and here stands 'now'. Delete that, or put it on a line of its own.")]
    [InlineData("if (true) {\n#!time\n}", "(2,1): error: #!time stands inside a statement or block. Move the line out of it, or end the statement before it.")]
    [InlineData("%time x", "(1,1): error: %time is a command of Python notebooks. Here it is #!time.")]
    [InlineData("%matplotlib inline", "(1,1): error: %matplotlib is a command of Python notebooks. #!lsmagic lists the commands of this kernel.")]
    [InlineData("#who", "(1,1): error: There is no directive #who. Did you mean #!who?")]
    [InlineData("1;\n#import helpers.ipynb", "(2,1): error: There is no directive #import. Did you mean #!import?")]
    [InlineData("#r Humanizer", "(1,1): error: #r takes a library or package in quotes, and nothing behind it: #r \"path/to/Library.dll\" or #r \"nuget: Name, Version\".")]
    [InlineData("#r \"nuget: Humanizer\" 2.1", "(1,1): error: #r takes the package in quotes, and nothing behind it: #r \"nuget: Name, Version\".")]
    [InlineData("#! who", "(1,1): error: There is no directive #!. #!lsmagic lists those that there are.")]
    [InlineData("Environment.Exit(1);\n#!nothing_of_this_cell_is_run", "(2,1): error: There is no directive #!nothing_of_this_cell_is_run. #!lsmagic lists those that there are.")]
    [InlineData("#i nonsense", "(1,1): error: #i takes the source of packages in quotes: #i \"nuget: FOLDER\" or #i \"nuget: https://...\".")]
    [InlineData("#r \"nuget: Bad Name, 1\"", "(1,1): error: #r \"nuget: Bad Name, 1\": 'Bad Name' cannot be the name of a package. Write #r \"nuget: Name, Version\".")]
    [InlineData("#r \"nuget: Name, one\"", "(1,1): error: #r \"nuget: Name, one\": 'one' is not a version. Write one such as 1.2.3, 1.2.*, or none for the newest.")]
    public async Task A_directive_that_cannot_be_done_says_where_and_what_to_do(string code, string expected)
    {
        var outcome = await _kernel.RunAsync(code);

        Assert.Equal("DirectiveError", outcome.Error.Name);
        Assert.Equal(expected, outcome.Error.Value);
        Assert.EndsWith("^", outcome.Traceback);
    }

    [Theory]
    [InlineData("var text = \"\"\"\n#!who\n\"\"\";\ntext", "#!who")]
    [InlineData("/*\n#!nonsense\n*/\n1", "1")]
    [InlineData("var sharp = 7;\nsharp\n% 4", "3")]
    public async Task What_only_looks_like_a_directive_is_left_alone(string code, string expected)
    {
        Assert.Equal(expected, (await _kernel.RunAsync(code)).Ok().Result);
    }

    [Fact]
    public async Task A_library_may_be_loaded_below_the_first_statement()
    {
        var library = TestLibrary.Compile(Path.Combine(_directory, "Below.dll"), "public static class Below { public static int N => 4; }");
        await using var kernel = await OurKernel.StartAsync();

        Assert.Equal("5", (await kernel.RunAsync($"var one = 1;\n#r \"{library}\"\none + Below.N")).Ok().Result);
        Assert.StartsWith("(2,1): error: #r \"no/such.dll\": there is no file ", (await kernel.RunAsync("var two = 2;\n#r \"no/such.dll\"")).Error.Value);
    }

    [Fact]
    public async Task Importing_a_notebook_runs_its_code_cells_and_not_its_prose()
    {
        Compile("libraries/Beside.dll", "public static class Beside { public static int N => 5; }");
        Write("helpers.ipynb", """
            {"cells":[
              {"cell_type":"markdown","id":"a","metadata":{},"source":"# Helpers"},
              {"cell_type":"code","id":"b","metadata":{},"execution_count":null,"outputs":[],"source":"#r \"libraries/Beside.dll\"\nint Twice(int n) => 2 * n;"},
              {"cell_type":"code","id":"c","metadata":{"polyglot_notebook":{"kernelName":"html"}},"execution_count":null,"outputs":[],"source":"<i>shown</i>"},
              {"cell_type":"code","id":"d","metadata":{},"execution_count":null,"outputs":[],"source":"void Fail() => throw new Exception(\"far away\");"}],
             "metadata":{"kernelspec":{"name":".net-csharp","display_name":".NET (C#)","language":"C#"}},"nbformat":4,"nbformat_minor":5}
            """);

        var outcome = (await _kernel.RunAsync($"#!import {_directory}/helpers.ipynb\nTwice(Beside.N)")).Ok();
        var failing = await _kernel.RunAsync("Fail();");

        Assert.Equal("10", outcome.Result);
        Assert.Equal("<i>shown</i>", (string?)Assert.Single(outcome.Outputs.OfType<DisplayOutput>()).Data["text/html"]);
        Assert.Contains($"{Path.Combine(_directory, "helpers.ipynb")}, cell 4, line 1", failing.Traceback);
    }

    [Fact]
    public async Task Importing_works_for_dib_and_CSharp_files_and_from_one_to_the_next()
    {
        Write("shapes.cs", "using System.IO;\nclass Square(int side) { public int Area => side * side; }");
        Write("area.csx", "#!import \"shapes.cs\"\nvar area = new Square(3).Area;");
        Write("all.dib", "#!csharp\n\n#!import area.csx\n\n#!markdown\n\nprose\n\n#!csharp\n\nvar more = area + 1;\n");

        Assert.Equal("10", (await _kernel.RunAsync($"#!import {Path.Combine(_directory, "all.dib")}\nmore")).Ok().Result);
    }

    [Fact]
    public async Task An_import_that_cannot_be_done_says_where_and_why()
    {
        Write("broken.dib", "#!csharp\n\nvar fine = 1;\n\n#!csharp\n\nint z =\n  nonsense;\n");
        Write("again.csx", "var first = 1;\n#!import again.csx");
        Write("other.dib", "#!fsharp\n\nlet x = 1\n");
        string File(string name) => Path.Combine(_directory, name);

        Assert.Equal($"{File("broken.dib")}, cell 2(2,3): error CS0103: The name 'nonsense' does not exist in the current context", await Error($"#!import {File("broken.dib")}"));
        Assert.Equal($"{File("again.csx")}(2,1): error: #!import again.csx: this file is being imported already, so it would never end: again.csx > again.csx.", await Error($"#!import {File("again.csx")}"));
        Assert.StartsWith($"{File("other.dib")}, cell 1(1,1): error: #!fsharp: this kernel runs C# alone.", await Error($"#!import {File("other.dib")}"));
        Assert.StartsWith($"(1,1): error: #!import: {File("none.ipynb")}: there is no such file", await Error($"#!import {File("none.ipynb")}"));
        Assert.Equal($"(1,1): error: #!import none.csx: there is no file {Path.Combine(Path.GetFullPath(Path.GetTempPath()), "none.csx")}.", await Error("#!import none.csx"));
        Assert.EndsWith("takes a notebook (.ipynb, .dib) or a C# file (.cs, .csx).", await Error("#!import notes.txt"));
        Assert.Equal("(1,1): error: #!import takes the path of a notebook or C# file: #!import helpers.ipynb.", await Error("#!import"));

        async Task<string> Error(string code) => (await _kernel.RunAsync(code)).Error.Value;
    }

    private static string Text(CellOutcome outcome) => (string)Assert.IsType<DisplayOutput>(Assert.Single(outcome.Outputs)).Data["text/plain"]!;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);

    private void Compile(string name, string source)
    {
        var path = Path.GetFullPath(name, _directory);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TestLibrary.Compile(path, source);
    }
}
