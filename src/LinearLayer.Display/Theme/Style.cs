namespace LinearLayer.Display;

/// <summary>The look that all pictures share: colours, fonts and the frame. Each output carries it, since each must stand alone.</summary>
/// <remarks>
/// <para>Colours come, in this order, from the page's own properties (<c>--ll-passed</c> and its like), from VS Code's theme,
/// from Jupyter's, and from ours. Ours are mixed with the colour of the text around them: dark text makes them darker, light
/// text lighter, so that one set can be read on a light page and on a dark one. <c>prefers-color-scheme</c> is not asked: it tells
/// the system's theme, and a notebook's page may have another one than the system.</para>
/// <para>A property is a text that is put in where it is used: the mix is with the <c>color</c> of the element that uses it.</para>
/// </remarks>
internal static class Style
{
    /// <summary>The style sheet of an output: the shared rules, then those of its kind.</summary>
    /// <param name="rules">CSS rules; every selector begins with a class <c>.ll-...</c>.</param>
    public static string Sheet(string rules = "") => $"<style>\n{Rules}{(rules.Length == 0 ? "" : rules.ReplaceLineEndings("\n").Trim() + "\n")}</style>\n";

    /// <summary>The shared rules. Everything that a picture shows stands in an element of the class <c>ll-figure</c>.</summary>
    public static string Rules { get; } = """
        .ll-figure {
          --ll-mono-font: var(--ll-mono, var(--vscode-editor-font-family, var(--jp-code-font-family, ui-monospace, monospace)));
          --ll-muted-color: var(--ll-muted, color-mix(in srgb, currentColor 75%, transparent));
          --ll-rule-color: var(--ll-rule, color-mix(in srgb, currentColor 25%, transparent));
          --ll-surface-color: var(--ll-surface, var(--vscode-editor-background, var(--jp-layout-color0, Canvas)));
          --ll-panel-color: color-mix(in srgb, currentColor 6%, transparent);
          --ll-passed-color: var(--ll-passed, color-mix(in oklab, var(--vscode-testing-iconPassed, var(--jp-success-color1, #189a4a)) 65%, currentColor));
          --ll-failed-color: var(--ll-failed, color-mix(in oklab, var(--vscode-errorForeground, var(--jp-error-color1, #e03c31)) 70%, currentColor));
          --ll-warning-color: var(--ll-warning, color-mix(in oklab, var(--vscode-editorWarning-foreground, var(--jp-warn-color1, #c98300)) 60%, currentColor));
          --ll-positive-color: var(--ll-positive, #2e86d6);
          --ll-negative-color: var(--ll-negative, #c96a00);
          --ll-axis-1-color: var(--ll-axis-1, color-mix(in oklab, #00a39a 60%, currentColor));
          --ll-axis-2-color: var(--ll-axis-2, color-mix(in oklab, #9a55e0 65%, currentColor));
          --ll-axis-3-color: var(--ll-axis-3, color-mix(in oklab, #c79000 60%, currentColor));
          --ll-axis-4-color: var(--ll-axis-4, color-mix(in oklab, #d8447f 65%, currentColor));
          --ll-axis-5-color: var(--ll-axis-5, color-mix(in oklab, #4f86c6 60%, currentColor));
          --ll-axis-6-color: var(--ll-axis-6, color-mix(in oklab, #7f9a2b 60%, currentColor));
          --ll-series-1-color: var(--ll-series-1, color-mix(in oklab, #1f7fd0 75%, currentColor));
          --ll-series-2-color: var(--ll-series-2, color-mix(in oklab, #e07b1a 75%, currentColor));
          --ll-series-3-color: var(--ll-series-3, color-mix(in oklab, #0a9f78 75%, currentColor));
          --ll-series-4-color: var(--ll-series-4, color-mix(in oklab, #cc5fa0 75%, currentColor));
          --ll-series-5-color: var(--ll-series-5, color-mix(in oklab, #b08d00 75%, currentColor));
          --ll-series-6-color: var(--ll-series-6, color-mix(in oklab, #4fb0e6 75%, currentColor));
          position: relative; color: inherit; margin: .4em 0; max-width: 100%;
        }
        .ll-title { display: block; margin: 0 0 .4em; color: inherit; text-align: start; font-style: normal; font-size: 1em; font-weight: 600; }
        .ll-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .ll-scroll { overflow-x: auto; max-width: 100%; }
        @media print { .ll-figure { break-inside: avoid; } .ll-scroll { overflow: visible; } }

        """.ReplaceLineEndings("\n");

    /// <summary>The property that holds the colour of an axis: one colour for one name, wherever it occurs.</summary>
    /// <param name="axis">The name, such as N, D, M or d1; of a product such as d1·d2 the first.</param>
    public static string AxisColor(string axis) => axis.Split('·')[0].Replace("_", "") switch
    {
        "" or Axis.Mixed => "var(--ll-muted-color)",
        "N" => "var(--ll-axis-1-color)",
        "D" => "var(--ll-axis-2-color)",
        "M" => "var(--ll-axis-3-color)",
        "K" or "d1" or "C" => "var(--ll-axis-4-color)",
        "d2" or "H" => "var(--ll-axis-5-color)",
        "d3" or "W" => "var(--ll-axis-6-color)",
        var other => $"var(--ll-axis-{4 + other.Sum(letter => letter) % 3}-color)",
    };
}
