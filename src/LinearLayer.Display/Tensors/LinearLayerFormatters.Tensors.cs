using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    static partial void RegisterTensors()
    {
        ShowTensors(typeof(Tensor<>), tensor => [TensorView.Of((IReadOnlyTensor)tensor)]);
        ShowTensors(typeof(TensorPicture), picture => [((TensorPicture)picture).View]);
        ShowTensors(typeof(LinearCache<>), NamedTensors);
        ShowTensors(typeof(Fixture), NamedTensors);
        ShowTensors(typeof(LinearGradients<>), NamedTensors);
        ShowTensors(typeof(ValueTuple<,>), TupleOfTensors);
        ShowTensors(typeof(ValueTuple<,,>), TupleOfTensors);
    }

    /// <summary>Shows a type as the tensors that a value of it holds; a value that holds none keeps its usual look.</summary>
    private static void ShowTensors(Type type, Func<object, IReadOnlyList<TensorView>> views)
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
