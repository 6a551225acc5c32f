using Npgsql;

namespace Routing.Messaging;

internal static class PostgresDatabase
{
    // "migrate" in ASCII.
    private const long LockKey = 0x6D696772617465;

    /// <summary>Server and database, without user or password.</summary>
    public static string Describe(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"PostgreSQL at {parts.Host}:{parts.Port}, database {parts.Database}";
    }

    /// <summary>Makes the database if the server does not have it and the user may.</summary>
    public static async Task CreateIfMissing(string connectionString, CancellationToken cancellationToken)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var name = parts.Database ?? parts.Username ?? "postgres";
        try
        {
            await using var probe = new NpgsqlConnection(parts.ToString());
            await probe.OpenAsync(cancellationToken);
            return;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
        }
        parts.Database = "postgres";
        await using var server = new NpgsqlConnection(parts.ToString());
        await server.OpenAsync(cancellationToken);
        await using var create = server.CreateCommand();
        create.CommandText = $"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(name)}";
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        // Another process of the service made it at the same moment.
        catch (PostgresException exists) when (exists.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
        }
    }

    /// <summary>
    /// Held until disposed, by a session of its own, so that one process at a time migrates.
    /// </summary>
    public static async Task<IAsyncDisposable> LockMigrations(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 300 }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT pg_advisory_lock($1)";
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
