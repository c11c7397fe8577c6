using System.Linq.Expressions;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>Traces C# expressions into computation graphs.</summary>
public static class Graph
{
    /// <summary>Evaluates an expression on tensors once, and keeps every value on the way: <c>Graph.Trace(() =&gt; x.Flatten().MatMul(w) + b)</c>.</summary>
    /// <remarks>
    /// The operations are Flatten, Reshape, ReshapeAs, MatMul, Transpose, AddToEachRow, Relu, Softmax, Sum, SumOverRows, Mean,
    /// SquaredError, MeanSquaredError, SoftmaxCrossEntropy, and + - * / with broadcasting. Other code that takes tensors is
    /// run as it is, but no gradient goes back through it. An expression without tensors in it, and a variable, is an input;
    /// a tensor that comes twice is one input.
    /// </remarks>
    /// <param name="expression">The expression, as a lambda without parameters.</param>
    /// <param name="scope">Where the names of axes come from; the scope of the notebook if it is left out.</param>
    /// <param name="text">Filled in by the compiler: the expression as the caller wrote it.</param>
    /// <exception cref="ShapeException">Shapes do not fit, by name or by size.</exception>
    public static Graph<T> Trace<T>(
        Expression<Func<Tensor<T>>> expression, ShapeScope? scope = null, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Trace<T>((LambdaExpression)expression, scope, text);

    /// <summary>Traces an expression that ends in a single number, such as a loss.</summary>
    /// <inheritdoc cref="Trace{T}(Expression{Func{Tensor{T}}}, ShapeScope, string)"/>
    public static Graph<T> Trace<T>(
        Expression<Func<T>> expression, ShapeScope? scope = null, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Trace<T>((LambdaExpression)expression, scope, text);

    /// <summary>The backward pass from a single number L, with ∂L/∂L = 1.</summary>
    /// <exception cref="ShapeException">The graph ends in a tensor, so it takes a dout.</exception>
    public static void Backward<T>(this Graph<T> graph)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>, IMultiplicativeIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(graph);
        graph.Backward(T.MultiplicativeIdentity);
    }

    internal static IReadOnlyList<ShapeStep> Steps<T>(IReadOnlyList<Node<T>> nodes) =>
        [.. nodes.Select(node => new ShapeStep(node.Operation, node.Text, node.Start, node.Axes, node.Shape, [.. node.Operands.Select(operand => nodes.Index().First(each => each.Item == operand).Index)]))];

    private static Graph<T> Trace<T>(LambdaExpression expression, ShapeScope? scope, string text)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(expression);
        scope ??= Shapes.Scope;
        var (source, nodes) = ExpressionTracer<T>.Trace(expression, text, scope);
        return new Graph<T>(source, nodes, scope);
    }
}
