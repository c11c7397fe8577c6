using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.DotNet.Interactive;
using Notebooks.Kernel.CSharp;
using Notebooks.Kernel.Directives;

namespace Notebooks.Kernel.Packages;

/// <summary>The packages of a session: all that its cells asked for is found anew together, so that the versions agree.</summary>
internal sealed class SessionPackages(CSharpSession session)
{
    private readonly Dictionary<string, PackageRequest> _requests = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PackageSource> _sources = [];
    private readonly Dictionary<string, string> _loaded = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Does what the <c>#i</c> and <c>#r "nuget:"</c> lines of a cell say, and says what it loaded.</summary>
    /// <exception cref="DirectiveException">One of them cannot be done. Then the session stays as it was.</exception>
    public void Load(CellRun run, IReadOnlyList<Directive> directives)
    {
        var sources = directives.Where(directive => directive.Name == "#i").Select(PackageSource.Parse).ToArray();
        var asked = directives.Where(directive => directive.Name == "#r").Select(PackageRequest.Parse).ToArray();
        var fresh = asked.Where(IsNew).ToArray();
        foreach (var source in sources.Where(source => !_sources.Any(known => known.Place == source.Place)))
            _sources.Add(source);
        if (fresh.Length == 0)
            return;

        var requests = new Dictionary<string, PackageRequest>(_requests, StringComparer.OrdinalIgnoreCase);
        foreach (var request in fresh)
            requests[request.Name] = request;
        var restored = Restore(run, fresh, requests.Values);
        foreach (var request in fresh)
            _requests[request.Name] = request;
        foreach (var (name, version) in restored.Packages)
            _loaded[name] = version;
        session.AddPackages(restored);
    }

    private RestoredPackages Restore(CellRun run, PackageRequest[] fresh, IReadOnlyCollection<PackageRequest> all)
    {
        // What is loaded stays as it is: a floating version of it floats no more.
        var restore = new PackageRestore(
            all.Select(request => (request.Name, Version: fresh.Contains(request) && request.Version != "*" ? request.Version : _loaded.GetValueOrDefault(request.Name, request.Version))).OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase),
            [.. _sources.Select(source => source.Place).Order(StringComparer.Ordinal)]);
        var floats = fresh.Any(request => request.IsFloating);
        var names = string.Join(", ", fresh.Select(request => $"{request.Name} {(request.Version == "*" ? "" : request.Version)}".TrimEnd()));

        var restored = PackageCache.Find(restore.Question, floats);
        DisplayedValue? progress = null;
        try
        {
            if (restored is null)
            {
                progress = DisplayedValue.Show(Text($"Getting {names} ..."), []);
                restored = restore.Run();
                PackageCache.Keep(restore.Question, restored);
            }
            RequireLoadable(fresh, restored);
        }
        catch (PackageRestoreException e)
        {
            progress?.Update(Text($"{names}: not loaded."));
            throw new DirectiveException(Culprit(fresh, e).Directive, $"#r \"nuget: {Culprit(fresh, e).Name}\": {e.Message}{Forget(e)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DirectiveException(fresh[0].Directive, $"#r \"nuget: {fresh[0].Name}\": the package cache {PackageCache.Directory} cannot be used: {e.Message}");
        }
        catch (DirectiveException)
        {
            progress?.Update(Text($"{names}: not loaded."));
            throw;
        }
        catch
        {
            progress?.Update(Text($"{names}: not loaded, the cell was interrupted."));
            throw;
        }

        var loaded = Text($"Loaded {string.Join(", ", fresh.Select(request => $"{request.Name} {restored.Packages.GetValueOrDefault(request.Name, "as a part of .NET itself")}"))}");
        if (progress is null)
            DisplayedValue.Show(loaded, []);
        else
            progress.Update(loaded);
        return restored;
    }

    private static ContentOfMimeType Text(string text) => new(text, "text/plain");

    private bool IsNew(PackageRequest request) =>
        !_requests.TryGetValue(request.Name, out var known) || (request.Version != "*" && request.Version != known.Version && request.Version != _loaded.GetValueOrDefault(request.Name));

    /// <exception cref="DirectiveException">Something of it cannot be loaded into this process.</exception>
    private void RequireLoadable(PackageRequest[] fresh, RestoredPackages restored)
    {
        foreach (var (framework, package) in restored.Frameworks)
        {
            if (framework != "Microsoft.NETCore.App")
                throw new DirectiveException(Asking(fresh, package).Directive, $"#r \"nuget: {Asking(fresh, package).Name}\": {package} needs {framework}, a part of .NET that this kernel does not load.");
        }
        foreach (var file in restored.RuntimeFiles)
        {
            if (HostAssemblies.PathOf(Path.GetFileNameWithoutExtension(file)) is not { } own)
                continue;
            var (name, theirs, ours) = (Path.GetFileNameWithoutExtension(file), AssemblyName.GetAssemblyName(file).Version, AssemblyName.GetAssemblyName(own).Version);
            if (theirs > ours)
                throw new DirectiveException(Asking(fresh, name).Directive,
                    $"#r \"nuget: {Asking(fresh, name).Name}\" needs {name} {theirs}, and this kernel runs on {RuntimeInformation.FrameworkDescription} with {ours}, which it cannot replace."
                    + $" Ask for an earlier version of the package, such as {Environment.Version.Major}.*.");
        }
        foreach (var (name, version) in restored.Packages)
        {
            if (_loaded.TryGetValue(name, out var loaded) && loaded != version)
                throw new DirectiveException(Asking(fresh, name).Directive,
                    $"#r \"nuget: {Asking(fresh, name).Name}\" needs {name} {version}, and {name} {loaded} is loaded already; a running process cannot change it."
                    + " Restart the kernel, and write all #r lines into the first cell: then versions are chosen that go together.");
        }
    }

    private static PackageRequest Asking(PackageRequest[] fresh, string package) =>
        fresh.FirstOrDefault(request => request.Name.Equals(package, StringComparison.OrdinalIgnoreCase)) ?? fresh[0];

    // The request that NuGet's words name.
    private static PackageRequest Culprit(PackageRequest[] fresh, PackageRestoreException error) => fresh
        .FirstOrDefault(request => error.Message.Contains($" {request.Name}", StringComparison.OrdinalIgnoreCase)) ?? fresh[0];

    /// <summary>Forgets the sources that did not answer: they would spoil every later restore of the session.</summary>
    private string Forget(PackageRestoreException error)
    {
        var silent = _sources.Where(source => error.Code is "NU1301" or "NU1801" && error.Output.Contains(source.Place, StringComparison.OrdinalIgnoreCase)).ToArray();
        foreach (var source in silent)
            _sources.Remove(source);
        return silent.Length == 0 ? "" : $" The session looks no more in {string.Join(", ", silent.Select(source => source.Place))}, which #i named.";
    }
}
