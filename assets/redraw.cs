#:project ../src/LinearLayer.Display
#:property NoWarn=$(NoWarn);NU1603

// Draws the diagrams in this folder anew: dotnet run assets/redraw.cs

using System.Runtime.CompilerServices;
using LinearLayer.Display;

var folder = Path.GetDirectoryName(Here())!;
foreach (var (file, picture) in CourseDiagrams.All)
{
    var written = Path.Combine(folder, file);
    File.WriteAllText(written + ".new", picture.ToFile());
    File.Move(written + ".new", written, overwrite: true);
    Console.WriteLine(written);
}

static string Here([CallerFilePath] string path = "") => path;
