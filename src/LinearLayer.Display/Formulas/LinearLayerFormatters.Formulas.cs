using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    static partial void RegisterFormulas()
    {
        ShowForm<FormPicture>(picture => picture);
        ShowForm<ExpandedForm>(form => new FormPicture(form));
        ShowFormula(typeof(Rational), number => Latex.Of((Rational)number));
        ShowFormula(typeof(Polynomial), sum => Latex.Of((Polynomial)sum));
        ShowFormula(typeof(Variable), variable => Latex.Of((Variable)variable));
        ShowFormula(typeof(ExpandedEntry), entry => $"{Latex.Of(((ExpandedEntry)entry).Entry)} = {Latex.Of(((ExpandedEntry)entry).Sum)}");
        ShowFormula(typeof(Dual<>), number => Latex.OfNumber(number.ToString()!));
    }

    private static void ShowForm<T>(Func<T, FormPicture> picture)
    {
        Show<T>((form, writer) => FormHtmlWriter.Write(picture(form), writer), (form, writer) => writer.Write(FormTextWriter.Write(picture(form))));
        // A notebook that is turned into LaTeX has use for it.
        Show(typeof(T), "text/latex", (form, writer) => writer.Write($"$$\n{picture((T)form).ToLatex()}\n$$"));
        Formatter.SetPreferredMimeTypesFor(typeof(T), "text/html", "text/latex", "text/plain");
    }

    /// <summary>Shows a type as a formula, which the front end renders.</summary>
    private static void ShowFormula(Type type, Func<object, string> latex)
    {
        Show(type, "text/latex", (value, writer) => writer.Write($@"$\displaystyle {latex(value)}$"));
        Show(type, "text/plain", (value, writer) => writer.Write(value.ToString()));
        Formatter.SetPreferredMimeTypesFor(type, "text/latex", "text/plain");
    }
}
