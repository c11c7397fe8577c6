using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace LinearLayer.Display.Tests;

/// <summary>The diagrams that are kept as files in assets/.</summary>
public class CourseDiagramTests(Browser browser)
{
    public static TheoryData<string> Files { get; } = [.. CourseDiagrams.All.Select(diagram => diagram.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_is_what_the_program_draws(string file)
    {
        var drawn = CourseDiagrams.All.Single(diagram => diagram.File == file).Picture.ToFile();

        Assert.True(File.ReadAllText(Asset(file)).ReplaceLineEndings("\n") == drawn, $"assets/{file} is not current: run 'dotnet run assets/redraw.cs' and look at it.");
    }

    [Fact]
    public void Every_drawing_in_the_folder_is_drawn_by_the_program() =>
        Assert.Equal(CourseDiagrams.All.Select(diagram => diagram.File).Order(StringComparer.Ordinal), Directory.GetFiles(Asset(""), "*.svg").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_stands_alone(string file)
    {
        var svg = XElement.Load(Asset(file));

        Assert.Equal(XName.Get("svg", "http://www.w3.org/2000/svg"), svg.Name);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.NotEmpty(svg.Element(svg.Name.Namespace + "title")!.Value);
        Assert.NotEmpty(svg.Element(svg.Name.Namespace + "desc")!.Value);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "href" or "src");
        Assert.DoesNotContain("url(", svg.ToString());
        Assert.DoesNotContain("<script", svg.ToString());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task As_a_picture_in_a_page_it_has_ink_and_paper_of_the_theme(ColorScheme scheme)
    {
        var pictures = CourseDiagrams.All.Select(diagram => $"<img alt=\"{diagram.File}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(File.ReadAllBytes(Asset(diagram.File)))}\">");
        await using var open = await browser.OpenAsync($"<!doctype html><title>Pictures</title>{string.Join("", pictures)}", scheme: scheme);

        // The corner is paper; the ink is what differs from it most.
        var shades = await open.AskAsync<int[][]>("""
            Promise.all([...document.images].map(async image => {
              await image.decode();
              const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
              canvas.drawImage(image, 0, 0);
              const data = canvas.getImageData(0, 0, image.naturalWidth, image.naturalHeight).data;
              const shades = [];
              for (let i = 0; i < data.length; i += 4) shades.push(data[i + 3] < 255 ? -1 : Math.round((data[i] + data[i + 1] + data[i + 2]) / 3));
              return [shades[0], Math.min(...new Set(shades)), Math.max(...new Set(shades))];
            }))
            """);

        Assert.Equal(CourseDiagrams.All.Count, shades.Length);
        foreach (var shade in shades)
        {
            Assert.InRange(shade[0], scheme == ColorScheme.Light ? 240 : 0, scheme == ColorScheme.Light ? 255 : 40);
            Assert.InRange(shade[2] - shade[1], 180, 255);
            Assert.NotEqual(-1, shade[1]);
        }
        Assert.Empty(open.Console);
    }

    private static string Asset(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "assets", file));
}
