using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Kernel.CSharp;

/// <summary>A variable that a cell declared, as it is now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as C# writes it.</param>
/// <param name="Value">Its value.</param>
internal sealed record SessionVariable(string Name, string Type, object? Value)
{
    /// <summary>The variables of a session in order of name; of those with one name, the last.</summary>
    /// <param name="last">The last cell.</param>
    /// <param name="submissions">The objects that hold the cells' variables.</param>
    public static IReadOnlyList<SessionVariable> Of(CSharpCompilation? last, IEnumerable<object?> submissions)
    {
        var holders = submissions.OfType<object>().ToDictionary(submission => submission.GetType().Name);
        var variables = new SortedDictionary<string, SessionVariable>(StringComparer.Ordinal);
        for (var cell = last; cell is not null; cell = cell.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            if (cell.ScriptClass is not { } type || !holders.TryGetValue(type.MetadataName, out var holder))
                continue;
            foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
            {
                if (holder.GetType().GetField(field.Name) is { } value)
                    variables.TryAdd(field.Name, new SessionVariable(field.Name, field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), value.GetValue(value.IsStatic ? null : holder)));
            }
        }
        return [.. variables.Values];
    }
}
