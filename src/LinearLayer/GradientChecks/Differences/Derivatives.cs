namespace LinearLayer;

/// <summary>The derivatives of a loss with respect to every cell of one tensor, as forward passes give them.</summary>
/// <param name="Values">The derivatives, row-major.</param>
/// <param name="Truncation">For each, how far its truncation error may go.</param>
internal sealed record Derivatives<R>(R[] Values, double[] Truncation)
{
    public Derivatives(int count) : this(new R[count], new double[count])
    {
    }
}
