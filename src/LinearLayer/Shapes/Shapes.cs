using System.Linq.Expressions;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>Shapes that are checked where they are written, with names that hold across the cells of a notebook.</summary>
/// <example><c>Shapes.Check("(N, M) = (N, D) x (D, M)", z, x, w)</c></example>
public static class Shapes
{
    /// <summary>The scope of the notebook: what the verbs below bind and ask.</summary>
    public static ShapeScope Scope { get; } = new();

    /// <inheritdoc cref="ShapeScope.StartAfresh"/>
    public static void StartAfresh() => Scope.StartAfresh();

    /// <inheritdoc cref="ShapeScope.Check(string)"/>
    public static ShapeCheck Check(string note) => Scope.Check(note);

    /// <inheritdoc cref="ShapeScope.Check(string, IReadOnlyTensor, string)"/>
    public static ShapeCheck Check(string note, IReadOnlyTensor first, [CallerArgumentExpression(nameof(first))] string firstText = "") =>
        Scope.Check(note, first, firstText);

    /// <inheritdoc cref="ShapeScope.Check(string, IReadOnlyTensor, IReadOnlyTensor, string, string)"/>
    public static ShapeCheck Check(
        string note, IReadOnlyTensor first, IReadOnlyTensor second,
        [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "") =>
        Scope.Check(note, first, second, firstText, secondText);

    /// <inheritdoc cref="ShapeScope.Check(string, IReadOnlyTensor, IReadOnlyTensor, IReadOnlyTensor, string, string, string)"/>
    public static ShapeCheck Check(
        string note, IReadOnlyTensor first, IReadOnlyTensor second, IReadOnlyTensor third,
        [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "",
        [CallerArgumentExpression(nameof(third))] string thirdText = "") =>
        Scope.Check(note, first, second, third, firstText, secondText, thirdText);

    /// <inheritdoc cref="ShapeScope.Check(string, IReadOnlyTensor, IReadOnlyTensor, IReadOnlyTensor, IReadOnlyTensor, string, string, string, string)"/>
    public static ShapeCheck Check(
        string note, IReadOnlyTensor first, IReadOnlyTensor second, IReadOnlyTensor third, IReadOnlyTensor fourth,
        [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "",
        [CallerArgumentExpression(nameof(third))] string thirdText = "",
        [CallerArgumentExpression(nameof(fourth))] string fourthText = "") =>
        Scope.Check(note, first, second, third, fourth, firstText, secondText, thirdText, fourthText);

    /// <inheritdoc cref="ShapeScope.Explain{T}(Expression{Func{Tensor{T}}}, string)"/>
    public static ShapeExplanation Explain<T>(Expression<Func<Tensor<T>>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Scope.Explain(expression, text);

    /// <inheritdoc cref="ShapeScope.Explain{T}(Expression{Func{T}}, string)"/>
    public static ShapeExplanation Explain<T>(Expression<Func<T>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Scope.Explain(expression, text);

    /// <inheritdoc cref="ShapeScope.TryExplain{T}(Expression{Func{Tensor{T}}}, string)"/>
    public static ShapeExplanation TryExplain<T>(Expression<Func<Tensor<T>>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Scope.TryExplain(expression, text);

    /// <inheritdoc cref="ShapeScope.TryExplain{T}(Expression{Func{T}}, string)"/>
    public static ShapeExplanation TryExplain<T>(Expression<Func<T>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Scope.TryExplain(expression, text);
}
