using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Live;
using RoadCondition = Routing.Contracts.Values.RoadCondition;
using EngineConditions = Routing.RoadNetwork.Live.Conditions;

namespace Routing.Maps.Conditions;

/// <summary>What can be done to the set of conditions: pure functions of the set before.</summary>
internal static class ConditionDesk
{
    /// <summary>As the road engine takes them, in the same order.</summary>
    public static EngineConditions ForEngine(IReadOnlyList<RoadCondition> all) =>
        // None is the rule at a start, where making a serializer would take longer than all else.
        all.Count == 0 ? EngineConditions.None : EngineConditions.Parse(JsonSerializer.Serialize(all, WireJson.Options));

    /// <summary>Names a condition's road by all that another extract may know it by; null when the region has no such road.</summary>
    public static RoadCondition? Pin(RoadCondition condition, Region region)
    {
        if (condition.Road is not { } road) return condition;
        var at = road is { Lon: { } lon, Lat: { } lat } ? new Coordinate(lon, lat) : (Coordinate?)null;
        var stretch = new RoadSelection.Stretch(road.Way, road.FromNode, road.ToNode, road.OneDirection, at, road.Bearing);
        if (EngineConditions.Pin(region, stretch, [.. condition.Profiles.Select(profile => Enum.Parse<Profile>(profile.ToString()))]) is not { } pinned) return null;
        var found = pinned.Stretch;
        return condition with
        {
            Road = new RoadStretch(
                found.WayOsmId, found.FromNode, found.ToNode, found.OneDirection,
                found.At is { } on ? Math.Round(on.Lon, 7) : null, found.At is { } there ? Math.Round(there.Lat, 7) : null,
                found.Bearing, pinned.Name.Length > 0 ? pinned.Name : null),
        };
    }

    /// <summary>
    /// Adds what a driver reported, for a short time. The same road reported again, by whomever, prolongs the report; on a road
    /// that staff have closed it says nothing new.
    /// </summary>
    public static IReadOnlyList<RoadCondition> Add(IReadOnlyList<RoadCondition> all, RoadCondition reported)
    {
        if (all.Any(known => known.ConditionId == reported.ConditionId)) return all;
        var same = all.FirstOrDefault(known => known.Closed && known.Road?.Way is not null && IsSame(known.Road, reported.Road));
        if (same is null) return [.. all, reported];
        if (same.Confirmed || same.Until >= reported.Until) return all;
        return Replace(all, same with { Until = reported.Until, ChangedAt = reported.ChangedAt });
    }

    public static IReadOnlyList<RoadCondition> Replace(IReadOnlyList<RoadCondition> all, RoadCondition changed) =>
        [.. all.Select(known => known.ConditionId == changed.ConditionId ? changed : known)];

    /// <summary>The condition that a driver's report makes.</summary>
    public static RoadCondition Of(RoadReported report, TimeSpan life, DateTimeOffset now) => new()
    {
        ConditionId = report.ReportId,
        Closed = true,
        Road = new RoadStretch(null, null, null, report.Bearing is not null, report.Lon, report.Lat, report.Bearing, null),
        Profiles = report.Profiles,
        From = report.At < now ? report.At : now,
        Until = (report.At < now ? report.At : now) + life,
        Note = report.Note,
        By = report.DriverId.ToString(),
        DriverId = report.DriverId,
        Confirmed = false,
        ChangedAt = now,
    };

    private static bool IsSame(RoadStretch known, RoadStretch? other) =>
        other is not null && known.Way == other.Way && known.FromNode == other.FromNode && known.ToNode == other.ToNode && known.OneDirection == other.OneDirection;
}
