using Notebooks.Handouts;

namespace Notebooks.Cli;

/// <summary>Which of its two faces a notebook shows.</summary>
internal enum Variant
{
    Solution,
    Student,
    Both,
}

/// <summary>What <c>notebooks export</c> writes.</summary>
/// <param name="Folder">The folder for the handouts.</param>
/// <param name="IsSite">Whether the pages share their files; else each stands by itself.</param>
/// <param name="Variant">With solutions, without, or both.</param>
/// <param name="Pdf">What prints each page; null where no PDF is asked for.</param>
/// <param name="Paper">The size of its pages.</param>
/// <param name="Handout">How the pages look.</param>
/// <param name="Batch">How the notebooks are run.</param>
internal sealed record ExportOptions(string Folder, bool IsSite, Variant Variant, PdfPrinter? Pdf, PaperSize Paper, HandoutOptions Handout, BatchOptions Batch)
{
    /// <summary>The folder below <see cref="Folder"/> that can be given out whole: sheets and notebooks without solutions.</summary>
    public const string StudentFolder = "student";

    /// <summary>The editions that are asked for.</summary>
    public IReadOnlyList<Edition> Editions { get; } =
    [
        .. Variant is Variant.Student ? [] : new[] { new Edition(Folder, IsStudent: false) },
        .. Variant is Variant.Solution ? [] : new[] { new Edition(Path.Combine(Folder, StudentFolder), IsStudent: true) },
    ];
}

/// <summary>The handouts of one folder, with an index of their own.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="IsStudent">Whether solutions are left out.</param>
internal sealed record Edition(string Folder, bool IsStudent);
