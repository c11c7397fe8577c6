using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Safety;

/// <summary>Which files of the machine a notebook may put into its handout.</summary>
public sealed class PictureFileTests : IDisposable
{
    private readonly string top = Directory.CreateTempSubdirectory("pictures-").FullName;
    private readonly string lessons;

    public PictureFileTests()
    {
        lessons = Directory.CreateDirectory(Path.Combine(top, "project", "lessons")).FullName;
        Directory.CreateDirectory(Path.Combine(lessons, "part"));
        foreach (var place in new[] { top, Path.Combine(top, "project"), lessons, Path.Combine(lessons, "part") })
            File.WriteAllBytes(Path.Combine(place, "a.png"), [1, 2, 3]);
    }

    public void Dispose() => Directory.Delete(top, recursive: true);

    private string Shown(string address, string name = "n", bool trust = false)
    {
        var folder = name.Contains('/') ? Path.Combine(lessons, "part") : lessons;
        var handout = Renderer.Render(Notebook(TextCell($"<img src=\"{address}\" alt=\"\">")), name, folder, new HandoutOptions { KeepGoing = true, Trust = trust });
        return handout.Problems is [var problem] ? problem.Message : Parse(handout.Html).QuerySelector("article img")!.GetAttribute("src")!;
    }

    [Fact]
    public void A_picture_of_the_exported_folder_is_taken_in_and_no_other()
    {
        Assert.Equal("data:image/png;base64,AQID", Shown("a.png"));
        Assert.Equal("data:image/png;base64,AQID", Shown("part/../a.png"));
        Assert.Equal("data:image/png;base64,AQID", Shown("../a.png", "part/n"));
        foreach (var address in new[] { "../a.png", "part/../../a.png", Path.Combine(top, "a.png"), Path.Combine(lessons, "a.png") })
        {
            Assert.EndsWith("; copy the picture beside the notebook, or export with --trust", Shown(address));
            Assert.Equal("data:image/png;base64,AQID", Shown(address, trust: true));
        }
    }

    [Fact]
    public void A_project_under_Git_is_one_place()
    {
        Directory.CreateDirectory(Path.Combine(top, "project", ".git"));

        Assert.Equal("data:image/png;base64,AQID", Shown("../a.png"));
        Assert.StartsWith("this lies outside ", Shown("../../a.png"));
    }

    [Fact]
    public void A_link_does_not_lead_out()
    {
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(lessons, "out"), top);
            File.CreateSymbolicLink(Path.Combine(lessons, "b.png"), Path.Combine(top, "a.png"));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("This account may not make symbolic links.");
        }

        Assert.StartsWith("this lies outside ", Shown("out/a.png"));
        Assert.StartsWith("this lies outside ", Shown("b.png"));
    }

    [Fact]
    public void A_picture_beyond_all_measure_is_said()
    {
        using (var file = File.Create(Path.Combine(lessons, "large.png")))
            file.SetLength(31_200_000);

        Assert.Equal("the picture has 31.2 MB, and a handout takes in up to 15 MB; make it smaller", Shown("large.png"));
    }
}
