using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Which shapes fit the tensor operations, and the errors for those that do not.</summary>
internal static class MatrixShapes
{
    /// <summary>A matrix (rows, columns).</summary>
    public static void RequireMatrix<T>(string operation, string name, string text, Tensor<T> matrix)
    {
        var operand = Operand.Of(operation, name, text, "(N, M)", matrix);
        if (operand.Shape.Rank != 2)
            throw ShapeException.OfRank(operation, operand, "2", [operand], "It takes a matrix: rows and columns.");
    }

    /// <summary>left (I, K) and right (K, J).</summary>
    public static void RequireMatMul<T>(Tensor<T> left, Tensor<T> right, string leftText, string rightText)
    {
        const string operation = "MatMul";
        var first = Operand.Of(operation, "left", leftText, "(I, K)", left);
        var second = Operand.Of(operation, "right", rightText, "(K, J)", right);
        Operand[] operands = [first, second];
        if (operands.FirstOrDefault(operand => operand.Shape.Rank != 2) is { } wrong)
        {
            var fix = first.Shape.Rank > 2 && second.Shape.Rank == 2 && first.Flattened.Shape[1] == second.Shape[0] ? ShapeException.Use(first.Flattened) : null;
            throw ShapeException.OfRank(operation, wrong, "2", operands, "A product of matrices takes rows and columns on both sides.", fix);
        }

        if (first.Shape[1] != second.Shape[0])
        {
            throw ShapeException.OfClash(
                operation, "K", first, first.Shape[1], second, second.Shape[0], operands,
                "Each column of left needs its own row of right.", FixOfMatMul(first, second));
        }
    }

    /// <summary>A matrix (N, M) and a vector b (M,).</summary>
    public static void RequireRow<T>(string operation, Tensor<T> matrix, Tensor<T> b, string matrixText, string bText)
    {
        var rows = Operand.Of(operation, "matrix", matrixText, "(N, M)", matrix);
        var row = Operand.Of(operation, "b", bText, "(M,)", b);
        Operand[] operands = [rows, row];
        const string lesson = "b is one number for each column of the matrix.";
        if (rows.Shape.Rank != 2)
            throw ShapeException.OfRank(operation, rows, "2", operands, lesson);
        if (row.Shape.Rank != 1)
            throw ShapeException.OfRank(operation, row, "1", operands, lesson);
        if (rows.Shape[1] != row.Shape[0])
            throw ShapeException.OfClash(operation, "M", rows, rows.Shape[1], row, row.Shape[0], operands, lesson);
    }

    /// <summary>Two tensors of equally many cells.</summary>
    public static void RequireSameCellCount<T>(Tensor<T> tensor, Tensor<T> like, string tensorText, string likeText)
    {
        const string operation = "ReshapeAs";
        var first = Operand.Of(operation, "tensor", tensorText, "", tensor);
        var second = Operand.Of(operation, "like", likeText, "", like);
        if (tensor.FlattenedLength != like.FlattenedLength)
        {
            throw ShapeException.Of(
                $"{operation}: tensor has {tensor.FlattenedLength} cells, like has {like.FlattenedLength}.",
                [first, second], "A reshape keeps every cell; it neither adds nor drops one.");
        }
    }

    /// <summary>Sizes that make as many cells as the tensor has.</summary>
    public static void RequireCellCount<T>(Tensor<T> tensor, Shape sizes)
    {
        if (sizes.Any(size => size < 0) || sizes.Rank == 0 || sizes.Product(fromAxis: 0) != tensor.FlattenedLength)
        {
            throw new ShapeException(
                $"Reshape: the tensor is {tensor.Shape}, with {tensor.FlattenedLength} cells; they do not fill {sizes}.\n" +
                "A reshape keeps every cell; it neither adds nor drops one.");
        }
    }

    private static string? FixOfMatMul(Operand left, Operand right)
    {
        var (leftTurned, rightTurned) = (left.Transposed, right.Transposed);
        List<string> fixes = [];
        if (leftTurned.Shape[1] == right.Shape[0])
            fixes.Add(ShapeException.Use(leftTurned));
        if (left.Shape[1] == rightTurned.Shape[0])
            fixes.Add(ShapeException.Use(rightTurned));
        if (right.Shape[1] == left.Shape[0])
            fixes.Add($"{right.Callable}.MatMul({left.Callable})");
        return fixes.Count == 1 ? fixes[0] : null;
    }
}
