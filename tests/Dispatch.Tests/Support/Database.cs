using Npgsql;

namespace Routing.Dispatch.Tests.Support;

/// <summary>Where a process under test keeps its data: a folder of its own, and on PostgreSQL a database of its own.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string? server;
    private readonly string? name;

    private Database(string? server)
    {
        Folder = Directory.CreateTempSubdirectory("dispatch-tests-").FullName;
        this.server = server;
        name = server is null ? null : $"dispatch_{Guid.CreateVersion7():N}";
    }

    public string Folder { get; }

    public IEnumerable<(string Key, string? Value)> Settings =>
    [
        ("Data", Folder),
        ("Database:Provider", server is null ? "sqlite" : "postgres"),
        ("ConnectionStrings:dispatch", server is null ? null : new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString()),
    ];

    public static Database Sqlite() => new(server: null);

    public static Database Postgres()
    {
        var given = Environment.GetEnvironmentVariable("ROUTING_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(given), "ROUTING_TEST_POSTGRES is not set: run by tests/run.sh.");
        return new(given);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
            await connection.OpenAsync();
            await using var drop = connection.CreateCommand();
            drop.CommandText = $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";
            await drop.ExecuteNonQueryAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
