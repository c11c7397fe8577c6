using System.CommandLine;

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
    public static Option<double> Timeout()
    {
        var timeout = new Option<double>("--timeout")
        {
            HelpName = "SECONDS",
            Description = "How long one cell may take.",
            DefaultValueFactory = _ => 120,
        };
        timeout.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 1e6))
                result.AddError("--timeout takes a number of seconds above 0, such as 120 or 0.5.");
        });
        return timeout;
    }

    /// <summary><c>--jobs N</c>.</summary>
    public static Option<int> Jobs()
    {
        var jobs = new Option<int>("--jobs")
        {
            HelpName = "N",
            Description = "How many notebooks run at once.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--jobs takes a whole number from 1.");
        });
        return jobs;
    }
}
