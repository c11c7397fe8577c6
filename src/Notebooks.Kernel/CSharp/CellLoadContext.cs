using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Notebooks.Kernel.CSharp;

/// <summary>Where cells and the libraries that they load live: beside the kernel's own assemblies, sharing only some with them.</summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells")
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _directories = [];
    private readonly HashSet<string> _nativeFiles = [];

    /// <summary>Whether a method is of a cell, or of a library that one loaded.</summary>
    public static bool Has(MethodBase method) => method.DeclaringType is { } type && GetLoadContext(type.Assembly) is CellLoadContext;

    /// <summary>A library that a cell loads from a file; what it needs may lie beside it.</summary>
    public void Add(string assemblyName, string path)
    {
        lock (_files)
        {
            _files.TryAdd(assemblyName, path);
            _directories.Add(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>A library that stands for itself: what it needs does not lie beside it.</summary>
    public void AddFile(string path)
    {
        lock (_files)
            _files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
    }

    /// <summary>A library of the operating system's kind, which libraries call.</summary>
    public void AddNativeFile(string path)
    {
        lock (_files)
            _nativeFiles.Add(path);
    }

    /// <summary>The file of a library that a cell loaded, or that lies beside one; null where there is none.</summary>
    public string? FindFile(string assemblyName)
    {
        lock (_files)
        {
            return _files.GetValueOrDefault(assemblyName)
                ?? _directories.Select(directory => Path.Combine(directory, $"{assemblyName}.dll")).FirstOrDefault(File.Exists);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Null means: as the kernel itself has it. So a library which registers a formatter reaches the kernel's formatters.
        if (HostAssemblies.PathOf(assemblyName.Name!) is not null)
            return null;
        return FindFile(assemblyName.Name!) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path;
        lock (_files)
        {
            var names = NativeNames(unmanagedDllName).ToArray();
            path = _nativeFiles.FirstOrDefault(file => names.Contains(Path.GetFileName(file)))
                ?? _directories.SelectMany(_ => names, Path.Combine).FirstOrDefault(File.Exists);
        }
        if (path is null)
            return 0;
        if (!NativeLibrary.TryLoad(path, out var library))
            LoadOtherNativeFiles(path);
        return library != 0 ? library : LoadUnmanagedDllFromPath(path);
    }

    /// <summary>Loads the native libraries of the packages that can be loaded, in whatever order they need each other.</summary>
    /// <remarks>A system looks for what a library needs beside it, and a package may need a library of another one.</remarks>
    private void LoadOtherNativeFiles(string path)
    {
        List<string> waiting;
        lock (_files)
            waiting = [.. _nativeFiles.Where(file => file != path)];
        while (waiting.RemoveAll(file => NativeLibrary.TryLoad(file, out _)) > 0)
        {
        }
    }

    // As .NET itself tries them: with and without what its platform puts before and behind a library's name.
    private static IEnumerable<string> NativeNames(string name) =>
        from prefix in (string[])["", "lib"]
        from suffix in (string[])["", ".dll", ".so", ".dylib"]
        select prefix + name + suffix;
}
