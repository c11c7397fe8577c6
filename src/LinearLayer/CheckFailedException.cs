namespace LinearLayer;

/// <summary>A check that did not hold. The message says what was claimed, where it fails first, what was expected and what was found.</summary>
public sealed class CheckFailedException : Exception
{
    /// <summary>An error with this message.</summary>
    public CheckFailedException(string message) : base(message)
    {
    }
}
