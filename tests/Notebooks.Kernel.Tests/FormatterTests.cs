using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

/// <summary>How cells and libraries say what their values look like: the ways that .NET Interactive has for it.</summary>
public sealed class FormatterTests(KernelFixture fixture) : IClassFixture<KernelFixture>, IDisposable
{
    // What a library declares that wants to be shown well and refers to no package of .NET Interactive.
    private const string Convention = """
        [System.AttributeUsage(System.AttributeTargets.Class | System.AttributeTargets.Struct)]
        internal sealed class TypeFormatterSourceAttribute : System.Attribute
        {
            public TypeFormatterSourceAttribute(System.Type formatterSourceType) => FormatterSourceType = formatterSourceType;
            public System.Type FormatterSourceType { get; }
            public string[] PreferredMimeTypes { get; set; }
        }
        internal sealed class HtmlOfTemperature
        {
            public string MimeType => "text/html";
            public bool Format(object instance, System.IO.TextWriter writer)
            {
                if (((Temperature)instance).Degrees > 1000) throw new System.ArgumentException("too hot to show");
                if (((Temperature)instance).Degrees < 0) return false;
                writer.Write("<b>" + ((Temperature)instance).Degrees + " degrees</b>");
                return true;
            }
        }
        internal sealed class LatexOfTemperature
        {
            public string MimeType => "text/latex";
            public bool Format(object instance, System.IO.TextWriter writer)
            {
                writer.Write("$$" + ((Temperature)instance).Degrees + "^\\circ$$");
                return true;
            }
        }
        internal sealed class TemperatureFormatters
        {
            public System.Collections.Generic.IEnumerable<object> CreateTypeFormatters() => new object[] { new HtmlOfTemperature(), new LatexOfTemperature() };
        }
        """;

    private readonly KernelClient _kernel = fixture.Client;
    private readonly string _directory = Directory.CreateTempSubdirectory("formatters").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(_directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a library that the kernel has loaded.
        }
    }

    [Fact]
    public async Task A_library_shows_its_values_by_convention_without_a_reference_to_the_formatters()
    {
        var library = TestLibrary.Compile(Path.Combine(_directory, "Weather.dll"), $$"""
            {{Convention}}
            [TypeFormatterSource(typeof(TemperatureFormatters))]
            public sealed class Temperature { public Temperature(int degrees) => Degrees = degrees; public int Degrees { get; } }
            """);

        var warm = await DataAsync($"#r \"{library}\"\nnew Temperature(21)");
        var cold = await DataAsync("new Temperature(-5)");
        var hot = await _kernel.RunAsync("new Temperature(2000)");

        Assert.Equal("<b>21 degrees</b>", (string?)warm["text/html"]);
        Assert.Contains("-5", (string?)cold["text/html"]);
        Assert.DoesNotContain("<b>", (string?)cold["text/html"]);
        Assert.Equal(("ArgumentException", "too hot to show"), (hot.Error.Name, hot.Error.Value));
    }

    [Fact]
    public async Task A_library_may_prefer_another_type_than_html()
    {
        var library = TestLibrary.Compile(Path.Combine(_directory, "Latex.dll"), $$"""
            namespace Measures
            {
                {{Convention}}
                [TypeFormatterSource(typeof(TemperatureFormatters), PreferredMimeTypes = new[] { "text/latex" })]
                public sealed class Temperature { public Temperature(int degrees) => Degrees = degrees; public int Degrees { get; } }
            }
            """);

        var data = await DataAsync($"#r \"{library}\"\nnew Measures.Temperature(21)");

        Assert.Equal(@"$$21^\circ$$", (string?)data["text/latex"]);
        Assert.False(data.ContainsKey("text/html"));
    }

    [Fact]
    public async Task Formatters_are_registered_for_types_open_types_and_preferred_types()
    {
        (await _kernel.RunAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            class Pair<T> { public T A; public T B; }
            class Plain { public int N = 3; }
            class Picture { }
            Formatter.Register(typeof(Pair<>), (object o, System.IO.TextWriter w) => w.Write("<i>a pair</i>"), "text/html");
            Formatter.Register<Plain>((plain, w) => w.Write($"plain {plain.N}"), "text/plain");
            Formatter.SetPreferredMimeTypesFor(typeof(Plain), "text/plain");
            Formatter.Register<Picture>(picture => "<svg></svg>", "image/svg+xml");
            Formatter.SetPreferredMimeTypesFor(typeof(Picture), "image/svg+xml");
            """)).Ok();

        Assert.Equal("<i>a pair</i>", (string?)(await DataAsync("new Pair<int>()"))["text/html"]);
        Assert.Equal("<i>a pair</i>", (string?)(await DataAsync("new Pair<string>()"))["text/html"]);
        var plain = await DataAsync("new Plain()");
        Assert.Equal(["text/plain"], plain.Select(entry => entry.Key));
        Assert.Equal("plain 3", (string?)plain["text/plain"]);
        Assert.Equal("<svg></svg>", (string?)(await DataAsync("new Picture()"))["image/svg+xml"]);
    }

    [Fact]
    public async Task A_formatter_may_use_the_formatters_of_the_parts_of_its_value()
    {
        var data = await DataAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            record Inner(int N); record Outer(Inner One);
            Formatter.Register<Inner>(inner => $"<u>{inner.N}</u>", "text/html");
            Formatter.Register<Outer>(outer => $"<div>{outer.One.ToDisplayString("text/html")}</div>", "text/html");
            new Outer(new Inner(7))
            """);

        Assert.Equal("<div><u>7</u></div>", (string?)data["text/html"]);
    }

    [Fact]
    public async Task Long_lists_are_cut_and_the_limit_can_be_set()
    {
        const string Numbers = "Enumerable.Range(1, 30).ToArray()";
        Assert.Contains("(10 more)", (string?)(await DataAsync(Numbers))["text/plain"]);

        (await _kernel.RunAsync("Microsoft.DotNet.Interactive.Formatting.Formatter.ListExpansionLimit = 30;")).Ok();

        Assert.DoesNotContain("more", (string?)(await DataAsync(Numbers))["text/plain"]);
        (await _kernel.RunAsync("Microsoft.DotNet.Interactive.Formatting.Formatter.ListExpansionLimit = 20;")).Ok();
    }

    [Fact]
    public async Task Tags_of_PocketView_take_attributes_styles_and_values_and_escape_text()
    {
        (await _kernel.RunAsync("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;")).Ok();

        Assert.Equal(
            "<div class=\"ll-note\"><ul><li>1</li><li>2</li></ul>&lt;not a tag&gt;</div>",
            (string?)(await DataAsync("(object)div[@class: \"ll-note\"](ul(new[] { 1, 2 }.Select(n => li($\"{n}\"))), \"<not a tag>\")"))["text/html"]);
        var shown = Assert.IsType<DisplayOutput>(Assert.Single((await _kernel.RunAsync("display(h1(\"Title\"));")).Ok().Outputs));
        Assert.Equal("<h1>Title</h1>", (string?)shown.Data["text/html"]);
        var svg = Assert.IsType<DisplayOutput>(Assert.Single((await _kernel.RunAsync("((object)_.svg[width: 8](_.circle[r: 3])).Display(\"text/html\");")).Ok().Outputs));
        Assert.Equal("<svg width=\"8\"><circle r=\"3\"></circle></svg>", (string?)svg.Data["text/html"]);
    }

    [Fact]
    public async Task An_updated_display_shows_the_new_value_by_the_formatter_of_its_type()
    {
        var outcome = (await _kernel.RunAsync("""
            var progress = display(HTML("<progress value='1' max='3'></progress>"));
            for (var i = 2; i <= 3; i++)
                progress.Update(HTML($"<progress value='{i}' max='3'></progress>"));
            """)).Ok();

        Assert.Equal("<progress value='3' max='3'></progress>", (string?)Assert.IsType<DisplayOutput>(Assert.Single(outcome.Outputs)).Data["text/html"]);
    }

    private async Task<System.Text.Json.Nodes.JsonObject> DataAsync(string code) =>
        Assert.Single((await _kernel.RunAsync(code)).Ok().Outputs.OfType<ExecuteResult>()).Data;
}
