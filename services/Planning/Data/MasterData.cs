using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Planning.Areas;
using Routing.Planning.Days;

namespace Routing.Planning.Data;

/// <summary>A planning area.</summary>
internal sealed class StoredArea
{
    /// <summary>Its key, such as <c>montevideo</c>.</summary>
    public required string Area { get; init; }

    public required string Name { get; set; }

    /// <summary>IANA time zone.</summary>
    public required string TimeZone { get; set; }

    /// <summary>False: improvements and commands wait for <c>PublishPlan</c>.</summary>
    public bool AutoPublish { get; set; } = true;

    /// <summary>Its own charging stations as JSON; null for none.</summary>
    public string? ChargingStations { get; set; }

    /// <summary>
    /// Raised by each change of the area's master data and by each day that is opened, first of all in the
    /// transaction: so a day that is opened misses no change.
    /// </summary>
    public int Version { get; set; }

    public IReadOnlyList<Station> Stations() => ChargingStations is null ? [] : Areas.MasterData.Read<List<Station>>(ChargingStations);

    /// <summary>What its days' logs say of it.</summary>
    public DayOpened Opened() => new() { Name = Name, TimeZone = TimeZone, AutoPublish = AutoPublish, ChargingStations = ChargingStations is null ? null : Stations() };
}

internal sealed class StoredAreaConfiguration : IEntityTypeConfiguration<StoredArea>
{
    public void Configure(EntityTypeBuilder<StoredArea> builder)
    {
        builder.ToTable("areas");
        builder.HasKey(area => area.Area);
        builder.Property(area => area.Area).HasMaxLength(40);
        builder.Property(area => area.Name).HasMaxLength(200);
        builder.Property(area => area.TimeZone).HasMaxLength(60);
    }
}

/// <summary>A workshop: what was last said of it.</summary>
internal sealed class StoredWorkshop
{
    public required Guid WorkshopId { get; init; }

    public required string Area { get; set; }

    public int Revision { get; set; }

    /// <summary>The newest <c>WorkshopChanged</c> as JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class StoredWorkshopConfiguration : IEntityTypeConfiguration<StoredWorkshop>
{
    public void Configure(EntityTypeBuilder<StoredWorkshop> builder)
    {
        builder.ToTable("workshops");
        builder.HasKey(workshop => workshop.WorkshopId);
        builder.Property(workshop => workshop.Area).HasMaxLength(40);
        builder.Property(workshop => workshop.Revision).IsConcurrencyToken();
        builder.HasIndex(workshop => workshop.Area);
    }
}

/// <summary>The outline of a workshop's service area; kept, without one, when the workshop comes everywhere again.</summary>
internal sealed class StoredServiceArea
{
    public required Guid WorkshopId { get; init; }

    /// <summary>Raised by each outline.</summary>
    public int Version { get; set; }

    /// <summary>The key of the roads that it was made of; null when it hangs on none.</summary>
    public string? Roads { get; set; }

    /// <summary>The newest <c>ServiceAreaChanged</c> as JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class StoredServiceAreaConfiguration : IEntityTypeConfiguration<StoredServiceArea>
{
    public void Configure(EntityTypeBuilder<StoredServiceArea> builder)
    {
        builder.ToTable("service_areas");
        builder.HasKey(area => area.WorkshopId);
        builder.Property(area => area.Version).IsConcurrencyToken();
        builder.Property(area => area.Roads).HasMaxLength(100);
    }
}

/// <summary>A driver: what was last said of them.</summary>
internal sealed class StoredDriver
{
    public required Guid DriverId { get; init; }

    public required string Area { get; set; }

    public int Revision { get; set; }

    /// <summary>The newest <c>DriverChanged</c> as JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class StoredDriverConfiguration : IEntityTypeConfiguration<StoredDriver>
{
    public void Configure(EntityTypeBuilder<StoredDriver> builder)
    {
        builder.ToTable("drivers");
        builder.HasKey(driver => driver.DriverId);
        builder.Property(driver => driver.Area).HasMaxLength(40);
        builder.Property(driver => driver.Revision).IsConcurrencyToken();
        builder.HasIndex(driver => driver.Area);
    }
}

/// <summary>A request's newest revision, and on which day each of its moves lives.</summary>
internal sealed class StoredRequest
{
    public required Guid RequestId { get; init; }

    public required string Area { get; set; }

    public int Revision { get; set; }

    public bool IsCancelled { get; set; }

    /// <summary>The workshop that has the car between the two days; null in rows that are older than this.</summary>
    public Guid? WorkshopId { get; set; }

    /// <summary>True when the customer has a courtesy car meanwhile.</summary>
    public bool IsSwap { get; set; }

    /// <summary>The day whose state holds the collection; null when there is none.</summary>
    public DateOnly? CollectionDay { get; set; }

    /// <summary>The day whose state holds the return; null when there is none.</summary>
    public DateOnly? ReturnDay { get; set; }

    /// <summary>The day on which a lift is held for the car while its customer is asked where it is; null when there is none.</summary>
    public DateOnly? HeldDay { get; set; }

    /// <summary>True while there is nothing to move: it is not known where the car is.</summary>
    public bool IsPlaceAsked => CollectionDay is null && ReturnDay is null;
}

internal sealed class StoredRequestConfiguration : IEntityTypeConfiguration<StoredRequest>
{
    public void Configure(EntityTypeBuilder<StoredRequest> builder)
    {
        builder.ToTable("requests");
        builder.HasKey(request => request.RequestId);
        builder.Ignore(request => request.IsPlaceAsked);
        builder.Property(request => request.Area).HasMaxLength(40);

        // The cars that stay over a day are asked for with each plan of it.
        builder.HasIndex(request => new { request.Area, request.ReturnDay });
    }
}
