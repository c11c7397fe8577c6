using System.ComponentModel;

namespace Notebooks.Kernel;

/// <summary>Where the compiled code of a cell looks, in every loop and call, whether it is to stop. Not for use by cells.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellInterrupt
{
    // A field and no property, and no lock: this is read in the innermost loops of cells.
    internal static volatile bool Requested;

    /// <summary>Goes on, or stops the cell.</summary>
    /// <exception cref="OperationCanceledException">The cell is to stop.</exception>
    public static void Check()
    {
        if (Requested)
            Stop();
    }

    private static void Stop() => throw new CellInterruptedException();
}

/// <summary>Ends code of a cell that is to stop.</summary>
internal sealed class CellInterruptedException() : OperationCanceledException("The cell was interrupted.");
