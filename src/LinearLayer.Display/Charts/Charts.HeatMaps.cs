using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer.Display;

public static partial class Charts
{
    private const int MostCells = 40_000;
    private const int MostColumnsWithText = 6;
    private const int MostRowsWithText = 12;

    /// <summary>Each gradient as a heat map beside the tensor that it belongs to: x and dx, w and dw, b and db.</summary>
    /// <param name="cache">What <c>Linear.Forward</c> kept.</param>
    /// <param name="gradients">What <c>Linear.Backward</c> gave.</param>
    /// <exception cref="ArgumentException">A tensor has no cell, or more than a heat map can show.</exception>
    public static Chart HeatMaps<T>(LinearCache<T> cache, LinearGradients<T> gradients)
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(gradients);
        return HeatMapChart("Gradients beside their tensors", [
            ("x", Doubles(cache.x)), ("dx", Doubles(gradients.dx)),
            ("w", Doubles(cache.w)), ("dw", Doubles(gradients.dw)),
            ("b", Doubles(cache.b)), ("db", Doubles(gradients.db))]);
    }

    /// <summary>Tensors as heat maps, side by side in pairs.</summary>
    /// <param name="tensors">Each with its name: <c>("w", w), ("dw", dw)</c>.</param>
    /// <exception cref="ArgumentException">There is no tensor, or one has no cell, or more than a heat map can show.</exception>
    public static Chart HeatMaps(params (string Name, Tensor<double> Tensor)[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Length == 0)
            throw new ArgumentException("Charts.HeatMaps: there is no tensor to draw. Give each with its name: Charts.HeatMaps((\"w\", w), (\"dw\", dw)).", nameof(tensors));
        return HeatMapChart($"Heat maps of {string.Join(", ", tensors.Select(tensor => tensor.Name))}", tensors);
    }

    /// <summary>A tensor as a heat map.</summary>
    /// <param name="tensor">A tensor of any rank: a vector is one row, and of more than two axes those behind the first are flattened, row-major.</param>
    /// <param name="name">Filled in by the compiler: the tensor as the caller wrote it.</param>
    /// <exception cref="ArgumentException">It has no cell, or more than a heat map can show.</exception>
    public static Chart HeatMaps<T>(Tensor<T> tensor, [CallerArgumentExpression(nameof(tensor))] string name = "")
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return HeatMapChart($"Heat map of {name}", [(name, Doubles(tensor))]);
    }

    private static Chart HeatMapChart(string title, (string Name, Tensor<double> Tensor)[] tensors) => new(
        title, "Each map has its own scale, centred at 0. Its colour bar tells which colour is which value.",
        [.. tensors.Select(tensor => HeatPanel(tensor.Name, tensor.Tensor))],
        [.. tensors.Select(tensor => HeatTable(tensor.Name, tensor.Tensor))])
    { InPairs = tensors.Length > 1 };

    private static Panel HeatPanel(string name, Tensor<double> tensor)
    {
        Shape shape = [.. tensor.Lengths];
        if (shape.CellCount is 0 or > MostCells)
            throw new ArgumentException($"Charts.HeatMaps: {name} {shape} has {ChartNumber.Count(shape.CellCount, "cell")}. A heat map shows 1 to {MostCells}; take a part of it, or Charts.Histogram.", nameof(tensor));

        var (rows, columns) = Matrix(shape);
        var cells = tensor.ToArray();
        double Cell(int row, int column) => cells[row * columns + column];
        T[][] Cells<T>(Func<int, int, T> cell) => [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => cell(row, column)).ToArray())];

        var largest = cells.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var limit = largest > 0 ? largest : 1;
        var hasText = columns <= MostColumnsWithText && rows <= MostRowsWithText;
        var numbers = NumberFormat.For(cells.Cast<object?>());
        var heat = new Heat(
            ChartNumber.Escaped(name),
            [.. Enumerable.Range(0, columns).Select(column => (double)column)], [.. Enumerable.Range(0, rows).Select(row => (double)row)],
            Cells((row, column) => double.IsFinite(Cell(row, column)) ? Cell(row, column) : double.NaN),
            -limit, limit, HeatScale.Colors,
            Cells((row, column) => $"<b>{ChartNumber.Escaped(CellName(name, shape, row * columns + column))}</b> {ChartNumber.Text(Cell(row, column))}"), "%{hovertext}<extra></extra>",
            hasText ? Cells((row, column) => numbers.Text(Cell(row, column))) : null, new PanelTicks([-limit, 0, limit], [.. ((double[])[-limit, 0, limit]).Select(value => ChartNumber.Text(value, 3))]));

        var flattened = shape.Rank > 2 ? $", shown as ({rows}, {columns})" : "";
        return new Panel(
            $"{name} {shape}{flattened}", new PanelAxis(shape.Rank == 1 ? "index" : "column", PanelScale.Index, Ticks: AxisTicks.Indices(columns)),
            new PanelAxis(shape.Rank <= 1 ? "" : "row", PanelScale.Index, [rows - 0.5, -0.5], shape.Rank <= 1 ? new PanelTicks([], []) : AxisTicks.Indices(rows)), [heat], [], // row 0 on top
            Width: 420, Height: shape.Rank <= 1 ? 110 : Math.Clamp(70 + 36 * rows, 130, 320));
    }

    private static ChartTable HeatTable(string name, Tensor<double> tensor)
    {
        Shape shape = [.. tensor.Lengths];
        var cells = tensor.ToArray();
        return ChartTable.Of($"{name} {shape}", cells.Length, ("cell", n => CellName(name, shape, n)), ("value", n => cells[n]));
    }

    private static string CellName(string name, Shape shape, int cell) => shape.Rank == 0 ? name : $"{name}[{string.Join(",", shape.IndexAt(cell))}]";

    private static (int Rows, int Columns) Matrix(Shape shape)
    {
        var rows = shape.Rank <= 1 ? 1 : checked((int)shape[0]);
        return (rows, checked((int)shape.CellCount) / rows);
    }

    private static Tensor<double> Doubles<T>(Tensor<T> tensor) where T : INumberBase<T> =>
        Tensor.Create(tensor.Select(double.CreateSaturating).ToArray(), tensor.Lengths);
}
