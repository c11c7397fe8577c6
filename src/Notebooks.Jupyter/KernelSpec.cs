using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Notebooks.Jupyter;

/// <summary>
/// How a kernel is started, and what it is called:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs"/>.
/// </summary>
public sealed record KernelSpec
{
    private const string FileName = "kernel.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The name by which a notebook asks for the kernel: the name of the spec's directory.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>The directory that the spec was read from; null where it is not installed.</summary>
    [JsonIgnore]
    public string? Directory { get; init; }

    /// <summary>The command that starts the kernel; <c>{connection_file}</c> and <c>{resource_dir}</c> are filled in.</summary>
    [JsonPropertyName("argv")]
    public required IReadOnlyList<string> Argv { get; init; }

    /// <summary>The name that a person reads.</summary>
    [JsonPropertyName("display_name")]
    public string DisplayName { get; init; } = "";

    /// <summary>The language of the code cells.</summary>
    [JsonPropertyName("language")]
    public string Language { get; init; } = "";

    /// <summary>How a running cell is interrupted: <c>signal</c> or <c>message</c>.</summary>
    [JsonPropertyName("interrupt_mode")]
    public string InterruptMode { get; init; } = "signal";

    /// <summary>Variables to add to the kernel's environment; <c>${NAME}</c> stands for one of ours.</summary>
    [JsonPropertyName("env")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>What the spec says of itself besides.</summary>
    [JsonPropertyName("metadata")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Metadata { get; init; }

    /// <summary>The directories that a spec may be installed under, as <c>kernels/NAME</c>, nearest first.</summary>
    public static IReadOnlyList<string> DataDirectories() => JupyterPaths.DataDirectories();

    /// <summary>The user's own one of those directories, which need not exist yet.</summary>
    public static string UserDataDirectory() => JupyterPaths.UserDataDirectory();

    /// <summary>Every installed spec, by name; of two with one name, the one that Jupyter would take. Unreadable specs are left out.</summary>
    public static IReadOnlyList<KernelSpec> List()
    {
        var found = new SortedDictionary<string, KernelSpec>(StringComparer.OrdinalIgnoreCase);
        foreach (var directory in SpecDirectories())
        {
            var name = Path.GetFileName(directory);
            if (found.ContainsKey(name))
                continue;
            try
            {
                found.Add(name, Read(directory));
            }
            catch (JupyterException)
            {
                // One broken spec must not hide the others; asking for it by name says what is wrong with it.
            }
        }
        return [.. found.Values];
    }

    /// <summary>The installed spec of that name.</summary>
    /// <exception cref="JupyterException">There is none (the message lists what is installed), or it is broken.</exception>
    public static KernelSpec Find(string name)
    {
        foreach (var directory in SpecDirectories())
        {
            if (string.Equals(Path.GetFileName(directory), name, StringComparison.OrdinalIgnoreCase))
                return Read(directory);
        }

        var installed = List();
        throw new JupyterException(installed.Count == 0
            ? $"No kernel named '{name}' is installed, nor any other. Looked in: {string.Join(", ", JupyterPaths.DataDirectories())}."
            : $"No kernel named '{name}' is installed. Installed: {string.Join(", ", installed.Select(spec => spec.Name))}.");
    }

    /// <summary>Reads the <c>kernel.json</c> of a directory; the directory's name is the spec's.</summary>
    /// <exception cref="JupyterException">It is missing or broken.</exception>
    public static KernelSpec Read(string directory)
    {
        var file = Path.Combine(directory, FileName);
        try
        {
            var spec = JsonSerializer.Deserialize<KernelSpec>(File.ReadAllBytes(file));
            if (spec is not { Argv: [{ Length: > 0 }, ..] })
                throw new JupyterException($"{file} is not a kernel spec: its argv names no program.");
            return spec with { Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)), Directory = directory };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"The kernel spec {file} cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new JupyterException($"{file} is not a kernel spec: {e.Message}", e);
        }
    }

    /// <summary>Installs the spec, replacing one of the same name; no reader ever sees half of it.</summary>
    /// <param name="dataDirectory">The Jupyter data directory to install to; the user's own where it is null.</param>
    /// <param name="resources">Files that go beside <c>kernel.json</c>, such as <c>logo-64x64.png</c>, by name.</param>
    /// <returns>The spec as it is now installed.</returns>
    /// <exception cref="JupyterException">The name is not one that Jupyter takes, or the directory cannot be written.</exception>
    public KernelSpec Install(string? dataDirectory = null, IReadOnlyDictionary<string, byte[]>? resources = null)
    {
        if (Name.Length == 0 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new JupyterException($"'{Name}' cannot name a kernel: a name is made of letters, digits, '.', '-' and '_'.");

        var directory = Path.Combine(dataDirectory ?? JupyterPaths.UserDataDirectory(), "kernels", Name);
        try
        {
            System.IO.Directory.CreateDirectory(directory);
            foreach (var (name, content) in resources ?? new Dictionary<string, byte[]>())
                AtomicFile.WriteAllBytes(Path.Combine(directory, name), content);
            // Last, since this file is what makes the directory a kernel spec.
            AtomicFile.WriteAllBytes(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Format));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"The kernel spec cannot be installed to {directory}: {e.Message}", e);
        }
        return this with { Directory = directory };
    }

    /// <summary>Removes the installed spec of that name.</summary>
    /// <param name="name">The spec's name.</param>
    /// <param name="dataDirectory">The Jupyter data directory to remove it from; wherever it is found first where this is null.</param>
    /// <returns>The directory that was removed.</returns>
    /// <exception cref="JupyterException">There is no such spec, or it cannot be removed.</exception>
    public static string Uninstall(string name, string? dataDirectory = null)
    {
        var spec = dataDirectory is null ? Find(name) : Read(Path.Combine(dataDirectory, "kernels", name));
        try
        {
            System.IO.Directory.Delete(spec.Directory!, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"The kernel spec {spec.Directory} cannot be removed: {e.Message}", e);
        }
        return spec.Directory!;
    }

    private static IEnumerable<string> SpecDirectories() =>
        from data in JupyterPaths.DataDirectories()
        let kernels = Path.Combine(data, "kernels")
        where System.IO.Directory.Exists(kernels)
        from directory in System.IO.Directory.EnumerateDirectories(kernels)
        where File.Exists(Path.Combine(directory, FileName))
        select directory;
}
