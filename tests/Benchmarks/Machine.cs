using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;

namespace Benchmarks;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    /// <summary>The CPU by its name, the runtime and the system.</summary>
    public static string Description
    {
        get
        {
            var cpu = HostEnvironmentInfo.GetCurrent().Cpu.Value;
            return $"{cpu?.ProcessorName?.Trim() ?? "Unknown CPU"}, {Environment.ProcessorCount} logical cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";
        }
    }
}
