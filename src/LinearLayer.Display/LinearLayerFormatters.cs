using System.Numerics.Tensors;
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

        Register(typeof(CheckResult), "text/html", (value, writer) => CheckWriter.WriteHtml((CheckResult)value, writer));
        Register(typeof(CheckResult), "text/plain", (value, writer) => CheckWriter.WriteText((CheckResult)value, writer));
        Formatter.SetPreferredMimeTypesFor(typeof(CheckResult), "text/html", "text/plain");

        Register(typeof(Shape), "text/plain", (value, writer) => writer.Write(((Shape)value).ToString()));
        Formatter.SetPreferredMimeTypesFor(typeof(Shape), "text/plain");
    }

    /// <summary>Shows a type as the tensors that a value of it holds; a value for which there are none keeps its usual look.</summary>
    private static void Register(Type type, Func<object, IReadOnlyList<TensorView>> views)
    {
        Formatter.Register(type, (value, context) => Write(value, context.Writer, TensorHtmlWriter.Write), "text/html");
        Formatter.Register(type, (value, context) => Write(value, context.Writer, TensorTextWriter.Write), "text/plain");
        Formatter.SetPreferredMimeTypesFor(type, "text/html", "text/plain");

        bool Write(object value, TextWriter writer, Action<IReadOnlyList<TensorView>, TextWriter> write)
        {
            var tensors = views(value);
            if (tensors.Count == 0)
                return false;
            write(tensors, writer);
            return true;
        }
    }

    private static void Register(Type type, string mimeType, Action<object, TextWriter> write) => Formatter.Register(type, write, mimeType);

    /// <summary>The properties of a record of tensors, by their names.</summary>
    private static IReadOnlyList<TensorView> NamedTensors(object record) =>
    [
        .. from property in record.GetType().GetProperties()
           where property.GetValue(record) is IReadOnlyTensor
           select TensorView.Of((IReadOnlyTensor)property.GetValue(record)!, property.Name),
    ];
}
