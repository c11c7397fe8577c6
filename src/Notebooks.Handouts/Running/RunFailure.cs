namespace Notebooks.Handouts;

/// <summary>What ended a run early.</summary>
public enum RunFailureKind
{
    /// <summary>A cell ended with an error.</summary>
    CellFailed,

    /// <summary>A cell took longer than the limit.</summary>
    CellTooSlow,

    /// <summary>The kernel's process ended while a cell was running.</summary>
    KernelDied,

    /// <summary>The kernel did not start, or did not answer in time.</summary>
    KernelNotStarted,
}

/// <summary>Why a run ended before its last cell.</summary>
/// <param name="Kind">What ended it.</param>
/// <param name="Cell">The cell that was running; null where no cell had begun.</param>
/// <param name="Message">What happened and what to do, for a person: plain text, one or several lines.</param>
public sealed record RunFailure(RunFailureKind Kind, CellPlace? Cell, string Message);
