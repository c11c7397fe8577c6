namespace LinearLayer;

/// <summary>What a wrong step comes nearest to.</summary>
/// <param name="Text">What the step is, as a sentence: "It is the valid step, transposed."</param>
/// <param name="Agreeing">How many of its entries are those of the form that the text speaks of.</param>
/// <param name="Entries">How many entries that form has.</param>
public sealed record NearestForm(string Text, int Agreeing, int Entries)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
