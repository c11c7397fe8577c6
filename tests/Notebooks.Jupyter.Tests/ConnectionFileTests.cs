namespace Notebooks.Jupyter.Tests;

public sealed class ConnectionFileTests
{
    [Fact]
    public void A_connection_has_five_different_ports()
    {
        var connection = ConnectionFile.Create();

        int[] ports = [connection.ShellPort, connection.IopubPort, connection.StdinPort, connection.ControlPort, connection.HeartbeatPort];
        Assert.Equal(5, ports.Distinct().Count());
    }
}
