using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>Checks a backward pass against derivatives that are found by forward passes alone.</summary>
/// <remarks>
/// Every cell of x, w and b is moved, the forward pass is run, and the change of the loss is compared with what the backward
/// pass says. Only the row or column of out that the cell reaches is computed again. No formula of the backward pass is used, so
/// the two share no mistake. How far apart two right answers may be is not a tolerance that somebody chose: it is what rounding
/// can do to sums of these very numbers, cell by cell.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks dx, dw and db for L = Σ dout·out.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="dout">∂L/∂out, (N, M): random numbers find most mistakes, ones hide some.</param>
    /// <param name="backward">The backward pass to check; <see cref="Linear.Backward"/> if none is given.</param>
    /// <param name="method">How the derivatives are found; a central difference if none is given, an exact one for <see cref="Rational"/>.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    /// <exception cref="NotSupportedException">The method does not fit the numbers or the loss.</exception>
    public static GradientReport Run<T>(
        Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> dout, BackwardPass<T>? backward = null, GradientMethod? method = null)
        where T : INumberBase<T> =>
        Run(x, w, b, Loss.Linear(dout), backward, method);

    /// <summary>Checks dx, dw and db for any loss; dout is then the gradient of the loss at out.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="loss">The loss, such as <c>Loss.Quadratic(target)</c> or <c>Loss.Of(@out => ...)</c>.</param>
    /// <param name="backward">The backward pass to check; <see cref="Linear.Backward"/> if none is given.</param>
    /// <param name="method">How the derivatives are found; a central difference if none is given, an exact one for <see cref="Rational"/>.</param>
    /// <inheritdoc cref="Run{T}(Tensor{T}, Tensor{T}, Tensor{T}, Tensor{T}, BackwardPass{T}?, GradientMethod?)" path="/exception"/>
    public static GradientReport Run<T>(
        Tensor<T> x, Tensor<T> w, Tensor<T> b, Loss loss, BackwardPass<T>? backward = null, GradientMethod? method = null)
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new GradientExpectation<T>(x, w, b, loss, method).Judge(backward);
    }

    /// <summary>Checks as <see cref="Run{T}(Tensor{T}, Tensor{T}, Tensor{T}, Tensor{T}, BackwardPass{T}?, GradientMethod?)"/> does, and fails the cell if a gradient is not right.</summary>
    /// <returns>The report of the check that was passed.</returns>
    /// <exception cref="CheckFailedException">A gradient is wrong, or could not be decided; the message names the worst cell and what went wrong.</exception>
    public static GradientReport Require<T>(
        Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> dout, BackwardPass<T>? backward = null, GradientMethod? method = null)
        where T : INumberBase<T> =>
        Run(x, w, b, dout, backward, method).ThrowIfWrong();

    /// <inheritdoc cref="Require{T}(Tensor{T}, Tensor{T}, Tensor{T}, Tensor{T}, BackwardPass{T}?, GradientMethod?)"/>
    public static GradientReport Require<T>(
        Tensor<T> x, Tensor<T> w, Tensor<T> b, Loss loss, BackwardPass<T>? backward = null, GradientMethod? method = null)
        where T : INumberBase<T> =>
        Run(x, w, b, loss, backward, method).ThrowIfWrong();

    /// <summary>Checks the gradient of any function with respect to every cell of its argument, by central differences.</summary>
    /// <remarks>
    /// The function is run four times for each cell: use it for what is not one linear layer, such as a loss with respect to the weights of a
    /// network. Next to a kink, such as that of ReLU at 0, the differences with two steps disagree, and the cell is undecided.
    /// </remarks>
    /// <param name="function">One number from a tensor. It must not keep or change the tensor that it gets.</param>
    /// <param name="at">Where the gradient was taken.</param>
    /// <param name="gradient">The gradient to check, in the shape of <paramref name="at"/>.</param>
    /// <param name="name">Filled in by the compiler: the gradient as the caller wrote it.</param>
    /// <param name="formula">Filled in by the compiler: the function as the caller wrote it.</param>
    public static GradientReport Function(
        Func<Tensor<double>, double> function, Tensor<double> at, Tensor<double> gradient,
        [CallerArgumentExpression(nameof(gradient))] string name = "gradient",
        [CallerArgumentExpression(nameof(function))] string formula = "function")
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(gradient);
        return FunctionCheck.Run(function, at, gradient, SourceText.OneLine(name, maxLength: 40), SourceText.OneLine(formula, maxLength: 60));
    }
}
