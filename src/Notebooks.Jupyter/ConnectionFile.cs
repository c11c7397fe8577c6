using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notebooks.Jupyter;

/// <summary>
/// The file by which a client tells a kernel where to listen and how to sign:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files"/>.
/// </summary>
public sealed record ConnectionFile
{
    /// <summary>The transport; only <c>tcp</c> is spoken.</summary>
    [JsonPropertyName("transport")]
    public string Transport { get; init; } = "tcp";

    /// <summary>The address to listen on.</summary>
    [JsonPropertyName("ip")]
    public string Ip { get; init; } = "127.0.0.1";

    /// <summary>The port of the shell channel.</summary>
    [JsonPropertyName("shell_port")]
    public required int ShellPort { get; init; }

    /// <summary>The port of the iopub channel.</summary>
    [JsonPropertyName("iopub_port")]
    public required int IopubPort { get; init; }

    /// <summary>The port of the stdin channel.</summary>
    [JsonPropertyName("stdin_port")]
    public required int StdinPort { get; init; }

    /// <summary>The port of the control channel.</summary>
    [JsonPropertyName("control_port")]
    public required int ControlPort { get; init; }

    /// <summary>The port of the heartbeat channel.</summary>
    [JsonPropertyName("hb_port")]
    public required int HeartbeatPort { get; init; }

    /// <summary>The secret that signs every message; empty for messages without signatures.</summary>
    [JsonPropertyName("key")]
    public string Key { get; init; } = "";

    /// <summary>How messages are signed; only <c>hmac-sha256</c> is spoken.</summary>
    [JsonPropertyName("signature_scheme")]
    public string SignatureScheme { get; init; } = MessageCodec.SignatureScheme;

    /// <summary>The name of the kernel spec that the kernel was started from, where there is one.</summary>
    [JsonPropertyName("kernel_name")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? KernelName { get; init; }

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>A connection on free ports of 127.0.0.1 with a fresh key.</summary>
    public static ConnectionFile Create(string? kernelName = null)
    {
        var ports = FreePorts.Take(5);
        return new ConnectionFile
        {
            ShellPort = ports[0],
            IopubPort = ports[1],
            StdinPort = ports[2],
            ControlPort = ports[3],
            HeartbeatPort = ports[4],
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            KernelName = kernelName,
        };
    }

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="JupyterException">The file is missing, broken, or asks for what is not spoken here; the message names it.</exception>
    public static ConnectionFile Read(string path)
    {
        ConnectionFile file;
        try
        {
            file = JsonSerializer.Deserialize<ConnectionFile>(File.ReadAllBytes(path))
                ?? throw new JsonException("It holds null, not an object.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"The connection file {path} cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new JupyterException($"{path} is not a connection file: {e.Message}", e);
        }

        if (file.Transport != "tcp")
            throw new JupyterException($"{path} asks for the transport '{file.Transport}'; this kernel speaks 'tcp'.");
        if (file.Key.Length > 0 && file.SignatureScheme != MessageCodec.SignatureScheme)
            throw new JupyterException($"{path} asks for signatures by '{file.SignatureScheme}'; this kernel signs by '{MessageCodec.SignatureScheme}'.");
        foreach (var (name, port) in file.Ports)
        {
            if (port is < 1 or > 65535)
                throw new JupyterException($"{path}: {name} is {port}; a port is 1 to 65535.");
        }
        return file;
    }

    /// <summary>Writes the file whole, readable by its owner alone.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, Format), ownerOnly: true);
    }

    /// <summary>Where to listen or to connect: <c>tcp://127.0.0.1:50123</c>.</summary>
    public string Endpoint(int port) => $"{Transport}://{Ip}:{port}";

    /// <summary>The five ports by their names in the file.</summary>
    internal IEnumerable<(string Name, int Port)> Ports =>
    [
        ("shell_port", ShellPort), ("iopub_port", IopubPort), ("stdin_port", StdinPort),
        ("control_port", ControlPort), ("hb_port", HeartbeatPort),
    ];
}
