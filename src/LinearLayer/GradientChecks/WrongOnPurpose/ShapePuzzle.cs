namespace LinearLayer;

/// <summary>How far "match the shapes" goes: which products of two factors have the shape of a gradient.</summary>
/// <remarks>
/// The counting rule: a factor is one of x (N, D), w (D, M), dout (N, M), as it is or transposed, which makes six; a product
/// is an ordered pair of factors, the same one twice allowed, which makes 36. With N, D, M all different and none of them 1,
/// one product fits dx and one fits dw, and they are the right ones. At (2, 2, 3), 8 fit dx and 4 fit dw. At (3, 3, 3),
/// all 36 fit both. And a shape says nothing of scale: dw / N fits as well as dw.
/// </remarks>
/// <param name="Gradient">The gradient that is looked for: dx or dw.</param>
/// <param name="Shape">Its shape: (N, D) for dx, x being flattened, (D, M) for dw.</param>
/// <param name="Products">Every product of that shape.</param>
public sealed record ShapePuzzle(string Gradient, Shape Shape, IReadOnlyList<ShapePuzzle.Product> Products)
{
    /// <summary>Two factors, one after the other.</summary>
    /// <param name="Left">The left factor, such as xᵀ.</param>
    /// <param name="LeftShape">Its shape.</param>
    /// <param name="Right">The right factor.</param>
    /// <param name="RightShape">Its shape.</param>
    /// <param name="IsTheGradient">Whether this product is the gradient: dx = dout·wᵀ, dw = xᵀ·dout.</param>
    public sealed record Product(string Left, Shape LeftShape, string Right, Shape RightShape, bool IsTheGradient)
    {
        /// <summary>The product as it is written: <c>xᵀ·dout</c>.</summary>
        public override string ToString() => $"{Left}·{Right}";
    }

    /// <summary>How many products fit.</summary>
    public int Count => Products.Count;

    /// <summary>The products that have the shape of dx, (N, D).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static ShapePuzzle ForDx(int n, int d, int m) => Solve("dx", [n, d], n, d, m, "dout", "wᵀ");

    /// <summary>The products that have the shape of dw, (D, M).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static ShapePuzzle ForDw(int n, int d, int m) => Solve("dw", [d, m], n, d, m, "xᵀ", "dout");

    private static ShapePuzzle Solve(string gradient, Shape shape, int n, int d, int m, string left, string right)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(d, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);

        (string Name, Shape Shape)[] factors =
            [("x", [n, d]), ("xᵀ", [d, n]), ("w", [d, m]), ("wᵀ", [m, d]), ("dout", [n, m]), ("doutᵀ", [m, n])];
        var products =
            from a in factors
            from b in factors
            where a.Shape[1] == b.Shape[0] && shape == [a.Shape[0], b.Shape[1]]
            select new Product(a.Name, a.Shape, b.Name, b.Shape, a.Name == left && b.Name == right);
        return new ShapePuzzle(gradient, shape, products.ToList());
    }

    /// <summary>The count and the products, in one line.</summary>
    public override string ToString() =>
        $"{Count} of 36 products {(Count == 1 ? "has" : "have")} the shape of {Gradient}, {Shape}: {string.Join(", ", Products)}";
}
