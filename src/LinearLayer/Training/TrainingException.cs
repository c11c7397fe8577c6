namespace LinearLayer;

/// <summary>A training that had to stop, since the loss is no finite number any more. The message names the step and the likely reason.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>An error with this message.</summary>
    public TrainingException(string message, int step) : base(message) => Step = step;

    /// <summary>The step at which the loss was found not to be finite, counted from 0.</summary>
    public int Step { get; }
}
