using System.Globalization;
using System.Linq.Expressions;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace LinearLayer;

/// <summary>Which part of the learner's source each node of an expression tree comes from.</summary>
/// <remarks>
/// A tree has no positions. So it is written out as C#, with the place of each node, and that text is laid beside the source:
/// if both have the same tokens, parentheses aside, each node gets its place in the source; if not, the written-out text is
/// used instead.
/// </remarks>
internal sealed partial class SourceMap
{
    private readonly Dictionary<Expression, TextMark> _marks;

    /// <param name="body">The tree.</param>
    /// <param name="source">Its source, as [CallerArgumentExpression] gives it; may be empty.</param>
    public SourceMap(Expression body, string source)
    {
        var written = new Writer();
        written.Write(body);
        Text = written.Text;
        _marks = written.Marks;

        source = OneLine(SourceText.BodyOfLambda(source));
        var (ours, theirs) = (Tokens(Text), Tokens(source));
        if (ours.Count != theirs.Count || !ours.Zip(theirs).All(pair => IsSame(pair.First.Value, pair.Second.Value)))
            return;

        Text = source;
        _marks = [];
        foreach (var (node, mark) in written.Marks)
        {
            var first = theirs[ours.FindIndex(token => token.Index >= mark.Start)];
            var last = theirs[ours.FindLastIndex(token => token.Index < mark.Start + mark.Length)];
            var isEmptyCall = written.Text.AsSpan(mark.Start, mark.Length).EndsWith("()");
            _marks[node] = Balanced(first.Index, isEmptyCall ? BehindNext(')', last.Index) : last.Index + last.Length);
        }
    }

    /// <summary>The whole expression, on one line.</summary>
    public string Text { get; }

    /// <summary>Where a node stands in the text.</summary>
    public TextMark MarkOf(Expression node) => _marks[node];

    /// <summary>From the first token to the last, and on to the parentheses that these close or open.</summary>
    private TextMark Balanced(int start, int end)
    {
        while (start > 0 && Depth(start, end) < 0)
            start = Math.Max(0, Text.LastIndexOf('(', start - 1));
        while (end < Text.Length && Depth(start, end) > 0)
            end = BehindNext(')', end);
        return new TextMark(start, end - start);
    }

    private int BehindNext(char character, int from) => Text.IndexOf(character, from) is var found and >= 0 ? found + 1 : Text.Length;

    /// <summary>How many parentheses are open at the end; below 0 if some are closed that were not opened.</summary>
    private int Depth(int start, int end)
    {
        var (depth, lowest) = (0, 0);
        foreach (var token in Token().Matches(Text[start..end]).Select(match => match.Value))
        {
            depth += token == "(" ? 1 : token == ")" ? -1 : 0;
            lowest = Math.Min(lowest, depth);
        }

        return lowest < 0 ? lowest : depth;
    }

    private static List<Match> Tokens(string text) => [.. Token().Matches(text).Where(match => match.Value is not ("(" or ")"))];

    /// <summary>2, 2.0 and 2f are one number; an element of a tuple may have a name in the source that the tree does not have.</summary>
    private static bool IsSame(string ours, string theirs) =>
        ours == theirs.TrimStart('@')
        || (TupleElement().IsMatch(ours) && Identifier().IsMatch(theirs))
        || (Number(ours) is { } number && number == Number(theirs));

    private static double? Number(string token) =>
        char.IsAsciiDigit(token[0]) && double.TryParse(token.TrimEnd('d', 'D', 'f', 'F', 'm', 'M', 'L', 'l'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string OneLine(string source)
    {
        var withoutComments = Comment().Replace(source, match => match.Value[0] == '/' ? " " : match.Value);
        return SourceText.OneLine(LineBreakBeforeDot().Replace(withoutComments, "."), int.MaxValue);
    }

    [GeneratedRegex("^Item[1-7]$")]
    private static partial Regex TupleElement();

    [GeneratedRegex(@"^@?[\p{L}_]")]
    private static partial Regex Identifier();

    [GeneratedRegex("""@?[\p{L}_][\p{L}\p{N}_]*|[0-9][\p{L}\p{N}_]*(\.[0-9][\p{L}\p{N}_]*)?|"(\\.|[^"\\])*"|\S""")]
    private static partial Regex Token();

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(\\.|[^"\\])*" """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s*\n\s*\.")]
    private static partial Regex LineBreakBeforeDot();

    /// <summary>Writes a tree as C#, as near as the tree tells.</summary>
    private sealed class Writer
    {
        private readonly StringBuilder _text = new();

        public Dictionary<Expression, TextMark> Marks { get; } = [];

        public string Text => _text.ToString();

        public void Write(Expression node)
        {
            var start = _text.Length;
            Append(node);
            Marks[node] = new TextMark(start, _text.Length - start);
        }

        private void Append(Expression node)
        {
            switch (node)
            {
                case ConstantExpression constant:
                    _text.Append(Literal(constant.Value));
                    break;
                case MemberExpression { Expression: { } owner } member when !IsScope(owner):
                    WriteIn(owner, IsPrimary(owner));
                    _text.Append('.').Append(member.Member.Name);
                    break;
                case MemberExpression { Expression: null } member:
                    _text.Append(member.Member.DeclaringType!.Name).Append('.').Append(member.Member.Name);
                    break;
                case MemberExpression member:
                    _text.Append(member.Member.Name);
                    break;
                case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Quote } convert:
                    Write(convert.Operand);
                    break;
                case UnaryExpression unary when Sign(unary.NodeType) is { } sign:
                    _text.Append(sign);
                    WriteIn(unary.Operand, IsPrimary(unary.Operand));
                    break;
                case BinaryExpression { NodeType: ExpressionType.ArrayIndex } index:
                    WriteIn(index.Left, IsPrimary(index.Left));
                    WriteList("[", [index.Right], "]");
                    break;
                case BinaryExpression binary when Sign(binary.NodeType) is { } sign:
                    WriteIn(binary.Left, IsPrimary(binary.Left) || Precedence(binary.Left) >= Precedence(binary));
                    _text.Append(' ').Append(sign).Append(' ');
                    WriteIn(binary.Right, IsPrimary(binary.Right) || Precedence(binary.Right) > Precedence(binary));
                    break;
                case ConditionalExpression conditional:
                    WriteIn(conditional.Test, conditional.Test is not ConditionalExpression);
                    _text.Append(" ? ");
                    Write(conditional.IfTrue);
                    _text.Append(" : ");
                    Write(conditional.IfFalse);
                    break;
                case NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array:
                    _text.Append("new ").Append(TypeName(array.Type.GetElementType()!)).Append("[] ");
                    WriteList("{ ", array.Expressions, " }");
                    break;
                case NewExpression creation:
                    _text.Append("new ").Append(TypeName(creation.Type));
                    WriteList("(", creation.Arguments, ")");
                    break;
                case MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var converted] }:
                    Write(converted);
                    break;
                case MethodCallExpression call:
                    WriteCall(call);
                    break;
                default:
                    _text.Append(node);
                    break;
            }
        }

        private void WriteCall(MethodCallExpression call)
        {
            var isExtension = call.Method.IsDefined(typeof(ExtensionAttribute), inherit: false);
            var arguments = Arguments(call).ToList();
            if ((isExtension ? arguments[0] : call.Object) is { } receiver && !IsScope(receiver))
            {
                WriteIn(receiver, IsPrimary(receiver));
                if (call.Method is { IsSpecialName: true, Name: "get_Item" })
                {
                    WriteList("[", arguments, "]");
                    return;
                }

                _text.Append('.');
            }
            else if (call.Object is null)
            {
                _text.Append(TypeName(call.Method.DeclaringType!)).Append('.');
            }

            _text.Append(call.Method.Name);
            WriteList("(", isExtension ? [.. arguments.Skip(1)] : arguments, ")");
        }

        /// <summary>The arguments that stand in the source: none that the compiler filled in, and those of params one by one.</summary>
        private static IEnumerable<Expression> Arguments(MethodCallExpression call)
        {
            var parameters = call.Method.GetParameters();
            foreach (var (argument, parameter) in call.Arguments.Zip(parameters))
            {
                if (parameter.IsOptional && argument is ConstantExpression)
                    continue;
                if (parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) && argument is NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array)
                {
                    foreach (var item in array.Expressions)
                        yield return item;
                    continue;
                }

                yield return argument;
            }
        }

        private void WriteList(string open, IReadOnlyList<Expression> items, string close)
        {
            _text.Append(open);
            for (var item = 0; item < items.Count; item++)
            {
                _text.Append(item > 0 ? ", " : "");
                Write(items[item]);
            }

            _text.Append(close);
        }

        private void WriteIn(Expression node, bool bare)
        {
            _text.Append(bare ? "" : "(");
            Write(node);
            _text.Append(bare ? "" : ")");
        }

        private static string Literal(object? value) => value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

        private static string TypeName(Type type) => Type.GetTypeCode(type) switch
        {
            TypeCode.Double => "double",
            TypeCode.Single => "float",
            TypeCode.Int32 => "int",
            TypeCode.Int64 => "long",
            TypeCode.Boolean => "bool",
            TypeCode.String => "string",
            _ => type == typeof(nint) ? "nint"
                : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
                : type.Name,
        };

        /// <summary>Where captured variables live: an object of the compiler's, "this", or the cell of a notebook. Written as nothing.</summary>
        private static bool IsScope(Expression node) => node switch
        {
            ConstantExpression constant => constant.Value is not (null or string or bool or IFormattable or IReadOnlyTensor),
            MemberExpression { Expression: { } owner } member => member.Member.Name.Contains('<') && IsScope(owner),
            _ => false,
        };
    }

    /// <summary>Whether a call can be written right behind the node.</summary>
    public static bool IsPrimary(Expression node) => node switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert => IsPrimary(convert.Operand),
        MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var converted] } => IsPrimary(converted),
        UnaryExpression unary => Sign(unary.NodeType) is null,
        BinaryExpression binary => binary.NodeType == ExpressionType.ArrayIndex,
        ConditionalExpression => false,
        _ => true,
    };

    private static int Precedence(Expression node) => node.NodeType switch
    {
        ExpressionType.Multiply or ExpressionType.Divide or ExpressionType.Modulo => 3,
        ExpressionType.Add or ExpressionType.Subtract => 2,
        ExpressionType.Negate => 4,
        _ when node is BinaryExpression => 1,
        _ => 0,
    };

    private static string? Sign(ExpressionType type) => type switch
    {
        ExpressionType.Add or ExpressionType.UnaryPlus => "+",
        ExpressionType.Subtract or ExpressionType.Negate => "-",
        ExpressionType.Multiply => "*",
        ExpressionType.Divide => "/",
        ExpressionType.Modulo => "%",
        ExpressionType.Equal => "==",
        ExpressionType.NotEqual => "!=",
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        ExpressionType.GreaterThanOrEqual => ">=",
        ExpressionType.AndAlso => "&&",
        ExpressionType.OrElse => "||",
        ExpressionType.Not => "!",
        _ => null,
    };
}
