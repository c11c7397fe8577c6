namespace LinearLayer;

/// <summary>What a gradient check came to.</summary>
public enum CheckVerdict
{
    /// <summary>Every cell agrees.</summary>
    Right,

    /// <summary>A cell differs by more than rounding and truncation explain, or a tensor has the wrong shape.</summary>
    Wrong,

    /// <summary>No cell is known to differ, but in some the differences are too coarse to tell: the step is too small or too large.</summary>
    Undecided,
}
