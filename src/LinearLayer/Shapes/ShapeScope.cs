using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>A place where names of axes keep their meaning: bound at first sight, they must agree afterwards.</summary>
/// <remarks>
/// <see cref="Shapes"/> has one for a whole notebook; a function that is called with several sizes makes its own.
/// A scope also remembers the axes of the tensors that it has seen, as long as they live. Safe for several threads.
/// </remarks>
public sealed class ShapeScope
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, SizeBinding> _names = ImmutableDictionary<string, SizeBinding>.Empty;
    private ConditionalWeakTable<object, Axes> _axes = [];

    /// <summary>What each name stands for and where it was bound, in the order of the alphabet.</summary>
    public IReadOnlyList<SizeBinding> Bindings => [.. _names.Values.OrderBy(binding => binding.Name, StringComparer.Ordinal)];

    /// <summary>The axes of a tensor as far as they are known; sizes alone for a tensor that was never named.</summary>
    public Axes AxesOf(IReadOnlyTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return _axes.TryGetValue(tensor, out var axes) ? axes : Axes.Unnamed(Shape.Of(tensor.Lengths));
    }

    /// <summary>Forgets every name and every tensor, for cells that are run again with other sizes.</summary>
    public void StartAfresh()
    {
        lock (_lock)
        {
            _names = ImmutableDictionary<string, SizeBinding>.Empty;
            _axes = [];
        }
    }

    /// <summary>Checks that a note fits itself: inner axes agree, broadcasts are legal, <c>&lt;=</c> is a reshape, a sum or copies.</summary>
    /// <inheritdoc cref="Check(string, IReadOnlyTensor, IReadOnlyTensor, IReadOnlyTensor, string, string, string)" path="/exception"/>
    public ShapeCheck Check(string note) => CheckNote(note);

    /// <summary>Checks a note for one tensor, such as "(N, D)": this is how the axes of a tensor get their names.</summary>
    /// <inheritdoc cref="Check(string, IReadOnlyTensor, IReadOnlyTensor, IReadOnlyTensor, string, string, string)"/>
    public ShapeCheck Check(string note, IReadOnlyTensor first, [CallerArgumentExpression(nameof(first))] string firstText = "") =>
        CheckNote(note, (firstText, first));

    /// <summary>Checks a note for two tensors, such as "(M,) &lt;= (N, M)".</summary>
    /// <inheritdoc cref="Check(string, IReadOnlyTensor, IReadOnlyTensor, IReadOnlyTensor, string, string, string)"/>
    public ShapeCheck Check(
        string note, IReadOnlyTensor first, IReadOnlyTensor second,
        [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "") =>
        CheckNote(note, (firstText, first), (secondText, second));

    /// <summary>Checks a note for three tensors, such as "(N, M) = (N, D) x (D, M)".</summary>
    /// <remarks>
    /// The note must fit itself, and the tensors must fit the note. A name is bound to its size, and a tensor to its axes,
    /// at first sight; a check that fails binds nothing. In a chain a = b = c the tensors are those of a and b.
    /// </remarks>
    /// <param name="note">The note; <see cref="ShapeNote.Parse"/> says how it is written.</param>
    /// <param name="first">The tensor of the note's first shape.</param>
    /// <param name="second">The tensor of its second shape.</param>
    /// <param name="third">The tensor of its third shape.</param>
    /// <param name="firstText">Filled in by the compiler.</param>
    /// <param name="secondText">Filled in by the compiler.</param>
    /// <param name="thirdText">Filled in by the compiler.</param>
    /// <exception cref="ShapeNoteException">The text is not a note.</exception>
    /// <exception cref="ShapeException">The note does not fit itself, or a tensor does not fit it.</exception>
    /// <exception cref="ArgumentException">There are not as many tensors as shapes.</exception>
    public ShapeCheck Check(
        string note, IReadOnlyTensor first, IReadOnlyTensor second, IReadOnlyTensor third,
        [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "",
        [CallerArgumentExpression(nameof(third))] string thirdText = "") =>
        CheckNote(note, (firstText, first), (secondText, second), (thirdText, third));

    /// <summary>Checks a note for four tensors, such as "(N, M) = (N, D) x (D, M) + (M,)".</summary>
    /// <inheritdoc cref="Check(string, IReadOnlyTensor, IReadOnlyTensor, IReadOnlyTensor, string, string, string)"/>
    public ShapeCheck Check(
        string note, IReadOnlyTensor first, IReadOnlyTensor second, IReadOnlyTensor third, IReadOnlyTensor fourth,
        [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "",
        [CallerArgumentExpression(nameof(third))] string thirdText = "",
        [CallerArgumentExpression(nameof(fourth))] string fourthText = "") =>
        CheckNote(note, (firstText, first), (secondText, second), (thirdText, third), (fourthText, fourth));

    /// <summary>Explains the shapes along an expression: <c>Shapes.Explain(() =&gt; x.Flatten().MatMul(w) + b)</c>.</summary>
    /// <remarks>
    /// Each sub-expression is evaluated once. Axes are compared by what they count where they have names, so that dout·w is
    /// refused even where D = M. The results' axes are remembered.
    /// </remarks>
    /// <param name="expression">The expression, as a lambda without parameters; the operations are those of <see cref="Graph"/>.</param>
    /// <param name="text">Filled in by the compiler: the expression as the caller wrote it.</param>
    /// <exception cref="ShapeException">Shapes do not fit; its <see cref="ShapeException.Clash"/> has the error as data.</exception>
    public ShapeExplanation Explain<T>(Expression<Func<Tensor<T>>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Explanation(Graph.Trace(expression, this, text));

    /// <summary>Explains the shapes along an expression that ends in a single number, such as a loss.</summary>
    /// <inheritdoc cref="Explain{T}(Expression{Func{Tensor{T}}}, string)"/>
    public ShapeExplanation Explain<T>(Expression<Func<T>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Explanation(Graph.Trace(expression, this, text));

    /// <summary>Explains an expression as far as its shapes fit: where <c>Explain</c> throws, the explanation ends with the clash.</summary>
    /// <remarks>Nothing is remembered of an expression that does not fit.</remarks>
    /// <param name="expression">The expression, as a lambda without parameters.</param>
    /// <param name="text">Filled in by the compiler: the expression as the caller wrote it.</param>
    public ShapeExplanation TryExplain<T>(Expression<Func<Tensor<T>>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Try(() => Explain(expression, text));

    /// <summary>Explains an expression that ends in a single number as far as its shapes fit.</summary>
    /// <inheritdoc cref="TryExplain{T}(Expression{Func{Tensor{T}}}, string)"/>
    public ShapeExplanation TryExplain<T>(Expression<Func<T>> expression, [CallerArgumentExpression(nameof(expression))] string text = "")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Try(() => Explain(expression, text));

    private static ShapeExplanation Try(Func<ShapeExplanation> explain)
    {
        try
        {
            return explain();
        }
        catch (ShapeException e) when (e.Clash is not null)
        {
            return new ShapeExplanation(e.Clash.Text, e.Clash.Steps) { Clash = e.Clash };
        }
    }

    internal AxisCalculus Calculus(string source)
    {
        lock (_lock)
            return new AxisCalculus(_names, source);
    }

    /// <summary>Keeps what a calculus found out, and the axes of tensors.</summary>
    internal void Learn(AxisCalculus calculus, IEnumerable<(object Tensor, Axes Axes)> tensors)
    {
        lock (_lock)
        {
            _names = calculus.Names;
            foreach (var (tensor, axes) in tensors)
                _axes.AddOrUpdate(tensor, axes);
        }
    }

    private static ShapeExplanation Explanation<T>(Graph<T> graph)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        new(graph.Text, Graph.Steps(graph.Nodes));

    private ShapeCheck CheckNote(string text, params ReadOnlySpan<(string Text, IReadOnlyTensor Tensor)> tensors)
    {
        var note = ShapeNote.Parse(text);
        List<GivenTensor> given = [];
        foreach (var (source, tensor) in tensors)
        {
            if (tensor is null)
                throw new ArgumentNullException(source, $"{source} is null. The note {text} is about a tensor.");
            given.Add(new GivenTensor(SourceText.OneLine(source, maxLength: 40), tensor, Shape.Of(tensor.Lengths), AxesOf(tensor)));
        }

        lock (_lock)
        {
            var calculus = new AxisCalculus(_names, ShapeNoteException.OneLine(note.Text));
            var checker = new ShapeNoteChecker(note, calculus, WayOut);
            new ShapeNoteChecker(note, calculus.Copy(), WayOut).CheckSides();
            if (given.Count > 0)
                checker.Bind(given);
            checker.CheckSides();

            Learn(calculus, checker.Named.Select(named => ((object)named.Tensor.Tensor, named.Axes)));
            return new ShapeCheck(note, checker.WithSizes(), [.. checker.Named.Select(named => new NamedTensor(named.Tensor.Text, named.Axes))]);
        }
    }

    private string WayOut => this == Shapes.Scope
        ? "If the sizes changed on purpose: Shapes.StartAfresh() forgets every name."
        : "If the sizes changed on purpose: StartAfresh() of this scope forgets every name.";
}
