using System.Text.Json.Nodes;

namespace Notebooks.Kernel.Tests;

public sealed class IntrospectionTests(RawClient client) : IClassFixture<RawClient>
{
    private readonly RawClient _client = client;

    [Fact]
    public void Completion_sees_what_all_earlier_cells_declared_and_loaded()
    {
        var library = TestLibrary.Compile(
            Path.Combine(Directory.CreateTempSubdirectory("libraries").FullName, "Zoo.dll"), "namespace Zoo; public static class Lions { public static int Roar() => 1; }");
        Run($"#r \"{library}\"");
        Run("using Zoo;\nusing System.IO;");
        Run("var alpha = 1; int Alphabet() => 26; class AlphaCat { public string Meow() => \"m\"; }");
        Run("var alpha = \"now text\";");
        Run("this does not compile, and its var alphaWrong is not there");

        Assert.Equal(["Roar function"], Complete("Lions.Ro"));
        Assert.Equal(["Exists function"], Complete("File.Exi"));
        Assert.Equal(["alpha field"], Complete("alpha"[..4]).Intersect(["alpha field"]));
        Assert.DoesNotContain(Complete("alph"), item => item.StartsWith("alphaWrong", StringComparison.Ordinal));
        Assert.Equal(["Substring function"], Complete("alpha.Subs"));
        Assert.Equal(["Alphabet function", "AlphaCat class"], Complete("Alph").Where(item => item.StartsWith("Alph", StringComparison.Ordinal)));
        Assert.Equal(["Meow function"], Complete("new AlphaCat().M").Where(item => item.StartsWith("Meow", StringComparison.Ordinal)));
        Assert.Equal(["Select function"], Complete("new[] { 1 }.Sel").Where(item => item.StartsWith("Select ", StringComparison.Ordinal)));
        Assert.Equal(["foreach keyword"], Complete("forea"));
        Assert.Equal(["Collections module"], Complete("using System.Collect"));
    }

    [Fact]
    public void Completion_inside_a_cell_sees_its_own_locals_and_ends_where_the_word_ends()
    {
        const string Code = "for (var counter = 0; counter < 3; counter++) { Console.WriteLine(coun); }";
        var reply = Reply("complete_request", Code, Code.IndexOf("coun)", StringComparison.Ordinal) + 4);

        Assert.Contains("counter", reply["matches"]!.AsArray().Select(match => (string?)match));
        Assert.Equal(Code.IndexOf("coun)", StringComparison.Ordinal), (int?)reply["cursor_start"]);
        Assert.Equal(Code.IndexOf("coun)", StringComparison.Ordinal) + 4, (int?)reply["cursor_end"]);
    }

    [Fact]
    public void Completion_while_a_word_is_typed_follows_the_word_and_the_cells()
    {
        Assert.Contains("Math class", Complete("Ma"));
        Assert.Equal(["Math class"], Complete("Math").Where(item => item.StartsWith("Math ", StringComparison.Ordinal)));
        Assert.DoesNotContain("Mathilda field", Complete("Math"));
        Run("var Mathilda = 1;");
        Assert.Contains("Mathilda field", Complete("Math"));
        Assert.DoesNotContain("Console class", Complete("Math"));
        Assert.DoesNotContain("Max function", Complete("Ma"));
        Assert.Contains("Max function", Complete("Math.Ma"));
    }

    [Fact]
    public void Inspection_tells_how_a_name_is_declared_and_what_its_documentation_says()
    {
        Run("""
            /// <summary>Scales <paramref name="x"/> by <see cref="factor"/>.</summary>
            /// <param name="x">What to scale.</param>
            /// <returns>The product; see <c>x * factor</c>.</returns>
            /// <exception cref="ArgumentException"><paramref name="x"/> is not a number.</exception>
            /// <remarks>Only told where all is asked for.</remarks>
            double Scale(double x) => x * factor;
            double factor = 2;
            """);

        const string Brief = "double Scale(double x)\n\nScales x by factor.\n\nParameters:\n  x: What to scale.\n\n"
            + "Returns: The product; see x * factor.\n\nThrows:\n  ArgumentException: x is not a number.";
        Assert.Equal(Brief, Inspect("Scale"));
        Assert.Equal(Brief, Inspect("Scale(1", 7));
        Assert.Equal($"{Brief}\n\nRemarks: Only told where all is asked for.\n\ndouble Scale(double x) => x * factor;", Inspect("Scale", detail: 1));
        Assert.Equal("(variable) double factor", Inspect("factor"));
        Assert.Equal("(variable) double factor\n\ndouble factor = 2;", Inspect("factor", detail: 1));
        Assert.StartsWith("static int Math.Max(int val1, int val2)", Inspect("Math.Max(1, 2)", 6));
        Assert.StartsWith("class System.Collections.Generic.List<int>", Inspect("List<int>"));
        Assert.Null(Inspect("nothingOfTheKind"));
        Assert.Null(Inspect(""));
    }

    [Fact]
    public void Inspection_reads_the_documentation_beside_a_library()
    {
        var directory = Directory.CreateTempSubdirectory("libraries").FullName;
        var library = TestLibrary.Compile(Path.Combine(directory, "Told.dll"), "public static class Told { public static int Story(int pages) => pages; }");
        File.WriteAllText(Path.Combine(directory, "Told.xml"), """
            <doc><assembly><name>Told</name></assembly><members><member name="M:Told.Story(System.Int32)">
              <summary>
                Tells a story
                of some length.
              </summary>
              <param name="pages">How many pages.</param>
            </member></members></doc>
            """);
        Run($"#r \"{library}\"");

        Assert.Equal("static int Told.Story(int pages)\n\nTells a story of some length.\n\nParameters:\n  pages: How many pages.", Inspect("Told.Story"));
    }

    [Theory]
    [InlineData("Math.Max?", "static ")]
    [InlineData("  string?  ", "class System.String")]
    [InlineData("Math.PI??", "const double Math.PI = 3.14")]
    public void A_name_with_a_question_mark_pages_its_documentation(string code, string begin)
    {
        var id = _client.Execute(code);
        var reply = _client.Reply(_client.Shell, id).Content;

        var page = Assert.Single(reply["payload"]!.AsArray())!;
        Assert.Equal("page", (string?)page["source"]);
        Assert.StartsWith(begin, (string?)page["data"]!["text/plain"]);
        Assert.Equal(["status", "execute_input", "status"], _client.UntilIdle(id).Select(message => message.Type));
    }

    [Fact]
    public void A_question_about_nothing_is_an_error()
    {
        var reply = _client.Reply(_client.Shell, _client.Execute("nothingOfTheKind?")).Content;

        Assert.Equal("Nothing is known of 'nothingOfTheKind'.", (string?)reply["evalue"]);
    }

    [Fact]
    public void A_cell_clears_what_it_has_shown()
    {
        var id = _client.Execute("Console.Write(1); ClearOutput(wait: true); Console.Write(2); ClearOutput();");

        var said = _client.UntilIdle(id).Where(message => message.Type is "stream" or "clear_output").ToArray();
        Assert.Equal(["stream", "clear_output", "stream", "clear_output"], said.Select(message => message.Type));
        Assert.Equal([true, false], said.Where(message => message.Type == "clear_output").Select(message => (bool)message.Content["wait"]!));
    }

    private void Run(string code) => _ = _client.Reply(_client.Shell, _client.Execute(code));

    private string[] Complete(string code) =>
        [.. Reply("complete_request", code, code.Length)["metadata"]!["_jupyter_types_experimental"]!.AsArray().Select(item => $"{item!["text"]} {item["type"]}")];

    private string? Inspect(string code, int? position = null, int detail = 0) =>
        (string?)Reply("inspect_request", code, position ?? code.Length, detail)["data"]!["text/plain"];

    private JsonObject Reply(string request, string code, int position, int detail = 0) => _client.Reply(_client.Shell, _client.Send(
        _client.Shell, request, new JsonObject { ["code"] = code, ["cursor_pos"] = position, ["detail_level"] = detail })).Content;
}
