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

    private static string ArtifactsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Name != "artifacts")
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder 'artifacts' above the tests.");
        return folder.FullName;
    }
}
