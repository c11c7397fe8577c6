namespace LinearLayer;

/// <summary>Which wrong backward passes a check catches.</summary>
/// <param name="Rows">One row for each.</param>
/// <param name="FalseAlarm">Whether the check also refuses the right backward pass, which makes it worthless.</param>
public sealed record CatchTable(IReadOnlyList<CatchTable.Row> Rows, bool FalseAlarm)
{
    /// <summary>One wrong backward pass, caught or not.</summary>
    /// <param name="Wrong">The backward pass.</param>
    /// <param name="Fits">Whether its gradients have the right shapes on the fixture; if not, the shapes give it away to anybody.</param>
    /// <param name="Caught">Whether the check caught it.</param>
    public sealed record Row(WrongBackward Wrong, bool Fits, bool Caught)
    {
        /// <summary>The outcome and the name, in one line.</summary>
        public override string ToString() => $"{(Caught ? "caught" : "MISSED")}  {Wrong.Name}{(Fits ? "" : " (the shape gives it away)")}";
    }

    /// <summary>Those that the check caught.</summary>
    public IReadOnlyList<WrongBackward> Caught => Rows.Where(row => row.Caught).Select(row => row.Wrong).ToList();

    /// <summary>Those that the check let through.</summary>
    public IReadOnlyList<WrongBackward> Missed => Rows.Where(row => !row.Caught).Select(row => row.Wrong).ToList();

    /// <summary>How many were caught, then a line for each.</summary>
    public override string ToString() => string.Join('\n',
    [
        $"{Caught.Count} of {Rows.Count} wrong backward passes are caught{(FalseAlarm ? ", and so is the right one: this check refuses everything" : "")}.",
        .. Rows.Select(row => $"  {row}"),
    ]);
}
