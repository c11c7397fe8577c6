using Notebooks;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;

namespace Microsoft.DotNet.Interactive;

/// <summary>A value that is shown below a cell, and can be replaced there.</summary>
public sealed class DisplayedValue
{
    private readonly string _displayId;
    private readonly string[] _mimeTypes;

    private DisplayedValue(string displayId, string[] mimeTypes)
    {
        _displayId = displayId;
        _mimeTypes = mimeTypes;
    }

    /// <summary>Shows another value in the place of the one that is shown.</summary>
    public void Update(object? updatedValue) =>
        CellRun.Current?.Publish(new UpdateDisplayMessage(Output(updatedValue)));

    internal static DisplayedValue Show(object? value, string[] mimeTypes)
    {
        var shown = new DisplayedValue(Guid.NewGuid().ToString("N"), mimeTypes);
        CellRun.Current?.Publish(new OutputMessage(shown.Output(value)));
        return shown;
    }

    private DisplayOutput Output(object? value) =>
        new(FormattedValue.ByMimeType(value, _mimeTypes), []) { DisplayId = _displayId };
}
