using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Messaging;

namespace Routing.Maps.Data;

/// <summary>What Maps has to remember besides its files: the road conditions.</summary>
internal abstract class MapsContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<StoredCondition> Conditions => Set<StoredCondition>();

    public DbSet<ConditionsHead> Heads => Set<ConditionsHead>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new StoredConditionConfiguration());
        modelBuilder.ApplyConfiguration(new ConditionsHeadConfiguration());
    }
}

internal sealed class SqliteMapsContext(DbContextOptions<SqliteMapsContext> options) : MapsContext(options);

internal sealed class PostgresMapsContext(DbContextOptions<PostgresMapsContext> options) : MapsContext(options);

internal sealed class SqliteMapsDesign : SqliteDesign<SqliteMapsContext>;

internal sealed class PostgresMapsDesign : PostgresDesign<PostgresMapsContext>;

/// <summary>A road condition that has not ended.</summary>
internal sealed class StoredCondition
{
    public Guid ConditionId { get; init; }

    /// <summary>The condition as JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class StoredConditionConfiguration : IEntityTypeConfiguration<StoredCondition>
{
    public void Configure(EntityTypeBuilder<StoredCondition> builder)
    {
        builder.ToTable("conditions");
        builder.HasKey(condition => condition.ConditionId);
        builder.Property(condition => condition.ConditionId).ValueGeneratedNever();
    }
}

/// <summary>The one row that every change takes first, so that changes come one after the other.</summary>
internal sealed class ConditionsHead
{
    public const int Only = 1;

    public int Id { get; init; }

    /// <summary>Of the whole set; rises with each change.</summary>
    public long Version { get; set; }
}

internal sealed class ConditionsHeadConfiguration : IEntityTypeConfiguration<ConditionsHead>
{
    public void Configure(EntityTypeBuilder<ConditionsHead> builder)
    {
        builder.ToTable("conditions_head");
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.HasData(new ConditionsHead { Id = ConditionsHead.Only });
    }
}
