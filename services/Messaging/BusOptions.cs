namespace Routing.Messaging;

/// <summary>Section <c>Bus</c> of the configuration.</summary>
public sealed class BusOptions
{
    /// <summary><c>memory</c> (all services in one process) or <c>rabbitmq</c>.</summary>
    public string Transport { get; set; } = "memory";

    public string Host { get; set; } = "localhost";

    public ushort Port { get; set; } = 5672;

    public string Username { get; set; } = "guest";

    public string Password { get; set; } = "guest";

    public string VirtualHost { get; set; } = "/";

    internal bool IsInMemory => Transport switch
    {
        "memory" => true,
        "rabbitmq" => false,
        _ => throw new InvalidOperationException(
            $"Bus:Transport is '{Transport}'; set it to 'memory' or 'rabbitmq'."),
    };
}
