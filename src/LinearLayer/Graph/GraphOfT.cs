using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>A computation graph: the values of an expression, forward, and the gradients that flow back through it by local rules.</summary>
/// <remarks>Made by <see cref="Graph.Trace{T}(System.Linq.Expressions.Expression{Func{Tensor{T}}}, ShapeScope, string)"/>. It shares no code with <see cref="Linear.Backward"/>, so each can check the other.</remarks>
public sealed class Graph<T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    private readonly ShapeScope _scope;
    private List<BackwardStep<T>> _steps = [];

    internal Graph(string text, IReadOnlyList<Node<T>> nodes, ShapeScope scope)
    {
        _scope = scope;
        Text = text;
        Nodes = nodes;
        NameResults();
    }

    /// <summary>The expression, as the learner wrote it.</summary>
    public string Text { get; }

    /// <summary>The nodes in topological order, operands before what uses them: the steps of the forward pass.</summary>
    public IReadOnlyList<Node<T>> Nodes { get; }

    /// <summary>The nodes that values come in by, in the order in which they are met.</summary>
    public IEnumerable<Node<T>> Inputs => Nodes.Where(node => node.Operation == "input");

    /// <summary>The node of the whole expression: the last one.</summary>
    public Node<T> Output => Nodes[^1];

    /// <summary>The steps of the backward pass, in the order in which they were taken; empty before it.</summary>
    public IReadOnlyList<BackwardStep<T>> BackwardSteps => _steps;

    /// <summary>A node by its name, such as "w", "p" or "L", or by its source, such as "x.Flatten()".</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public Node<T> this[string nameOrText] =>
        Nodes.FirstOrDefault(node => node.Name == nameOrText)
        ?? Nodes.LastOrDefault(node => node.Text == nameOrText && node.Operation != "broadcast")
        ?? throw new KeyNotFoundException($"The graph of {Text} has no node {nameOrText}. Its nodes are {string.Join(", ", Nodes)}.");

    /// <summary>The backward pass: gives every node its gradient, starting from dout = ∂L/∂output.</summary>
    /// <remarks>
    /// A value that is used twice gets the sum of what comes back. A second call starts afresh. The graph holds the inputs
    /// themselves: a tensor that was changed in place since it was traced gives wrong gradients.
    /// </remarks>
    /// <param name="dout">The upstream gradient, in the shape of the output.</param>
    /// <exception cref="ShapeException">dout does not have the axes of the output.</exception>
    /// <exception cref="NotSupportedException">The expression has code in it that the graph has no local rule for.</exception>
    public void Backward(Tensor<T> dout)
    {
        ArgumentNullException.ThrowIfNull(dout);
        var axes = _scope.AxesOf(dout);
        if (dout.Shape != Output.Value.Shape || (Output.Shape.Rank > 0 && _scope.Calculus("Backward").Same(axes, Output.Axes).Axes is null))
        {
            throw new ShapeException(
                $"Backward: dout is {axes.Labels}, but {Output} is {Output.Axes.Labels}.\n" +
                $"dout is ∂L/∂{Output}, so it has the axes of {Output}.");
        }

        var upstream = Output.Shape.Rank == 0 ? string.Create(CultureInfo.InvariantCulture, $"{dout.First()}") : "dout";
        List<BackwardStep<T>> steps = [new(null, Output, "upstream", $"{Output.GradientName} = {upstream}", Cells.Copy(dout))];
        var arrived = Nodes.ToDictionary(node => node, _ => new List<BackwardStep<T>>());
        arrived[Output].Add(steps[0]);
        Dictionary<Node<T>, Tensor<T>> gradients = [];
        foreach (var node in Nodes.Reverse().Where(node => node.Operation != "constant" && arrived[node].Count > 0))
        {
            var gradient = gradients[node] = arrived[node].Select(step => step.Contribution).Aggregate((sum, next) => Cells.Zip(sum, next, (a, b) => a + b));
            for (var operand = 0; operand < node.Operands.Count; operand++)
            {
                var to = node.Operands[operand];
                if (to.Operation == "constant" || node.Rule.Backward(node, gradient, operand) is not { } rule)
                    continue;
                var assignment = arrived[to].Count == 0 ? "=" : "+=";
                var step = new BackwardStep<T>(node, to, rule.Name, $"{to.GradientName} {assignment} {rule.Formula}", rule.Gradient);
                arrived[to].Add(step);
                steps.Add(step);
            }
        }

        // Only now, so that a backward pass that fails leaves no half of one.
        foreach (var node in Nodes)
            (node.Gradient, node.Contributions) = (gradients.GetValueOrDefault(node), arrived[node]);
        _steps = steps;
    }

    /// <summary>The backward pass from a single number L, with the gradient that it gets from above.</summary>
    /// <inheritdoc cref="Backward(Tensor{T})" path="/remarks"/>
    /// <exception cref="ShapeException">The graph ends in a tensor, so it takes a dout of that shape.</exception>
    /// <exception cref="NotSupportedException">The expression has code in it that the graph has no local rule for.</exception>
    public void Backward(T dout)
    {
        if (Output.RawValue is Tensor<T>)
        {
            throw new ShapeException(
                $"Backward: {Output} is {Output.Shape}, not a single number.\n" +
                $"Give Backward a dout of that shape, ∂L/∂{Output}, or trace the loss too.");
        }

        Backward(Cells.Number(dout));
    }

    /// <summary>A line for each node: how it was made, its axes and its sizes.</summary>
    public override string ToString() => string.Join('\n', Nodes.Select(node => $"{node.Formula}  {node.Axes} is {node.Shape}"));

    /// <summary>Gives each result its letter, numbered where it comes more than once, and never one that an input has.</summary>
    private void NameResults()
    {
        HashSet<string> taken = [];
        foreach (var leaf in Nodes.Where(node => node.Operands.Count == 0))
        {
            for (var number = 2; !taken.Add(leaf.Name) && leaf.Operation == "input"; number++)
                leaf.Name = $"{leaf.Text} ({number})"; // two calls of one function, say
        }

        // A single number at the end is the loss, whatever it was made by.
        var loss = Output is { Operands.Count: > 0, Shape.Rank: 0 } && taken.Add("L") ? Output : null;
        if (loss is not null)
            loss.Name = "L";

        foreach (var node in Nodes.Where(node => node.Operands.Count > 0 && node != loss))
        {
            var operand = node.Operands[0].Name;
            var (letter, isNumbered) = node.Rule.Suffix is { } suffix && Node<T>.IsPlain(operand)
                ? (operand + suffix, false)
                : (node.Rule.Letter, Nodes.Count(other => other.Operands.Count > 0 && other.Rule.Letter == node.Rule.Letter) > 1);
            var name = letter;
            for (var number = 1; taken.Contains(name) || (isNumbered && name == letter); number++)
                name = letter + number;
            taken.Add(name);
            node.Name = name;
        }
    }
}
