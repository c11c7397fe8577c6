namespace Notebooks.Kernel.CSharp;

/// <summary>Whether code can be run as it is, could be with more lines to it, or never.</summary>
internal enum Completeness
{
    Complete,
    Incomplete,
    Invalid,
}
