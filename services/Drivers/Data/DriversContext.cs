using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Idempotency;
using Routing.Drivers.Contacts;
using Routing.Drivers.Corrections;
using Routing.Drivers.Devices;
using Routing.Drivers.Messages;
using Routing.Drivers.Queues;
using Routing.Drivers.Reports;
using Routing.Drivers.Steps;
using Routing.Drivers.Stops;
using Routing.Messaging;

namespace Routing.Drivers.Data;

internal abstract class DriversContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<KnownArea> Areas => Set<KnownArea>();

    public DbSet<KnownDriver> Drivers => Set<KnownDriver>();

    public DbSet<StoredSheet> Sheets => Set<StoredSheet>();

    public DbSet<QueueEntry> Queue => Set<QueueEntry>();

    public DbSet<StopProgress> Stops => Set<StopProgress>();

    public DbSet<DeviceEvent> Events => Set<DeviceEvent>();

    public DbSet<ConditionReport> Reports => Set<ConditionReport>();

    public DbSet<StepList> StepLists => Set<StepList>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<ReportPhoto> Photos => Set<ReportPhoto>();

    public DbSet<CustomerContact> Contacts => Set<CustomerContact>();

    public DbSet<Device> Devices => Set<Device>();

    public DbSet<DriverPicture> Pictures => Set<DriverPicture>();

    public DbSet<PairingCode> PairingCodes => Set<PairingCode>();

    public DbSet<DriverMessage> Messages => Set<DriverMessage>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new AnsweredCallConfiguration());
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DriversContext).Assembly);
    }
}

internal sealed class SqliteDriversContext(DbContextOptions<SqliteDriversContext> options) : DriversContext(options);

internal sealed class PostgresDriversContext(DbContextOptions<PostgresDriversContext> options) : DriversContext(options);

internal sealed class SqliteDriversDesign : SqliteDesign<SqliteDriversContext>;

internal sealed class PostgresDriversDesign : PostgresDesign<PostgresDriversContext>;
