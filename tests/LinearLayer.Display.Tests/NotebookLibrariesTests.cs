namespace LinearLayer.Display.Tests;

/// <summary>The folder that a notebook's first cell names.</summary>
public class NotebookLibrariesTests
{
    [Fact]
    public void The_folder_holds_what_the_first_cell_loads_and_leaves_the_formatting_to_the_host()
    {
        var folder = Path.Combine(ArtifactsFolder(), "notebooks");

        var libraries = Directory.GetFiles(folder, "*.dll").Select(Path.GetFileName).ToList();

        Assert.Contains("LinearLayer.dll", libraries);
        Assert.Contains("LinearLayer.Display.dll", libraries);
        Assert.Contains("System.Numerics.Tensors.dll", libraries);
        Assert.DoesNotContain("Microsoft.DotNet.Interactive.Formatting.dll", libraries);
    }

    [Fact]
    public void What_the_charts_need_lies_in_a_folder_of_its_own_where_no_host_finds_it_by_itself()
    {
        var folder = Path.Combine(ArtifactsFolder(), "notebooks");

        foreach (var library in (string[])["FSharp.Core.dll", "Plotly.NET.dll", "XPlot.Plotly.dll", "LinearLayer.Display.Plotly.dll"])
        {
            Assert.True(File.Exists(Path.Combine(folder, "plotly", library)), library);
            Assert.False(File.Exists(Path.Combine(folder, library)), library);
        }
    }

    [Fact]
    public void The_mathematics_depends_on_the_tensors_alone() =>
        Assert.Equal(["System.Numerics.Tensors"], typeof(Linear).Assembly.GetReferencedAssemblies().Select(name => name.Name).Where(name => !IsOfDotNet(name!)));

    private static bool IsOfDotNet(string assembly) => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{assembly}.dll"));

    private static string ArtifactsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Name != "artifacts")
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder 'artifacts' above the tests.");
        return folder.FullName;
    }
}
