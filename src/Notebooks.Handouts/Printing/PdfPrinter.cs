using System.Diagnostics;

namespace Notebooks.Handouts;

/// <summary>The size of a PDF's pages.</summary>
public enum PaperSize
{
    /// <summary>210 by 297 millimetres.</summary>
    A4,

    /// <summary>8.5 by 11 inches.</summary>
    Letter,
}

/// <summary>Prints pages to PDF by a Chromium, Chrome or Edge that is installed.</summary>
/// <param name="browser">The browser's executable.</param>
public sealed class PdfPrinter(string browser)
{
    /// <summary>How long a page may take to print.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(120);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"];

    private static readonly string[] MacApplications = ["Google Chrome", "Chromium", "Microsoft Edge"];

    private static readonly string[][] WindowsPrograms =
    [
        ["Google", "Chrome", "Application", "chrome.exe"],
        ["Microsoft", "Edge", "Application", "msedge.exe"],
        ["Chromium", "Application", "chrome.exe"],
    ];

    /// <summary>Finds a browser: the one that the variable CHROMIUM names, else one on the path, else one where installers put it; null where there is none.</summary>
    public static PdfPrinter? Find() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? new PdfPrinter(named)
        : Candidates().FirstOrDefault(File.Exists) is { } found ? new PdfPrinter(found)
        : null;

    /// <summary>Prints a page; the PDF is there whole or not at all.</summary>
    /// <param name="page">The HTML file.</param>
    /// <param name="pdf">The PDF file to make or replace.</param>
    /// <param name="paper">The size of its pages.</param>
    /// <param name="stop">Ends the browser.</param>
    /// <exception cref="IOException">The browser did not start or printed nothing, or the file cannot be written.</exception>
    public async Task PrintAsync(string page, string pdf, PaperSize paper, CancellationToken stop)
    {
        // A profile of its own: a browser that already runs would otherwise be asked to do it, and print nothing.
        var folder = Directory.CreateTempSubdirectory("notebooks-pdf-");
        try
        {
            var printed = Path.Combine(folder.FullName, "page.pdf");
            var said = await RunAsync(Arguments($"{new Uri(Path.GetFullPath(page)).AbsoluteUri}?paper={paper.ToString().ToLowerInvariant()}", printed, folder.FullName), stop);
            if (!File.Exists(printed) || new FileInfo(printed).Length == 0)
                throw new IOException($"{pdf}: {browser} printed nothing{(said.Length == 0 ? "." : $": {said}")}");
            AtomicFile.WriteAllBytes(pdf, await File.ReadAllBytesAsync(printed, stop));
        }
        finally
        {
            Remove(folder);
        }
    }

    private static IEnumerable<string> Arguments(string address, string pdf, string profile)
    {
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            $"--user-data-dir={profile}", "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
            // Time for the charts to be drawn: the browser's clock, which runs ahead when nothing is left to do.
            "--virtual-time-budget=20000", $"--print-to-pdf={pdf}",
        ];
        // Chromium refuses to start for root with its sandbox on, as in most containers.
        return [.. arguments, .. !OperatingSystem.IsWindows() && Environment.UserName == "root" ? new[] { "--no-sandbox" } : [], address];
    }

    /// <returns>The last line that the browser wrote.</returns>
    private async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken stop)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(Limit);
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(browser, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new IOException($"{browser}: the browser does not start: {error.Message}", error);
        }

        using (process)
        {
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(limited.Token);
                var errors = await process.StandardError.ReadToEndAsync(limited.Token);
                await output;
                await process.WaitForExitAsync(limited.Token);
                return errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                stop.ThrowIfCancellationRequested();
                throw new IOException($"{browser}: the browser took longer than {Limit.TotalSeconds} s to print the page.");
            }
        }
    }

    private static IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsWindows())
        {
            return
                from root in new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData }
                from program in WindowsPrograms
                select Path.Combine([Environment.GetFolderPath(root), .. program]);
        }

        var onPath =
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            from name in Names
            select Path.Combine(folder, name);
        return OperatingSystem.IsMacOS()
            ? MacApplications.Select(name => Path.Combine("/", "Applications", $"{name}.app", "Contents", "MacOS", name)).Concat(onPath)
            : onPath;
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A browser may still be closing its profile; the system clears its folder of temporary files.
        }
    }
}
