using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

public static class DatabaseRegistration
{
    /// <summary>
    /// Gives a service its database, with outbox, inbox and their background work: <typeparamref name="TContext"/> is
    /// then to be had, scoped. Migrations are applied before anything else starts. Configuration:
    /// <see cref="DatabaseOptions"/>, <c>Data</c> (a directory; <c>data</c> by default) for SQLite's
    /// <c>SERVICE.db</c>, and <c>ConnectionStrings:SERVICE</c> for PostgreSQL.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the text says which.</exception>
    public static void AddServiceDatabase<TContext, TSqlite, TPostgres>(
        this IHostApplicationBuilder builder, string service)
        where TContext : ServiceContext
        where TSqlite : TContext
        where TPostgres : TContext
    {
        var services = builder.Services;
        var options = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        var signal = new OutboxSignal();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        // It tells each statement, and the outbox alone asks once a second. One that fails is thrown, too; but the first
        // look for applied migrations on a new database fails as a matter of course.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);

        string where;
        if (options.IsPostgres)
        {
            var connection = builder.Configuration.GetConnectionString(service);
            if (string.IsNullOrWhiteSpace(connection))
            {
                throw new InvalidOperationException(
                    $"Database:Provider is 'postgres' but ConnectionStrings:{service} is empty; set it to PostgreSQL's connection string, such as 'Host=localhost;Database={service};Username=...;Password=...'.");
            }
            where = PostgresDatabase.Describe(connection);
            services.AddDbContext<TContext, TPostgres>(context => context
                .UseNpgsql(connection).ConfigureWarnings(CheckedByTests).AddInterceptors(new OutboxWaker(signal)));
        }
        else
        {
            var directory = Path.GetFullPath(builder.Configuration["Data"] ?? "data");
            var file = Path.Combine(directory, service + ".db");
            where = file;
            services.AddDbContext<TContext, TSqlite>(context => context
                .UseSqlite(SqliteDatabase.ConnectionString(file)).ConfigureWarnings(CheckedByTests)
                .AddInterceptors(new OutboxWaker(signal), new SqliteConnectionSettings()));
        }

        services.AddSingleton(provider => new DatabaseStart<TContext>(
            service, where, provider.GetRequiredService<IServiceScopeFactory>(), options,
            provider.GetRequiredService<ILogger<DatabaseStart<TContext>>>()));
        services.AddSingleton<IBeginsEarly>(provider => provider.GetRequiredService<DatabaseStart<TContext>>());
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStart<TContext>>());
        services.AddHostedService(provider => CreateDispatcher<TContext>(provider, signal));
        services.AddSingleton<InboxCleaner<TContext>>();
        services.AddHostedService(provider => provider.GetRequiredService<InboxCleaner<TContext>>());
        services.AddHealthChecks().AddCheck<DatabaseHealth<TContext>>($"{service}-database", tags: ["ready"]);
    }

    // Whether the model has moved on without a migration is a question of the build, not of each start, where it costs a second.
    private static void CheckedByTests(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    private static OutboxDispatcher<TContext> CreateDispatcher<TContext>(IServiceProvider provider, OutboxSignal signal)
        where TContext : ServiceContext
    {
        var bus = provider.GetService<BusOptions>()
            ?? throw new InvalidOperationException("There is no bus: call builder.AddBus() after the services' registrations.");
        return bus.IsInMemory
            ? ActivatorUtilities.CreateInstance<MemoryDispatcher<TContext>>(provider, signal)
            : ActivatorUtilities.CreateInstance<BrokerDispatcher<TContext>>(provider, signal);
    }
}
