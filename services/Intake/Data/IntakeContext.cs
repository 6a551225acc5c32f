using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Defaults.Idempotency;
using Routing.Contracts;
using Routing.Contracts.Intake;
using Routing.Intake.Booking;
using Routing.Intake.Messages;
using Routing.Intake.Requests;
using Routing.Intake.Workshops;
using Routing.Messaging;

namespace Routing.Intake.Data;

/// <summary>Intake's state.</summary>
internal abstract class IntakeContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<PickupRequest> Requests => Set<PickupRequest>();
    public DbSet<CustomerMessage> Messages => Set<CustomerMessage>();
    public DbSet<GivenAnswer> GivenAnswers => Set<GivenAnswer>();
    public DbSet<BookingKey> BookingKeys => Set<BookingKey>();
    public DbSet<Workshop> Workshops => Set<Workshop>();
    public DbSet<ServiceArea> ServiceAreas => Set<ServiceArea>();
    public DbSet<Area> Areas => Set<Area>();

    /// <summary>Whoever brings a request into another state, the workshop's system is told of it in the same transaction.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var request in ChangeTracker.Entries<PickupRequest>().Where(row => row.State == EntityState.Added || row.Property(r => r.State).IsModified).Select(row => row.Entity).ToList())
        {
            Publish(new RequestStateChanged
            {
                RequestId = request.Id,
                Version = request.Version,
                WorkshopId = request.WorkshopId,
                WorkOrder = request.WorkOrder,
                State = JsonNamingPolicy.CamelCase.ConvertName(request.State.ToString()),
                At = request.TouchedAt,
            });
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new AnsweredCallConfiguration());
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IntakeContext).Assembly);
    }
}

internal sealed class SqliteIntakeContext(DbContextOptions<SqliteIntakeContext> options) : IntakeContext(options);

internal sealed class PostgresIntakeContext(DbContextOptions<PostgresIntakeContext> options) : IntakeContext(options);

internal sealed class SqliteIntakeDesign : SqliteDesign<SqliteIntakeContext>;

internal sealed class PostgresIntakeDesign : PostgresDesign<PostgresIntakeContext>;

internal static class JsonColumn
{
    /// <summary>An immutable value kept as the JSON that messages have; changed by putting another in its place.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, WireJson.Options),
            text => JsonSerializer.Deserialize<T>(text, WireJson.Options)!,
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b),
                value => value == null ? 0 : value.GetHashCode(),
                value => value));
}
