namespace Notebooks.Kernel.CSharp;

/// <summary>The one colour of a traceback.</summary>
internal static class Ansi
{
    public static string Red(string text) => $"\e[31m{text}\e[0m";
}
