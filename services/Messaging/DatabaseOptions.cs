namespace Routing.Messaging;

/// <summary>Section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>sqlite</c> (files in the directory that <c>Data</c> names) or <c>postgres</c>.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>
    /// Days that handled message ids are remembered. More than a message can take to be delivered again.
    /// </summary>
    public int InboxDays { get; set; } = 14;

    /// <summary>Seconds to wait at start for a database that cannot be reached.</summary>
    public int WaitSeconds { get; set; } = 30;

    internal bool IsPostgres => Provider switch
    {
        "sqlite" => false,
        "postgres" => true,
        _ => throw new InvalidOperationException(
            $"Database:Provider is '{Provider}'; set it to 'sqlite' or 'postgres'."),
    };
}
