namespace LinearLayer;

/// <summary>The ways to find a derivative from forward passes alone.</summary>
public enum GradientMethodKind
{
    /// <summary>The central difference.</summary>
    CentralDifference,

    /// <summary>The central difference without any rounding.</summary>
    Exact,

    /// <summary>The complex step.</summary>
    ComplexStep,

    /// <summary>Forward-mode derivatives.</summary>
    DualNumbers,

    /// <summary>Extrapolated central differences.</summary>
    Richardson,
}
