using System.Text.RegularExpressions;

namespace Notebooks.Kernel.Packages;

/// <summary>NuGet could not find packages, or not ones that go together.</summary>
/// <param name="code">NuGet's number of the error, such as <c>NU1101</c>; empty where it has none.</param>
/// <param name="message">What NuGet says, and what to do about it.</param>
/// <param name="output">All that the restore wrote.</param>
internal sealed partial class PackageRestoreException(string code, string message, string output) : Exception(message)
{
    public string Code => code;

    public string Output => output;

    /// <summary>The error that a restore's output tells of.</summary>
    public static PackageRestoreException From(string output)
    {
        var errors = ErrorPattern().Matches(output)
            .Select(match => (Code: match.Groups["code"].Value, Text: match.Groups["text"].Value.Trim()))
            .Distinct().ToArray();
        if (errors.Length == 0)
            return new PackageRestoreException("", $"dotnet restore failed: {string.Join(" ", output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3))}", output);

        var (code, text) = errors[0];
        return new PackageRestoreException(code, $"NuGet says {code}: {text}{Advice(code)}", output);
    }

    private static string Advice(string code) => code switch
    {
        "NU1101" => "\nCheck the spelling of the name, or add the source that has it: #i \"nuget: FOLDER-OR-ADDRESS\".",
        "NU1102" or "NU1103" => "\nAsk for one of the versions that there are, or for none: then it is the newest.",
        "NU1301" or "NU1801" => "\nIs there a network? Packages that were restored before load without one.",
        "NU1105" or "NU1202" or "NU1213" => "\nThe package is not made for this .NET, or is no library.",
        "NU1107" or "NU1605" or "NU1608" => "\nThe packages need different versions of another one. Where one of them is loaded already, restart the kernel and write all #r lines into the first cell.",
        _ => "",
    };

    [GeneratedRegex(@"error (?<code>NU\d+): (?<text>[^\r\n]*)")]
    private static partial Regex ErrorPattern();
}
