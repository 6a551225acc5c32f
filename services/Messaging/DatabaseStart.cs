using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Routing.Messaging;

/// <summary>Brings the database to the present schema before any other part of the service starts.</summary>
internal sealed partial class DatabaseStart<TContext>(
    string service, string where, IServiceScopeFactory scopes, DatabaseOptions options,
    ILogger<DatabaseStart<TContext>> logger)
    : IHostedLifecycleService, IBeginsEarly, IDisposable
    where TContext : ServiceContext
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource dropped = new();
    private Task? opened;

    // SQLite knows no waiting: without a thread of its own, each service's database would hold up the next one's.
    public void Begin() => opened ??= Task.Run(() => Open(dropped.Token));

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        Begin();
        await using var stop = cancellationToken.Register(dropped.Cancel);
        await opened!;
    }

    public void Dispose() => dropped.Dispose();

    private async Task Open(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Migrate(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (IsAbsent(exception))
            {
                if (attempt == 0)
                    LogWaiting(service, where, options.WaitSeconds);
                if (attempt >= options.WaitSeconds)
                {
                    throw new InvalidOperationException(
                        $"The database of {service} cannot be reached: {where}. Start PostgreSQL, or set ConnectionStrings:{service}.",
                        exception);
                }
            }
            catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new InvalidOperationException(
                    $"The database of {service} cannot be opened: {where} ({exception.Message}). Set Data to a directory that can be written.",
                    exception);
            }
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Migrate(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        if (database.IsNpgsql())
        {
            var connection = database.GetConnectionString()!;
            await PostgresDatabase.CreateIfMissing(connection, cancellationToken);
            await using var migrations = await PostgresDatabase.LockMigrations(connection, cancellationToken);
            await Apply(database, cancellationToken);
        }
        else
        {
            await SqliteDatabase.Prepare(database.GetDbConnection(), cancellationToken);
            await Apply(database, cancellationToken);
        }
    }

    // To migrate is to build the model of every migration there ever was, even where nothing is left to do.
    private static async Task Apply(DatabaseFacade database, CancellationToken cancellationToken)
    {
        if ((await database.GetPendingMigrationsAsync(cancellationToken)).Any())
            await database.MigrateAsync(cancellationToken);
    }

    // Not reached, or still starting up: not a wrong password or a failing migration, which waiting will not mend.
    private static bool IsAbsent(NpgsqlException exception) =>
        exception is not PostgresException || exception.SqlState == PostgresErrorCodes.CannotConnectNow;

    [LoggerMessage(131, LogLevel.Warning,
        "The database of {Service} cannot be reached: {Where}. Waiting up to {Seconds} s; start PostgreSQL, or set ConnectionStrings:{Service}")]
    private partial void LogWaiting(string service, string where, int seconds);
}
