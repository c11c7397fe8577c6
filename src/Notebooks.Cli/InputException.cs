namespace Notebooks.Cli;

/// <summary>What a user asked for cannot be done; the message says what was wrong and what to do.</summary>
internal sealed class InputException(string message) : Exception(message);
