using System.CommandLine;
using System.Globalization;

namespace Notebooks.Cli;

/// <summary>The options that more than one verb takes.</summary>
internal static class CommonOptions
{
    /// <summary><c>--kernel NAME</c>.</summary>
    public static Option<string?> Kernel() => new("--kernel")
    {
        HelpName = "NAME",
        Description = "Run in this installed kernel ('notebooks kernel list' shows them) instead of the one that the notebook names.",
    };

    /// <summary><c>--timeout SECONDS</c>.</summary>
    public static Option<double> Timeout() => new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "How long one cell may take.",
        DefaultValueFactory = _ => 120,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens.Single().Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and <= 1e6)
                return seconds;

            result.AddError($"--timeout {result.Tokens.Single().Value}: takes a number of seconds above 0, such as 120 or 0.5.");
            return default;
        },
    };

    /// <summary><c>--jobs N</c>.</summary>
    public static Option<int> Jobs() => new("--jobs")
    {
        HelpName = "N",
        Description = "How many notebooks run at once.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs > 0)
                return jobs;

            result.AddError($"--jobs {result.Tokens.Single().Value}: takes a whole number from 1.");
            return default;
        },
    };
}
