namespace LinearLayer.Display;

/// <summary>The style of the library's outputs. Each output carries it, since each must stand alone.</summary>
/// <remarks>
/// Text takes the page's colour. The others are custom properties, which a page may set;
/// otherwise they follow VS Code's theme, then Jupyter's, then the system's.
/// </remarks>
internal static class Style
{
    public const string Sheet = """
        <style>
        .ll-tensors, .ll-check {
          --ll-mono-font: var(--ll-mono, var(--vscode-editor-font-family, var(--jp-code-font-family, ui-monospace, monospace)));
          --ll-passed-color: var(--ll-passed, var(--vscode-testing-iconPassed, var(--jp-success-color1, #1a7f37)));
          --ll-rule-color: var(--ll-rule, color-mix(in srgb, currentColor 25%, transparent));
        }
        @media (prefers-color-scheme: dark) {
          .ll-tensors, .ll-check { --ll-passed-color: var(--ll-passed, var(--vscode-testing-iconPassed, var(--jp-success-color1, #3fb950))); }
        }
        .ll-tensors, .ll-facets { display: flex; flex-wrap: wrap; gap: .75em 2em; align-items: flex-start; overflow-x: auto; }
        .ll-tensors { color: inherit; margin: .25em 0; }
        .ll-title { flex-basis: 100%; font-family: var(--ll-mono-font); }
        .ll-gap { align-self: center; opacity: .75; }
        .ll-tensor { border-collapse: collapse; margin: 0; width: auto; font-family: var(--ll-mono-font); font-variant-numeric: tabular-nums; }
        .ll-tensor caption { caption-side: top; text-align: start; white-space: nowrap; padding: 0 0 .25em; color: inherit; }
        .ll-tensor.ll-tensor th, .ll-tensor.ll-tensor td { text-align: right; vertical-align: baseline; white-space: nowrap; padding: .15em .6em; border: 0; background: none; color: inherit; }
        .ll-tensor.ll-tensor th, .ll-tensor.ll-tensor thead td { font-weight: normal; font-size: .8em; opacity: .75; }
        .ll-tensor.ll-tensor tbody th { border-right: 1px solid var(--ll-rule-color); }
        .ll-tensor.ll-tensor thead { border-bottom: 1px solid var(--ll-rule-color); }
        .ll-check { margin: .15em 0; padding-left: .6em; border-left: 3px solid var(--ll-passed-color); }
        .ll-check-mark { color: var(--ll-passed-color); font-weight: bold; }
        .ll-claim { font-family: var(--ll-mono-font); color: inherit; background: none; }
        .ll-evidence { opacity: .8; color: inherit; }
        pre.ll-evidence { font-family: var(--ll-mono-font); margin: .25em 0 0; white-space: pre-wrap; }
        </style>
        """;
}
