using System.Globalization;

namespace LinearLayer;

/// <summary>Reads a note from left to right; nothing nests, so nothing recurses.</summary>
internal sealed class ShapeNoteParser(string text)
{
    private int _position;

    public ShapeNote Parse()
    {
        ArgumentNullException.ThrowIfNull(text);

        List<NoteSide> sides = [new("", Sum())];
        while (!AtEnd)
        {
            var relation = Take("<=") ? "<=" : Take("=") ? "=" : throw Expected("=, <=, or an operator: x, +, -, *, /");
            sides.Add(new NoteSide(relation, Sum()));
        }

        return new ShapeNote(text, sides);
    }

    private NoteTerm Sum() => Operations(Product, "+", "-");

    private NoteTerm Product() => Operations(Shape, "x", "×", "·", "@", "*", "/");

    private NoteTerm Operations(Func<NoteTerm> operand, params ReadOnlySpan<string> operators)
    {
        var term = operand();
        while (TakeAny(operators) is { } symbol)
            term = new NoteOperation(symbol, term, operand());
        return term;
    }

    private NoteShape Shape()
    {
        if (Next() != '(')
            throw Expected("a shape such as (N, D), (M,) or ()");

        var start = _position++;
        List<NoteAxis> axes = [];
        var endsWithComma = false;
        while (Next() != ')')
        {
            if (axes.Count > 0 && !endsWithComma)
                throw Expected(", or )");
            var axis = RunOrAxis();
            if (axis.Run is not null && axes.Any(earlier => earlier.Run is not null))
                throw new ShapeNoteException(text, axis.Start, "a shape has one run of axes at most.");
            axes.Add(axis);
            endsWithComma = Take(",");
        }

        if (axes is [{ Run: null }] && !endsWithComma)
            throw Error("a shape of one axis is written with a comma: (" + axes[0].Axis + ",).");
        var end = ++_position;

        var isTransposed = Take(".T") || Take("ᵀ");
        return new NoteShape(axes, isTransposed, start, (isTransposed ? _position : end) - start);
    }

    /// <summary>An axis, or d_1, ..., d_k.</summary>
    private NoteAxis RunOrAxis()
    {
        var first = SingleAxis();
        var afterFirst = _position;
        if (!(Take(",") && (Take("...") || Take("…"))))
        {
            _position = afterFirst;
            return first;
        }

        if (!first.Axis.Name.EndsWith('1') || first.Axis.Factors.Count > 1)
            throw new ShapeNoteException(text, first.Start, "a run of axes begins with a name that ends in 1: d_1, ..., d_k.");
        var prefix = first.Axis.Name[..^1];
        if (!Take(","))
            throw Expected("a comma and the last axis of the run: d_1, ..., d_k");

        var last = SingleAxis();
        var count = last.Axis.Name.StartsWith(prefix, StringComparison.Ordinal) ? last.Axis.Name[prefix.Length..] : "";
        if (count.Length == 0 || !char.IsLetter(count[0]))
            throw new ShapeNoteException(text, last.Start, $"a run that begins with {first.Axis} ends with a letter for the count: {prefix}k.");
        return new NoteAxis(Axis.Unnamed(null), new NoteRun(prefix, count), first.Start, last.Start + last.Length - first.Start);
    }

    /// <summary>A name, a number, or a product of them.</summary>
    private NoteAxis SingleAxis()
    {
        SkipSpace();
        var start = _position;
        List<string> factors = [Factor()];
        var end = _position;
        while (TakeAny("·", "*") is not null)
        {
            factors.Add(Factor());
            end = _position;
        }

        _position = end;
        return new NoteAxis(AxisOf(factors, start), null, start, end - start);
    }

    private Axis AxisOf(List<string> factors, int start)
    {
        try
        {
            var number = factors.Where(factor => char.IsAsciiDigit(factor[0]))
                .Aggregate((nint)1, (product, factor) => checked(product * nint.Parse(factor, NumberStyles.None, CultureInfo.InvariantCulture)));
            return factors.All(factor => char.IsAsciiDigit(factor[0])) ? Axis.Unnamed(number) : new Axis(string.Join('·', factors), null);
        }
        catch (OverflowException)
        {
            throw new ShapeNoteException(text, start, "the size is too large.");
        }
    }

    private string Factor()
    {
        SkipSpace();
        var start = _position;
        while (_position < text.Length && (char.IsLetter(text[_position]) || char.IsAsciiDigit(text[_position]) || text[_position] is '_' or '\''))
            _position++;

        var factor = text[start.._position];
        if (factor.Length == 0)
            throw Expected("the name of an axis or a number");
        if (char.IsAsciiDigit(factor[0]) && !factor.All(char.IsAsciiDigit))
            throw new ShapeNoteException(text, start, $"'{factor}' is neither a name, which begins with a letter, nor a number.");
        return factor;
    }

    private bool AtEnd
    {
        get
        {
            SkipSpace();
            return _position == text.Length;
        }
    }

    /// <summary>The next character that is not a space; '\0' at the end.</summary>
    private char Next() => AtEnd ? '\0' : text[_position];

    private void SkipSpace()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            _position++;
    }

    private bool Take(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, _position, symbol, 0, symbol.Length) != 0)
            return false;
        _position += symbol.Length;
        return true;
    }

    private string? TakeAny(params ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (Take(symbol))
                return symbol;
        }

        return null;
    }

    private ShapeNoteException Expected(string what)
    {
        var found = Next() switch
        {
            _ when AtEnd => "the note ends here",
            var character when char.IsControl(character) => "a control character stands here",
            var character => $"'{character}' stands here",
        };
        return Error($"expected {what}; {found}.");
    }

    private ShapeNoteException Error(string problem) => new(text, _position, problem);
}
