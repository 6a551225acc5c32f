using NodaTime;
using Routing.Contracts.Values;
using Routing.Intake.Requests;

namespace Routing.Intake.Handing;

/// <summary>Who can hold a car's key.</summary>
internal enum KeyHolder
{
    Customer,

    /// <summary>Somebody who is there for the customer.</summary>
    OtherPerson,

    /// <summary>A key locker at the customer's.</summary>
    Locker,

    /// <summary>A reception at the customer's.</summary>
    Reception,

    Driver,

    /// <summary>The workshop; its board has the tag, and who there holds it.</summary>
    Workshop,
}

/// <summary>Who held the key from when on.</summary>
/// <param name="Holder">Who.</param>
/// <param name="Name">The driver's, or whom the customer named; null where nobody did.</param>
/// <param name="Since">Null for the first, who always had it.</param>
internal sealed record KeyHolding(KeyHolder Holder, string? Name, DateTimeOffset? Since);

/// <summary>Who holds the key is known at every moment: it follows from what happened to the car.</summary>
internal static class KeyLedger
{
    /// <summary>Oldest first; the last has it now.</summary>
    public static IReadOnlyList<KeyHolding> Of(PickupRequest request, DateTimeZone zone)
    {
        var (collection, back) = (request.Collection?.Life, request.Return?.Life);
        var first = request.Handovers?.Collection;
        var held = new List<KeyHolding> { collection is null ? new(KeyHolder.Customer, null, null) : new(Of(collection.Collected?.Handover ?? first?.Kind), first?.Who, null) };
        if (collection?.Collected is { } taken) held.Add(new(KeyHolder.Driver, NameOf(collection, taken), taken.At.In(zone)));
        if (collection?.HandedOver is { } given) held.Add(new(KeyHolder.Workshop, null, given.At.In(zone)));
        if (back?.Collected is { } fetched) held.Add(new(KeyHolder.Driver, NameOf(back, fetched), fetched.At.In(zone)));
        if (back?.HandedOver is { } returned) held.Add(new(Of(returned.Handover), request.Handovers?.Return?.Who, returned.At.In(zone)));
        return held;
    }

    private static KeyHolder Of(HandoverKind? kind) => kind switch
    {
        HandoverKind.Locker => KeyHolder.Locker,
        HandoverKind.Reception => KeyHolder.Reception,
        HandoverKind.OtherPerson => KeyHolder.OtherPerson,
        _ => KeyHolder.Customer,
    };

    private static string? NameOf(MoveLife life, Handling handling) => life.Planned?.DriverId == handling.DriverId ? life.Planned.DriverName : null;
}
