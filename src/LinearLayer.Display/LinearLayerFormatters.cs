using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display;

/// <summary>How the library's values look in a notebook: text/html for its pages, text/plain for terminals and tests.</summary>
public static class LinearLayerFormatters
{
    /// <summary>Registers the formatters with the notebook's host. Calling it again changes nothing.</summary>
    public static void Register()
    {
        Register(typeof(Tensor<>), tensor => [TensorView.Of((IReadOnlyTensor)tensor)]);
        Register(typeof(LinearCache<>), NamedTensors);
        Register(typeof(LinearGradients<>), NamedTensors);
        Register(typeof(ValueTuple<,>), TupleOfTensors);
        Register(typeof(ValueTuple<,,>), TupleOfTensors);

        RegisterCheck<CheckResult>(check => check);
        RegisterCheck<ShapeCheck>(check => new CheckResult(check.Note.Text, check.Sizes));

        Register(typeof(Shape), "text/plain", (value, writer) => writer.Write(((Shape)value).ToString()));
        Formatter.SetPreferredMimeTypesFor(typeof(Shape), "text/plain");
    }

    /// <summary>Shows a type as the passed check that a value of it is.</summary>
    private static void RegisterCheck<T>(Func<T, CheckResult> check)
    {
        Register(typeof(T), "text/html", (value, writer) => CheckWriter.WriteHtml(check((T)value), writer));
        Register(typeof(T), "text/plain", (value, writer) => CheckWriter.WriteText(check((T)value), writer));
        Formatter.SetPreferredMimeTypesFor(typeof(T), "text/html", "text/plain");
    }

    /// <summary>Shows a type as the tensors that a value of it holds; a value that holds none keeps its usual look.</summary>
    private static void Register(Type type, Func<object, IReadOnlyList<TensorView>> views)
    {
        Register("text/html", TensorHtmlWriter.Write);
        Register("text/plain", TensorTextWriter.Write);
        Formatter.SetPreferredMimeTypesFor(type, "text/html", "text/plain");

        void Register(string mimeType, Action<IReadOnlyList<TensorView>, TextWriter> write) =>
            Formatter.Register(type, (value, context) =>
            {
                var tensors = views(value);
                if (tensors.Count == 0)
                    return FormatAsUsual(value, context, mimeType);
                write(tensors, context.Writer);
                return true;
            }, mimeType);
    }

    /// <summary>Formats a value as if this library had registered nothing: a host does not go on to its own formatters by itself.</summary>
    private static bool FormatAsUsual(object value, FormatContext context, string mimeType) =>
        Formatter.RegisteredFormatters()
            .Where(formatter => formatter.MimeType == mimeType && formatter.Type.IsInstanceOfType(value)) // never one for an open generic type, as ours are
            .Any(formatter => formatter.Format(value, context));

    private static void Register(Type type, string mimeType, Action<object, TextWriter> write) => Formatter.Register(type, write, mimeType);

    /// <summary>The properties of a record of tensors, by their names.</summary>
    private static IReadOnlyList<TensorView> NamedTensors(object record) =>
    [
        .. from property in record.GetType().GetProperties()
           where property.GetValue(record) is IReadOnlyTensor
           select TensorView.Of((IReadOnlyTensor)property.GetValue(record)!, property.Name),
    ];

    /// <summary>The tensors of a tuple, such as Forward's, if it holds nothing else.</summary>
    private static IReadOnlyList<TensorView> TupleOfTensors(object value)
    {
        var tuple = (ITuple)value;
        List<TensorView> views = [];
        for (var i = 0; i < tuple.Length; i++)
        {
            if (tuple[i] is IReadOnlyTensor tensor)
                views.Add(TensorView.Of(tensor));
            else if (tuple[i]?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(LinearCache<>))
                views.AddRange(NamedTensors(tuple[i]!));
            else
                return [];
        }

        return views;
    }
}
