namespace Notebooks.Handouts;

/// <summary>The folder where the user's programs keep what they can make again.</summary>
public static class UserCache
{
    /// <summary>The folder of this program: below XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, or the local application data of Windows; null where the user has none.</summary>
    public static string? Folder
    {
        get
        {
            var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named) ? named : Home() switch
            {
                "" => "",
                var home when OperatingSystem.IsMacOS() => Path.Combine(home, "Library", "Caches"),
                _ when OperatingSystem.IsWindows() => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
                var home => Path.Combine(home, ".cache"),
            };
            return caches.Length == 0 ? null : Path.Combine(caches, "LinearLayerNotebooks");
        }
    }

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
