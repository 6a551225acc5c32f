using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Idempotency;
using Routing.Dispatch.Day;
using Routing.Messaging;

namespace Routing.Dispatch.Data;

/// <summary>Dispatch's own data: the read model of the day, the commands, the accounts.</summary>
internal abstract class DispatchContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<AreaRow> Areas => Set<AreaRow>();
    public DbSet<WorkshopRow> Workshops => Set<WorkshopRow>();
    public DbSet<CourtesyCarRow> CourtesyCars => Set<CourtesyCarRow>();
    public DbSet<DriverRow> Drivers => Set<DriverRow>();
    public DbSet<RequestRow> Requests => Set<RequestRow>();
    public DbSet<DayRow> Days => Set<DayRow>();
    public DbSet<RouteRow> Routes => Set<RouteRow>();
    public DbSet<StopRow> Stops => Set<StopRow>();
    public DbSet<DriverDayRow> DriverDays => Set<DriverDayRow>();
    public DbSet<MoveRow> Moves => Set<MoveRow>();
    public DbSet<PlanRow> Plans => Set<PlanRow>();
    public DbSet<JournalRow> Journal => Set<JournalRow>();
    public DbSet<CommandRow> Commands => Set<CommandRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<RoadsRow> Roads => Set<RoadsRow>();

    /// <summary>Days whose events wait for the commit to be told to those who look on.</summary>
    internal HashSet<DayKey> Touched { get; } = [];

    /// <summary>Null in a context made by hand.</summary>
    internal DayFeed? Feed =>
        this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<DayFeed>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.AddInterceptors(DayCommits.Instance);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new AnsweredCallConfiguration());
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DispatchContext).Assembly);
    }
}

internal sealed class SqliteDispatchContext(DbContextOptions<SqliteDispatchContext> options) : DispatchContext(options);

internal sealed class PostgresDispatchContext(DbContextOptions<PostgresDispatchContext> options) : DispatchContext(options);

/// <summary>For <c>dotnet ef migrations add</c>.</summary>
internal sealed class SqliteDispatchDesign : SqliteDesign<SqliteDispatchContext>;

/// <inheritdoc cref="SqliteDispatchDesign"/>
internal sealed class PostgresDispatchDesign : PostgresDesign<PostgresDispatchContext>;
