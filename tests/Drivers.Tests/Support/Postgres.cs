namespace Routing.Drivers.Tests.Support;

/// <summary>The real PostgreSQL that the tests were given, in the variable ROUTING_TEST_POSTGRES.</summary>
internal static class Postgres
{
    /// <summary>Settings of a Drivers on a database of its own; the same folder, the same database.</summary>
    public static IEnumerable<(string Key, string? Value)> Settings(string? data)
    {
        var connection = Environment.GetEnvironmentVariable("ROUTING_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(connection), "ROUTING_TEST_POSTGRES is not set: run by tests/run.sh.");
        var name = data is null ? $"{Guid.CreateVersion7():N}" : Path.GetFileName(data).Replace('-', '_');
        var parts = new Npgsql.NpgsqlConnectionStringBuilder(connection) { Database = $"drivers_{name}".ToLowerInvariant(), MaxPoolSize = 20 };
        return [("Database:Provider", "postgres"), ("ConnectionStrings:drivers", parts.ToString())];
    }
}
