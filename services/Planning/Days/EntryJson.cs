using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Maps;
using Routing.Contracts.Planning;

namespace Routing.Planning.Days;

/// <summary>How entries are written. Kinds are never renamed: old entries stay readable.</summary>
internal static class EntryJson
{
    private static readonly Dictionary<string, Type> Types = new Type[]
    {
        typeof(DayOpened), typeof(MovesArrived), typeof(PlanPublishedEntry),
        typeof(WorkshopChanged), typeof(DriverChanged), typeof(CourtesyCarChanged),
        typeof(PickupRequested), typeof(RequestChanged), typeof(RequestCancelled),
        typeof(AssignmentAcknowledged), typeof(DriverDeparted), typeof(DriverPositioned), typeof(DriverUnavailable),
        typeof(StopArrived), typeof(VehicleCollected), typeof(VehicleHandedOver), typeof(StopFailed), typeof(StopCorrected),
        typeof(AddDriver), typeof(RemoveDriver), typeof(LockStop), typeof(MoveStop), typeof(UnassignStop),
        typeof(ReplanArea), typeof(PublishPlan), typeof(DiscardDraft),
        typeof(RoadConditionsChanged), typeof(VehicleReady),
        typeof(PlaceAsked), typeof(LiftReleased),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<Type> Kinds => Types.Values;

    public static (string Kind, string Body) Write(object entry)
    {
        var type = entry.GetType();
        if (!Types.TryGetValue(type.Name, out var known) || known != type)
            throw new ArgumentException($"{type} is no entry of a day's log.", nameof(entry));
        return (type.Name, JsonSerializer.Serialize(entry, type, WireJson.Options));
    }

    /// <summary>Null for a kind that a newer process wrote and this one does not know: it is passed over.</summary>
    public static object? Read(string kind, string body) =>
        Types.TryGetValue(kind, out var type) ? JsonSerializer.Deserialize(body, type, WireJson.Options) : null;
}
