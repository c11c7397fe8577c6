namespace Notebooks;

/// <summary>A notebook that cannot be read, or cannot be written in the format that was asked for.</summary>
/// <param name="message">One line: the file, the place in it, what is wrong there, and what to do.</param>
/// <param name="innerException">What the system said, where it was the system that said it.</param>
public sealed class NotebookFormatException(string message, Exception? innerException = null)
    : Exception(message, innerException);
