namespace LinearLayer.Display.Tests;

public static partial class Gallery
{
    private static IEnumerable<Exhibit> Graphs() => [];
}
