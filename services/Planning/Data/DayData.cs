using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Planning.Data;

/// <summary>An area's day. Its row is locked by every append, so that the entries' order is total.</summary>
internal sealed class StoredDay
{
    public required string Area { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Number of the newest entry; 0 before the first.</summary>
    public int LastEntry { get; set; }

    /// <summary>Entries up to this one are in the plan: the rest wakes an owner.</summary>
    public int PlannedThrough { get; set; }

    /// <summary>When the plan is to be looked at again although nothing was appended; null for never.</summary>
    public DateTimeOffset? LookAgainAt { get; set; }
}

internal sealed class StoredDayConfiguration : IEntityTypeConfiguration<StoredDay>
{
    public void Configure(EntityTypeBuilder<StoredDay> builder)
    {
        builder.ToTable("days");
        builder.HasKey(day => new { day.Area, day.Day });
        builder.Property(day => day.Area).HasMaxLength(40);
    }
}

/// <summary>An entry of a day's log. Never changed once written.</summary>
internal sealed class StoredEntry
{
    public required string Area { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; init; }

    /// <summary>Which record <see cref="Body"/> holds; see <c>EntryJson</c>.</summary>
    public required string Kind { get; init; }

    public required string Body { get; init; }

    /// <summary>When it was appended.</summary>
    public DateTimeOffset At { get; init; }
}

internal sealed class StoredEntryConfiguration : IEntityTypeConfiguration<StoredEntry>
{
    public void Configure(EntityTypeBuilder<StoredEntry> builder)
    {
        builder.ToTable("day_entries");
        builder.HasKey(entry => new { entry.Area, entry.Day, entry.Number });
        builder.Property(entry => entry.Area).HasMaxLength(40);
        builder.Property(entry => entry.Kind).HasMaxLength(60);
    }
}

/// <summary>The fold of a day's first entries. May be lost: the log makes it again.</summary>
internal sealed class StoredSnapshot
{
    public required string Area { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Number of the last entry folded into it.</summary>
    public int Number { get; set; }

    /// <summary>Form of the body; one of another form is not used.</summary>
    public int Form { get; set; }

    public required string Body { get; set; }
}

internal sealed class StoredSnapshotConfiguration : IEntityTypeConfiguration<StoredSnapshot>
{
    public void Configure(EntityTypeBuilder<StoredSnapshot> builder)
    {
        builder.ToTable("day_snapshots");
        builder.HasKey(snapshot => new { snapshot.Area, snapshot.Day });
        builder.Property(snapshot => snapshot.Area).HasMaxLength(40);
    }
}

/// <summary>Who owns a day.</summary>
internal sealed class StoredLease
{
    public required string Area { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>The process.</summary>
    public required string Owner { get; set; }

    /// <summary>Raised with each new owner: whoever publishes shows it, and is refused when it is not the newest.</summary>
    public long Fence { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class StoredLeaseConfiguration : IEntityTypeConfiguration<StoredLease>
{
    public void Configure(EntityTypeBuilder<StoredLease> builder)
    {
        builder.ToTable("day_leases");
        builder.HasKey(lease => new { lease.Area, lease.Day });
        builder.Property(lease => lease.Area).HasMaxLength(40);
        builder.Property(lease => lease.Owner).HasMaxLength(100);
    }
}
