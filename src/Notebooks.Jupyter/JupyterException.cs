namespace Notebooks.Jupyter;

/// <summary>Something about a kernel, a kernel spec or a connection that cannot work, said for a reader at a terminal.</summary>
public class JupyterException : Exception
{
    /// <summary>Makes the exception with its message.</summary>
    public JupyterException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and what led to it.</summary>
    public JupyterException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
