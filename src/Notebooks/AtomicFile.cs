using System.Text;

namespace Notebooks;

/// <summary>Writes a file so that a reader finds the old one or the new one, and never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes text as UTF-8, without a byte order mark.</summary>
    /// <param name="path">The file to make or replace; its folder exists.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="IOException">The file cannot be written; the old one, if there was one, is whole.</exception>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Writes a new file beside the old one, then puts it in the old one's place. The old one's permissions stay, and a
    /// symbolic link goes on pointing at the file that is written.
    /// </summary>
    /// <param name="path">The file to make or replace; its folder exists.</param>
    /// <param name="bytes">The whole content.</param>
    /// <param name="ownerOnly">A new file is for its owner alone, from its first byte on. Windows has the folder's rights instead.</param>
    /// <exception cref="IOException">The file cannot be written; the old one, if there was one, is whole.</exception>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes, bool ownerOnly = false)
    {
        string? temporary = null;
        try
        {
            // Only a link can be resolved: a file that is yet to be made has nothing to look at.
            var target = new FileInfo(path).LinkTarget is null
                ? Path.GetFullPath(path)
                : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            if (Directory.Exists(target))
                throw new IOException("there is a folder of this name");
            var directory = Path.GetDirectoryName(target)!;
            if (!Directory.Exists(directory))
                throw new IOException($"there is no folder {directory}");

            temporary = Path.Combine(directory, $".{Path.GetRandomFileName()}.tmp");
            Write(temporary, bytes, PermissionsOf(target) ?? (ownerOnly ? UnixFileMode.UserRead | UnixFileMode.UserWrite : null));
            if (OperatingSystem.IsWindows() && File.Exists(target))
                File.Replace(temporary, target, destinationBackupFileName: null); // A move would lose the old file's access list.
            else
                File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (temporary is not null)
                Remove(temporary);
            throw new IOException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode? permissions)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (permissions is not null && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // Until it has those of the old file.
        using var file = new FileStream(path, options);
        if (permissions is { } mode && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.SafeFileHandle, mode);
        file.Write(bytes);
        file.Flush(flushToDisk: true); // Or a power cut could leave an empty file under the final name.
    }

    /// <summary>The permissions of the file that is to be replaced, once it is clear that it may be written at all.</summary>
    private static UnixFileMode? PermissionsOf(string target)
    {
        if (!File.Exists(target))
            return null;
        // A rename asks the folder alone, and would go over a file that its owner made read-only.
        using var old = File.OpenHandle(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        return OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(old);
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reason why the file was not written matters more than what is left of it.
        }
    }
}
