namespace LinearLayer;

/// <summary>The mistakes that a diagnosis tells apart.</summary>
public enum GradientMistake
{
    /// <summary>There is no tensor.</summary>
    Missing,

    /// <summary>The gradient does not have the shape of what it is the gradient of.</summary>
    WrongShape,

    /// <summary>dx is left flattened, (N, D).</summary>
    ReshapeForgotten,

    /// <summary>A cell is NaN or infinite.</summary>
    NotFinite,

    /// <summary>All cells are 0.</summary>
    AllZero,

    /// <summary>Every cell has the opposite sign.</summary>
    SignFlipped,

    /// <summary>A sum was divided by the number of its terms, or a 1/N that dout has already was applied again.</summary>
    MeanForSum,

    /// <summary>Every cell is off by one and the same factor.</summary>
    WrongFactor,

    /// <summary>A factor of the product lacks its transpose.</summary>
    NotTransposed,

    /// <summary>The result is the transpose of the gradient.</summary>
    Transposed,

    /// <summary>A reshape took the place of a transpose, or cells were laid out in another order than row-major.</summary>
    RowMajorLost,

    /// <summary>The local derivative alone: the chain rule's factor dout is left out.</summary>
    DoutIgnored,

    /// <summary>out stands where dout belongs.</summary>
    OutForDout,

    /// <summary>dx stands where x belongs.</summary>
    DxForX,

    /// <summary>The sum runs over the wrong axis, or over both.</summary>
    WrongAxis,

    /// <summary>The sum over the examples is not taken.</summary>
    SumForgotten,

    /// <summary>Sums were multiplied where products should have been summed.</summary>
    ProductOfSums,

    /// <summary>The weights are undone by an inverse, not passed through backward by their transpose.</summary>
    InverseForTranspose,

    /// <summary>The gradient is 0 where b is 0, as if b's value entered it.</summary>
    ZeroWhereBiasIsZero,

    /// <summary>The weights after the update were used, not those of the forward pass.</summary>
    WeightsAfterUpdate,
}
