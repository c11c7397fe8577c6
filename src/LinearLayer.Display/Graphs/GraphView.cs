using System.Numerics;

namespace LinearLayer.Display;

/// <summary>A computation graph made ready for drawing: its texts, its numbers, and the steps in which it is computed.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Nodes">The nodes, operands before what uses them.</param>
/// <param name="Edges">One for each use of a node, the first operand's first.</param>
/// <param name="Steps">Forward, then backward: the first brings the inputs in, each other one is an operation or a local rule.</param>
internal sealed record GraphView(string Text, IReadOnlyList<NodeView> Nodes, IReadOnlyList<EdgeView> Edges, IReadOnlyList<StepView> Steps)
{
    /// <summary>The step that brings the upstream gradient in; null before the backward pass.</summary>
    public StepView? Upstream => Steps.FirstOrDefault(step => step.IsBackward);

    public static GraphView Of<T>(Graph<T> graph)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        var forward = Forward(graph).ToList();
        var backward = graph.BackwardSteps.Select((step, i) => new StepView(
            forward.Count + 1 + i, IsBackward: true, step.To.GradientName, RightSide(step.Formula), step.Formula.Contains("+=", StringComparison.Ordinal),
            step.Rule, Shape(step.To), NumberGrid.Of(step.Contribution))).ToList();

        List<NodeView> nodes = [];
        List<EdgeView> edges = [];
        foreach (var (index, node) in graph.Nodes.Index())
        {
            var stepsFrom = graph.BackwardSteps.Zip(backward).Where(step => step.First.From == node).ToList();
            foreach (var operand in node.Operands)
            {
                // The same operand may come twice: then the rules stand in the order of the operands.
                var step = stepsFrom.FirstOrDefault(step => step.First.To == operand);
                stepsFrom.Remove(step);
                edges.Add(new EdgeView(graph.Nodes.Index().First(each => each.Item == operand).Index, index, Shape(operand), step.Second));
            }

            var arrived = graph.BackwardSteps.Zip(backward).Where(step => step.First.To == node).ToList();
            nodes.Add(new NodeView(
                node.Name, node.Operation, node.Operands.Count == 0 ? null : RightSide(node.Formula), Shape(node), NumberGrid.Of(node.Value),
                forward.First(step => step.Result == node.Name || node.Operands.Count == 0).Number, node.GradientName,
                [.. arrived.Select((step, i) => (step.Second.Number, Sum(arrived.Take(i + 1).Select(each => each.First))))]));
        }

        return new GraphView(graph.Text, nodes, edges, [.. forward, .. backward]);
    }

    /// <summary>What has arrived at a node by some step.</summary>
    private static NumberGrid? Sum<T>(IEnumerable<BackwardStep<T>> steps)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        var contributions = steps.Select(step => step.Contribution).ToList();
        var cells = new T[contributions[0].FlattenedLength];
        Array.Fill(cells, T.AdditiveIdentity);
        foreach (var contribution in contributions)
        {
            foreach (var (i, cell) in contribution.Index())
                cells[i] += cell;
        }

        return NumberGrid.Of(System.Numerics.Tensors.Tensor.Create(cells, contributions[0].Lengths));
    }

    private static IEnumerable<StepView> Forward<T>(Graph<T> graph)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        var leaves = graph.Nodes.Where(node => node.Operands.Count == 0).ToList();
        yield return new StepView(1, IsBackward: false, "", string.Join(", ", leaves), false, leaves.Count == 1 ? "input" : "inputs", string.Join("; ", leaves.Select(Shape)), null);
        foreach (var (i, node) in graph.Nodes.Where(node => node.Operands.Count > 0).Index())
            yield return new StepView(i + 2, IsBackward: false, node.Name, RightSide(node.Formula), false, node.Operation, Shape(node), NumberGrid.Of(node.Value));
    }

    /// <summary>Axes by name, then their sizes, such as (N, M) = (2, 4); sizes alone where nothing has a name.</summary>
    private static string Shape<T>(Node<T> node) => node.Axes.ToString() == node.Shape.ToString() ? node.Shape.ToString() : $"{node.Axes} = {node.Shape}";

    private static string RightSide(string formula) => formula[(formula.IndexOf("= ", StringComparison.Ordinal) + 2)..];
}

/// <summary>A node to be drawn.</summary>
/// <param name="Name">Such as w, p or z.</param>
/// <param name="Operation">Such as product or broadcast.</param>
/// <param name="Formula">What it was made of, such as x·w; null for an input.</param>
/// <param name="Shape">Its axes and sizes.</param>
/// <param name="Value">Its numbers, if they are few.</param>
/// <param name="Step">The step that computes it.</param>
/// <param name="GradientName">Such as dw.</param>
/// <param name="Gradients">What has arrived of its gradient, from which step on: one entry for each use.</param>
internal sealed record NodeView(
    string Name, string Operation, string? Formula, string Shape, NumberGrid? Value, int Step, string GradientName, IReadOnlyList<(int Step, NumberGrid? Sum)> Gradients);

/// <summary>A use of a node by another.</summary>
/// <param name="From">The index of the node that is used.</param>
/// <param name="To">The index of the node that uses it.</param>
/// <param name="Shape">The axes and sizes of what flows, which are those of the gradient that flows back.</param>
/// <param name="Back">The local rule by which a gradient flows back; null if none does.</param>
internal sealed record EdgeView(int From, int To, string Shape, StepView? Back);

/// <summary>A step of the forward or of the backward pass.</summary>
/// <param name="Number">Counted from 1, through both passes.</param>
/// <param name="IsBackward">Whether a gradient flows.</param>
/// <param name="Result">What it computes, such as p or dw; "" for the inputs.</param>
/// <param name="Formula">What that is, such as xᵀ·dp.</param>
/// <param name="Adds">Whether it is added to what has arrived before.</param>
/// <param name="Rule">The name of the operation or of the local rule.</param>
/// <param name="Shape">The axes and sizes of the result.</param>
/// <param name="Numbers">What it computes, or adds, if the numbers are few.</param>
internal sealed record StepView(int Number, bool IsBackward, string Result, string Formula, bool Adds, string Rule, string Shape, NumberGrid? Numbers)
{
    /// <summary>The equation, such as <c>dw = xᵀ·dp</c>, or <c>da += dz</c>.</summary>
    public string Equation => Result.Length == 0 ? Formula : $"{Result} {(Adds ? "+=" : "=")} {Formula}";
}
