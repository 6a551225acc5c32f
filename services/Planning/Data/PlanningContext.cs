using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Idempotency;
using Routing.Messaging;
using Routing.Planning.Days;

namespace Routing.Planning.Data;

/// <summary>Master data, the days' logs, and who owns a day.</summary>
internal abstract class PlanningContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<StoredArea> Areas => Set<StoredArea>();

    public DbSet<StoredWorkshop> Workshops => Set<StoredWorkshop>();

    public DbSet<StoredServiceArea> ServiceAreas => Set<StoredServiceArea>();

    public DbSet<StoredDriver> Drivers => Set<StoredDriver>();

    public DbSet<StoredCourtesyCar> CourtesyCars => Set<StoredCourtesyCar>();

    public DbSet<StoredCourtesyLoan> CourtesyLoans => Set<StoredCourtesyLoan>();

    public DbSet<StoredRequest> Requests => Set<StoredRequest>();

    public DbSet<StoredDay> Days => Set<StoredDay>();

    public DbSet<StoredEntry> Entries => Set<StoredEntry>();

    public DbSet<StoredSnapshot> Snapshots => Set<StoredSnapshot>();

    public DbSet<StoredLease> Leases => Set<StoredLease>();

    public DbSet<StoredRoads> Roads => Set<StoredRoads>();

    /// <summary>Days appended to by the transaction at hand: their owners are woken once it has committed.</summary>
    internal HashSet<DayKey> Touched { get; } = [];

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        base.OnConfiguring(optionsBuilder);
        optionsBuilder.AddInterceptors(CommitWaker.Instance);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new AnsweredCallConfiguration());
        modelBuilder.ApplyConfiguration(new StoredAreaConfiguration());
        modelBuilder.ApplyConfiguration(new StoredWorkshopConfiguration());
        modelBuilder.ApplyConfiguration(new StoredServiceAreaConfiguration());
        modelBuilder.ApplyConfiguration(new StoredDriverConfiguration());
        modelBuilder.ApplyConfiguration(new StoredCourtesyCarConfiguration());
        modelBuilder.ApplyConfiguration(new StoredCourtesyLoanConfiguration());
        modelBuilder.ApplyConfiguration(new StoredRequestConfiguration());
        modelBuilder.ApplyConfiguration(new StoredDayConfiguration());
        modelBuilder.ApplyConfiguration(new StoredEntryConfiguration());
        modelBuilder.ApplyConfiguration(new StoredSnapshotConfiguration());
        modelBuilder.ApplyConfiguration(new StoredLeaseConfiguration());
        modelBuilder.ApplyConfiguration(new StoredRoadsConfiguration());
    }

    /// <summary>Null in a context made by hand, as by dotnet-ef.</summary>
    internal DaySignal? Signal =>
        this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<DaySignal>();
}

internal sealed class SqlitePlanningContext(DbContextOptions<SqlitePlanningContext> options) : PlanningContext(options);

internal sealed class PostgresPlanningContext(DbContextOptions<PostgresPlanningContext> options) : PlanningContext(options);

internal sealed class SqlitePlanningDesign : SqliteDesign<SqlitePlanningContext>;

internal sealed class PostgresPlanningDesign : PostgresDesign<PostgresPlanningContext>;
