namespace Notebooks.Handouts;

/// <summary>What a run of a notebook gave.</summary>
/// <param name="Notebook">The notebook with the outputs of this run; cells that were not reached have none.</param>
/// <param name="Passed">How many code cells passed.</param>
/// <param name="Steps">How many code cells there are to run.</param>
/// <param name="Elapsed">How long it took, the kernel's start included.</param>
/// <param name="Failure">What ended it early; null where every cell passed.</param>
public sealed record NotebookRun(Notebook Notebook, int Passed, int Steps, TimeSpan Elapsed, RunFailure? Failure);

/// <summary>Something that happened during a run, told as it happens and in order.</summary>
public abstract record RunEvent;

/// <summary>The kernel answers; the first cell comes next.</summary>
/// <param name="Elapsed">How long its start took.</param>
public sealed record KernelReady(TimeSpan Elapsed) : RunEvent;

/// <summary>A cell begins to run.</summary>
/// <param name="Cell">Its place.</param>
public sealed record CellStarted(CellPlace Cell) : RunEvent;

/// <summary>A cell has run.</summary>
/// <param name="Cell">Its place.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Failure">What went wrong; null where it passed.</param>
public sealed record CellFinished(CellPlace Cell, TimeSpan Elapsed, RunFailure? Failure) : RunEvent;
