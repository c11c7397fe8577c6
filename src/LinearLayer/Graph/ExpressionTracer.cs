using System.Linq.Expressions;
using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Walks the tree of an expression, evaluates each sub-expression once, and makes a node of each tensor on the way.</summary>
/// <remarks>The one walker behind <see cref="Graph.Trace{T}(Expression{Func{Tensor{T}}}, ShapeScope, string)"/> and <see cref="ShapeScope.Explain{T}(Expression{Func{Tensor{T}}}, string)"/>.</remarks>
internal sealed class ExpressionTracer<T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    private const int LongestLine = 100;
    private readonly ShapeScope _scope;
    private readonly SourceMap _source;
    private readonly AxisCalculus _calculus;
    private readonly List<Node<T>> _nodes = [];

    private ExpressionTracer(ShapeScope scope, AxisCalculus calculus, SourceMap source) => (_scope, _calculus, _source) = (scope, calculus, source);

    /// <summary>The text of the expression, and its nodes, operands first; the last one is the whole.</summary>
    /// <exception cref="ShapeException">Shapes do not fit; what is left in the scope is what was there before.</exception>
    public static (string Text, IReadOnlyList<Node<T>> Nodes) Trace(LambdaExpression lambda, string source, ShapeScope scope)
    {
        var map = new SourceMap(lambda.Body, source);
        var calculus = scope.Calculus(map.Text);
        var tracer = new ExpressionTracer<T>(scope, calculus, map);
        var output = tracer.Visit(lambda.Body);
        tracer._nodes.Remove(output); // the output may be an input that other nodes came after
        tracer._nodes.Add(output);

        foreach (var node in tracer._nodes)
            node.Axes = calculus.Shortened(node.Axes);
        scope.Learn(calculus, tracer._nodes.Where(node => node.RawValue is Tensor<T>).Select(node => ((object)node.RawValue, node.Axes)));
        return (map.Text, tracer._nodes);
    }

    private Node<T> Visit(Expression expression)
    {
        switch (Bare(expression))
        {
            case ConditionalExpression conditional:
                return Visit((bool)Evaluate(conditional.Test)! ? conditional.IfTrue : conditional.IfFalse);
            case var bare when !HoldsTensors(bare):
                return Leaf(expression, bare);
            case BinaryExpression binary when OperationTable.OfOperator(binary.NodeType) is { } operation:
                return Apply(operation, binary, [binary.Left, binary.Right], []);
            case UnaryExpression unary when OperationTable.OfOperator(unary.NodeType) is { } operation:
                return Apply(operation, unary, [unary.Operand], []);
            case MethodCallExpression { Object: null } call when OperationTable.OfMethod(call.Method) is { } verb:
                return Apply(verb.Operation, call, [.. call.Arguments.Take(verb.Operands)], [.. call.Arguments.Skip(verb.Operands)]);
            case var bare:
                var tensors = new OutermostTensors(bare).Found;
                return tensors.Count == 0 ? Leaf(expression, bare) : OtherCode(expression, bare, tensors);
        }
    }

    /// <summary>An operation that the graph knows: shapes first, so that what does not fit is refused before it is computed.</summary>
    private Node<T> Apply(Type operationType, Expression expression, Expression[] operandSources, Expression[] parameterSources)
    {
        Node<T>[] operands = [.. operandSources.Select(Visit)];
        object?[] parameters = [.. parameterSources.Select(parameter => Evaluate(Bare(parameter)))];
        var operation = OperationTable.Create<T>(operationType, parameters);

        var before = _calculus.Copy();
        var inferred = operation.Infer(_calculus, [.. operands.Select(operand => operand.Axes)]);
        if (inferred.Mismatch is { } mismatch)
            throw Clash(operation, expression, operandSources, operands, mismatch, before);
        var axes = inferred.Axes!;
        Shape shape = [.. axes.Select(axis => axis.Size ?? throw new InvalidOperationException($"The size of {axis} is not known."))];

        for (var operand = 0; operand < operands.Length; operand++)
        {
            if (operands[operand].Shape != shape && operation.Broadcasts(operand, operands[operand].Shape))
                operands[operand] = Broadcast(operands[operand], axes, shape);
        }

        var replacements = operandSources.Zip(operands, (source, operand) => (Bare(source), Value(expression, source, operand)))
            .Concat(parameterSources.Zip(parameters, (source, parameter) => (Bare(source), parameter)));
        return Add(operation, operands, expression, axes, Evaluate(expression, replacements));
    }

    /// <summary>
    /// What the expression itself is given for an operand: for an operator the broadcast tensor, since those of
    /// System.Numerics.Tensors do not stretch all that they should; for a number, and for a verb, what stands there.
    /// </summary>
    private static object? Value(Expression expression, Expression source, Node<T> operand) =>
        operand.Rule is BroadcastOperation<T> && !(expression is BinaryExpression && Bare(source).Type == typeof(Tensor<T>))
            ? operand.Operands[0].RawValue
            : operand.RawValue;

    private Node<T> Broadcast(Node<T> operand, Axes axes, Shape shape)
    {
        var node = new Node<T>(new BroadcastOperation<T>(axes), [operand], operand.Text, operand.Start, axes, Cells.Broadcast(operand.Value, shape));
        _nodes.Add(node);
        return node;
    }

    /// <summary>Code that the graph does not know: the tensors in it are operands, the rest is left as it is.</summary>
    private Node<T> OtherCode(Expression expression, Expression bare, List<Expression> tensors)
    {
        Node<T>[] operands = [.. tensors.Select(Visit)];
        var value = Evaluate(bare, tensors.Zip(operands, (tensor, operand) => (tensor, (object?)operand.RawValue)));
        return Add(new OpaqueOperation<T>(TextOf(expression)), operands, expression, axes: null, value);
    }

    /// <summary>A variable, a literal, or an expression without tensors in it; a tensor that comes twice is one node.</summary>
    private Node<T> Leaf(Expression expression, Expression bare)
    {
        var value = Evaluate(bare);
        if (value is Tensor<T> && _nodes.Find(node => ReferenceEquals(node.RawValue, value)) is { } seen)
            return seen;
        var text = TextOf(expression);
        if (value is T && bare is MemberExpression && _nodes.Find(node => node is { Operation: "input", RawValue: T } && node.Text == text) is { } number)
            return number;
        return Add(bare is ConstantExpression && value is T ? new ConstantOperation<T>() : new InputOperation<T>(), [], expression, axes: null, value);
    }

    private Node<T> Add(Operation<T> operation, IReadOnlyList<Node<T>> operands, Expression expression, Axes? axes, object? value)
    {
        var text = TextOf(expression);
        if (value is null)
            throw new ArgumentNullException(text, $"{text} is null in {_source.Text}. It must be a tensor.");
        if (axes is null)
            axes = value is Tensor<T> tensor ? _scope.AxesOf(tensor) : [];

        var node = new Node<T>(operation, operands, text, _source.MarkOf(expression).Start, axes, value);
        if (node.Shape != Shape.Of([.. axes.Select(axis => axis.Size ?? -1)]))
            throw new InvalidOperationException($"{text} has the shape {node.Shape}, but by the rules of shapes it should be {axes.Labels}.");
        _nodes.Add(node);
        return node;
    }

    private string TextOf(Expression expression)
    {
        var mark = _source.MarkOf(expression);
        return _source.Text.Substring(mark.Start, mark.Length);
    }

    /// <summary>Evaluates an expression in which some sub-expressions have their values already.</summary>
    private static object? Evaluate(Expression expression, IEnumerable<(Expression Part, object? Value)> known) =>
        Evaluate(new Replacement(known).Visit(expression)!);

    private static object? Evaluate(Expression expression)
    {
        if (expression is ConstantExpression constant)
            return constant.Value;

        // Spans cannot be boxed, which the interpreter would do; for all else it is the faster one.
        var hasSpans = new Search(node => node.Type.IsByRefLike || node is MethodCallExpression call && call.Method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef)).IsFoundIn(expression);
        return Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: !hasSpans)();
    }

    /// <summary>Without the conversions around it that do not change a tensor or a number: to a base type, or to a span.</summary>
    private static Expression Bare(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } convert when convert.Type.IsByRefLike || convert.Type.IsAssignableFrom(convert.Operand.Type) => Bare(convert.Operand),
        MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var argument] } call when call.Type.IsByRefLike => Bare(argument),
        _ => expression,
    };

    private static bool HoldsTensors(Expression expression) => new Search(node => node.Type == typeof(Tensor<T>)).IsFoundIn(expression);

    private ShapeException Clash(
        Operation<T> operation, Expression expression, Expression[] sources, Node<T>[] operands, Mismatch mismatch, AxisCalculus calculus)
    {
        var verb = (expression as MethodCallExpression)?.Method.Name;
        FixOperand[] candidates = [.. operands.Zip(sources, (node, source) => Fixable(node, SourceMap.IsPrimary(source)))];
        var fix = new FixSearch(
            calculus,
            (trial, axes) => operation.Infer(trial, axes),
            (IReadOnlyList<string> texts) => verb is null ? string.Join($" {operation.Symbol} ", texts)
                : $"{texts[0]}.{verb}({string.Join(", ", texts.Skip(1).Concat(ParameterTexts(expression, operands.Length)))})",
            operation.Symbol).Find(candidates);

        var whole = _source.MarkOf(expression);
        var shown = _source.Text.Length <= LongestLine ? new TextMark(0, _source.Text.Length) : whole;
        var marks = sources.Select(source => _source.MarkOf(source)).Select(mark => mark with { Start = mark.Start - shown.Start }).ToList();
        int?[] clashing = [mismatch.Left, mismatch.Right];
        Axis[] pair = [.. operands.Zip(clashing).Where(operand => operand.Second is not null).Select(operand => operand.First.Axes[operand.Second!.Value])];
        string[] texts = [.. operands.Select(operand => SourceText.OneLine(operand.Text, maxLength: 40))];
        var title = verb ?? char.ToUpperInvariant(operation.Name[0]) + operation.Name[1..];
        var problem = operands is [var left, var right]
            ? ClashText.Problem(title, texts[0], left.Axes, texts[1], right.Axes, mismatch)
            : $"{title}: {texts[0]} has rank {operands[0].Shape.Rank}; {mismatch.Reason}.";

        return ClashText.Exception(new ShapeClash(
            problem, _source.Text.Substring(shown.Start, shown.Length), marks, operation.Symbol,
            [.. operands.Zip(clashing, (operand, marked) => new ClashOperand(null, operand.Axes, marked))],
            ClashText.Bindings(calculus, pair), fix is null ? null : "Fix: " + fix, Graph.Steps(_nodes)));
    }

    private IEnumerable<string> ParameterTexts(Expression expression, int operands) => expression is MethodCallExpression call
        ? call.Arguments.Skip(operands).Zip(call.Method.GetParameters().Skip(operands)).Where(pair => !pair.Second.IsOptional).Select(pair => TextOf(pair.First))
        : [];

    private static FixOperand Fixable(Node<T> node, bool isPrimary) => new(
        node.Text, isPrimary, node.Axes,
        node.Rule is TransposeOperation<T> ? Fixable(node.Operands[0], isPrimary: true) : null,
        node.Rule is ReshapeToOperation<T> ? Fixable(node.Operands[0], isPrimary: true) : null);

    /// <summary>Puts values in the place of sub-expressions.</summary>
    private sealed class Replacement(IEnumerable<(Expression Part, object? Value)> known) : ExpressionVisitor
    {
        private readonly Dictionary<Expression, object?> _known = known.DistinctBy(pair => pair.Part).ToDictionary(pair => pair.Part, pair => pair.Value);

        public override Expression? Visit(Expression? node) =>
            node is not null && _known.TryGetValue(node, out var value) ? Expression.Constant(value, node.Type) : base.Visit(node);
    }

    /// <summary>The sub-expressions that are tensors and not part of another such; none of a nested lambda.</summary>
    private sealed class OutermostTensors : ExpressionVisitor
    {
        private readonly Expression _whole;

        public OutermostTensors(Expression whole)
        {
            _whole = whole;
            Visit(whole);
        }

        public List<Expression> Found { get; } = [];

        public override Expression? Visit(Expression? node)
        {
            if (node is null or LambdaExpression || node == _whole || node.Type != typeof(Tensor<T>))
                return node is LambdaExpression ? node : base.Visit(node);
            Found.Add(node);
            return node;
        }
    }

    private sealed class Search(Func<Expression, bool> isWanted) : ExpressionVisitor
    {
        private bool _found;

        public bool IsFoundIn(Expression expression)
        {
            Visit(expression);
            return _found;
        }

        public override Expression? Visit(Expression? node)
        {
            _found |= node is not null && isWanted(node);
            return _found || node is LambdaExpression ? node : base.Visit(node);
        }
    }
}
