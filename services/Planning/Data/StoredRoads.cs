using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Planning.Data;

/// <summary>The road conditions that Maps has told last: one row.</summary>
internal sealed class StoredRoads
{
    public const int Only = 1;

    public int Id { get; init; }

    /// <summary>0 before the first were told.</summary>
    public long Version { get; set; }

    /// <summary>A list of <c>RoadCondition</c> as JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class StoredRoadsConfiguration : IEntityTypeConfiguration<StoredRoads>
{
    public void Configure(EntityTypeBuilder<StoredRoads> builder)
    {
        builder.ToTable("roads");
        builder.Property(roads => roads.Id).ValueGeneratedNever();
        builder.HasData(new StoredRoads { Id = StoredRoads.Only, Body = "[]" });
    }
}
