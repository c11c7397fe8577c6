using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Notebooks.Kernel.Packages;

/// <summary>What earlier restores found, by what was asked: for the same again neither NuGet nor a network is needed.</summary>
internal static class PackageCache
{
    // A newest version stays the newest for a while.
    private static readonly TimeSpan FloatsAfter = TimeSpan.FromDays(1);

    /// <summary>The folder of the cache, in the user's own cache folder of the platform.</summary>
    public static string Directory { get; } = Path.Combine(UserCache(), "LinearLayerNotebooks", "packages");

    /// <summary>What was found for the same question; null where it was not asked, or the files are gone.</summary>
    /// <param name="question">All that decides the answer.</param>
    /// <param name="floats">Whether the answer holds for a while only.</param>
    public static RestoredPackages? Find(string question, bool floats)
    {
        try
        {
            var file = FileOf(question);
            if (!File.Exists(file) || (floats && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > FloatsAfter))
                return null;
            return JsonSerializer.Deserialize<RestoredPackages>(File.ReadAllBytes(file)) is { } found && found.Exist() ? found : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer, where it can be kept.</summary>
    public static void Keep(string question, RestoredPackages answer)
    {
        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            AtomicFile.WriteAllBytes(FileOf(question), JsonSerializer.SerializeToUtf8Bytes(answer));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the next time takes longer.
        }
    }

    private static string FileOf(string question) =>
        Path.Combine(Directory, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..32]}.json");

    private static string UserCache()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Caches");
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } chosen && Path.IsPathFullyQualified(chosen)
            ? chosen
            : Path.Combine(home, ".cache");
    }
}
