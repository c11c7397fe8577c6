namespace Notebooks.Jupyter.Tests;

public sealed class ConnectionFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("connection").FullName;

    private string File1 => Path.Combine(_directory, "kernel.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var connection = ConnectionFile.Create("some-kernel");

        connection.Write(File1);

        Assert.Equal(connection, ConnectionFile.Read(File1));
    }

    [Fact]
    public void A_file_as_Jupyter_writes_it_is_read()
    {
        File.WriteAllText(File1, """
            {
              "shell_port": 35443, "iopub_port": 54861, "stdin_port": 43211, "control_port": 47865, "hb_port": 40859,
              "ip": "127.0.0.1", "key": "9a0ca3d2-5c1d2", "transport": "tcp", "signature_scheme": "hmac-sha256",
              "kernel_name": "", "jupyter_session": "/home/ada/a.ipynb"
            }
            """);

        var connection = ConnectionFile.Read(File1);

        Assert.Equal((35443, 54861, 43211, 47865, 40859), (connection.ShellPort, connection.IopubPort, connection.StdinPort, connection.ControlPort, connection.HeartbeatPort));
        Assert.Equal("9a0ca3d2-5c1d2", connection.Key);
        Assert.Equal("tcp://127.0.0.1:35443", connection.Endpoint(connection.ShellPort));
    }

    [Fact]
    public void Only_its_owner_may_read_the_file_since_it_holds_the_key()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("On Windows the directory decides.");
            return;
        }
        ConnectionFile.Create().Write(File1);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File1));
    }

    [Fact]
    public void Writing_replaces_the_file_and_leaves_nothing_else()
    {
        ConnectionFile.Create().Write(File1);
        var second = ConnectionFile.Create();
        second.Write(File1);

        Assert.Equal(second, ConnectionFile.Read(File1));
        Assert.Equal([File1], Directory.GetFiles(_directory));
    }

    [Fact]
    public void Every_connection_has_a_key_and_five_ports_of_its_own()
    {
        var connections = new ConnectionFile[20];
        Parallel.For(0, connections.Length, i => connections[i] = ConnectionFile.Create());

        Assert.Equal(20, connections.Select(connection => connection.Key).Distinct().Count());
        Assert.Equal(100, connections.SelectMany(connection => (int[])[connection.ShellPort, connection.IopubPort, connection.StdinPort, connection.ControlPort, connection.HeartbeatPort]).Distinct().Count());
        Assert.All(connections, connection => Assert.Equal(64, connection.Key.Length));
    }

    [Fact]
    public void A_missing_file_is_told_by_its_path()
    {
        var error = Assert.Throws<JupyterException>(() => ConnectionFile.Read(File1));

        Assert.StartsWith($"The connection file {File1} cannot be read: ", error.Message);
    }

    [Theory]
    [InlineData("no json", "is not a connection file: ")]
    [InlineData("null", "is not a connection file: ")]
    [InlineData("""{"shell_port": 1}""", "is not a connection file: ")]
    [InlineData("""{"shell_port":"x","iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5}""", "is not a connection file: ")]
    [InlineData("""{"shell_port":1,"iopub_port":0,"stdin_port":3,"control_port":4,"hb_port":5}""", ": iopub_port is 0; a port is 1 to 65535.")]
    [InlineData("""{"shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5,"transport":"ipc"}""", " asks for the transport 'ipc'; this kernel speaks 'tcp'.")]
    [InlineData("""{"shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5,"key":"k","signature_scheme":"hmac-md5"}""", " asks for signatures by 'hmac-md5'; this kernel signs by 'hmac-sha256'.")]
    public void A_file_that_cannot_be_used_is_told_with_the_reason(string content, string reason)
    {
        File.WriteAllText(File1, content);

        var error = Assert.Throws<JupyterException>(() => ConnectionFile.Read(File1));

        Assert.Contains(File1, error.Message);
        Assert.Contains(reason, error.Message);
    }
}
