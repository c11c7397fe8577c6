namespace Notebooks.Jupyter;

/// <summary>
/// A line that a running cell asks its reader for:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-stdin-router-dealer-channel"/>.
/// </summary>
/// <param name="Prompt">The text to show before the line.</param>
/// <param name="Password">Whether the line is not to be shown while it is typed.</param>
public sealed record InputRequest(string Prompt, bool Password);
