using Npgsql;

namespace Routing.Planning.Tests;

/// <summary>Settings that give a process a database of its own.</summary>
internal static class Databases
{
    /// <summary>Skips the test when there is no PostgreSQL to ask for one.</summary>
    public static string[] Settings(string database)
    {
        if (database == "sqlite") return [];
        var server = Environment.GetEnvironmentVariable("ROUTING_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "ROUTING_TEST_POSTGRES is not set: run by tests/run.sh.");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = $"planning_{Guid.CreateVersion7():N}" };
        return ["--Database:Provider=postgres", $"--ConnectionStrings:planning={connection.ConnectionString}"];
    }
}
