using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Steps;

/// <summary>The steps of a workshop by occasion, each in the order in which they are done.</summary>
/// <param name="Collect">A customer's car is taken over at the customer's.</param>
/// <param name="CheckIn">A car is handed over at the workshop.</param>
/// <param name="PickUp">A car is taken over at the workshop.</param>
/// <param name="Return">A car, the customer's or a courtesy car, is handed over at the customer's.</param>
internal sealed record StepSet(IReadOnlyList<Step> Collect, IReadOnlyList<Step> CheckIn, IReadOnlyList<Step> PickUp, IReadOnlyList<Step> Return)
{
    /// <summary>The longest that one of the lists may be.</summary>
    public const int MostSteps = 40;

    private static readonly IReadOnlyList<Step> AtCustomers =
    [
        new("code", StepKind.Code, Required: false),
        new("front", StepKind.Photo, Required: true),
        new("right", StepKind.Photo, Required: true),
        new("rear", StepKind.Photo, Required: true),
        new("left", StepKind.Photo, Required: true),
        new("inside", StepKind.Photo, Required: false),
        new("energy", StepKind.Energy, Required: false),
        new("damage", StepKind.Damage, Required: false),
        new("key", StepKind.Key, Required: true),
        new("signature", StepKind.Signature, Required: false),
    ];

    private static readonly IReadOnlyList<Step> AtWorkshops = [new("key", StepKind.Key, Required: true)];

    /// <summary>What a workshop has that has made no list of its own: version 0.</summary>
    public static StepSet Usual { get; } = new([AtCustomers[0], new("plate", StepKind.Plate, Required: true), .. AtCustomers.Skip(1)], AtWorkshops, AtWorkshops, AtCustomers);

    /// <summary>The list that counts when a car changes hands at a stop. At a swap the courtesy car is returned, so to say, and the customer's collected.</summary>
    public IReadOnlyList<Step> Of(StopKind stop, StopAction action) => (stop, action) switch
    {
        (StopKind.CheckIn, _) => CheckIn,
        (StopKind.PickUp, _) => PickUp,
        (_, StopAction.HandOver) => Return,
        _ => Collect,
    };
}

/// <summary>A version of a workshop's steps. Never changed: a stop that has begun keeps the version that it began with.</summary>
internal sealed class StepList
{
    public required Guid WorkshopId { get; init; }

    /// <summary>From 1; 0 is <see cref="StepSet.Usual"/>, which is not stored.</summary>
    public required int Version { get; init; }

    /// <summary><see cref="StepSet"/> as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Who made it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public StepSet Read() => JsonSerializer.Deserialize<StepSet>(Body, WireJson.Options)!;
}

internal sealed class StepListConfiguration : IEntityTypeConfiguration<StepList>
{
    public void Configure(EntityTypeBuilder<StepList> builder)
    {
        builder.ToTable("StepLists");
        builder.HasKey(list => new { list.WorkshopId, list.Version });
        builder.Property(list => list.By).HasMaxLength(100);
    }
}
