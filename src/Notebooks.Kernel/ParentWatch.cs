using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Notebooks.Kernel;

/// <summary>Notices that the process which started the kernel is gone, by the variable <c>JPY_PARENT_PID</c> that it set.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Watches until disposed; calls back once, and ends the process itself when that does not help.</summary>
    public static IDisposable? Start(Action onGone)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), CultureInfo.InvariantCulture, out var id) || id <= 1)
            return null;
        if (OperatingSystem.IsWindows() && GetProcessId(id) is var byHandle and not 0)
            id = byHandle;

        var isOurParent = !OperatingSystem.IsWindows() && GetParentId() == id;
        var gone = 0;
        return new Timer(_ =>
        {
            if (Lives(id) && (!isOurParent || GetParentId() == id))
                return;
            if (++gone == 1)
                onGone();
            else if (gone == 3)
                Process.GetCurrentProcess().Kill();
        }, null, TimeSpan.Zero, Interval);
    }

    private static bool Lives(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It lives, and is not ours to look at.
            return true;
        }
    }

    // A parent that ended but was not yet waited for still has its id; that it is no longer our parent tells.
    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int GetParentId();

    // Jupyter on Windows hands the kernel a handle of the parent, not its id.
    [DllImport("kernel32", EntryPoint = "GetProcessId")]
    private static extern int GetProcessId(nint handle);
}
