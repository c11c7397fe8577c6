namespace Microsoft.DotNet.Interactive;

/// <summary>A line that was typed without being shown, and is not shown as the value of a cell either.</summary>
public sealed class PasswordString
{
    private readonly string _clearText;

    internal PasswordString(string clearText) => _clearText = clearText;

    /// <summary>What was typed.</summary>
    public string GetClearTextPassword() => _clearText;

    /// <summary>Says that there is a password, and not which.</summary>
    public override string ToString() => "(password)";
}
