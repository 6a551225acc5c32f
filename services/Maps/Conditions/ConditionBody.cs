using System.Text.Json;
using FluentValidation;
using Routing.Contracts;
using Routing.Contracts.Values;
using EngineConditions = Routing.RoadNetwork.Live.Conditions;

namespace Routing.Maps.Conditions;

/// <summary>A road condition as staff give it. One of closed, kilometresPerHour and speedFactor; one of road and area.</summary>
/// <param name="Closed">Nobody may pass.</param>
/// <param name="KilometresPerHour">The speed that is driven, of cars unless profiles say otherwise.</param>
/// <param name="SpeedFactor">Times the usual speed: 0.5 is half as fast.</param>
/// <param name="Road">A piece of a road, by its way or by a place on it.</param>
/// <param name="Area">A GeoJSON Polygon or MultiPolygon: all roads that touch it.</param>
/// <param name="Profiles">For whom; absent or empty: for all.</param>
/// <param name="From">When it begins; absent: now.</param>
/// <param name="Until">When it ends; absent: when it is taken back.</param>
/// <param name="Note">Why, in words.</param>
internal sealed record ConditionBody(
    bool Closed,
    double? KilometresPerHour,
    double? SpeedFactor,
    RoadBody? Road,
    JsonElement? Area,
    IReadOnlyList<RoadProfile>? Profiles,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    string? Note)
{
    /// <summary>As it goes to the other services. Throws what <see cref="ConditionBodyValidator"/> has found before.</summary>
    public RoadCondition ToCondition(Guid id, string by, DateTimeOffset now) => new()
    {
        ConditionId = id,
        Closed = Closed,
        KilometresPerHour = KilometresPerHour,
        SpeedFactor = SpeedFactor,
        Road = Road?.ToStretch(),
        Area = Area is { ValueKind: JsonValueKind.Object } area ? Shape(area) : null,
        Profiles = Profiles ?? [],
        From = From ?? now,
        Until = Until,
        Note = Note,
        By = by,
        Confirmed = true,
        ChangedAt = now,
    };

    private static MultiPolygon Shape(JsonElement area)
    {
        var coordinates = area.GetProperty("coordinates");
        return area.GetProperty("type").GetString() == "Polygon"
            ? new([coordinates.Deserialize<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>>()!])
            : new(coordinates.Deserialize<IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>>>()!);
    }
}

/// <param name="Way">OSM id of the way.</param>
/// <param name="FromNode">OSM id of the point of the way at which it begins; absent: the whole way.</param>
/// <param name="ToNode">OSM id of the point at which it ends.</param>
/// <param name="OneDirection">Only from the first point to the second, or as the way is drawn, or in the bearing.</param>
/// <param name="Lon">Instead of a way: longitude of a place; the road nearest to it, within 60 m, from junction to junction.</param>
/// <param name="Lat">Its latitude.</param>
/// <param name="Bearing">Compass degrees in which the road is driven there, to choose among roads and for one direction.</param>
internal sealed record RoadBody(long? Way, long? FromNode, long? ToNode, bool OneDirection, double? Lon, double? Lat, int? Bearing)
{
    public RoadStretch ToStretch() => new(Way, FromNode, ToNode, OneDirection, Lon, Lat, Bearing, null);
}

internal sealed class ConditionBodyValidator : AbstractValidator<ConditionBody>
{
    private const int MostAreaPoints = 2000;

    public ConditionBodyValidator(TimeProvider clock)
    {
        RuleFor(body => body.Closed).Must((body, _) => (body.Closed ? 1 : 0) + (body.KilometresPerHour is null ? 0 : 1) + (body.SpeedFactor is null ? 0 : 1) == 1)
            .WithMessage("Give one of 'closed' (true), 'kilometresPerHour' and 'speedFactor'.");
        RuleFor(body => body.KilometresPerHour).GreaterThan(0).LessThanOrEqualTo(300);
        RuleFor(body => body.SpeedFactor).GreaterThan(0).LessThanOrEqualTo(10);
        RuleFor(body => body.Note).MaximumLength(1000);
        RuleFor(body => body.Until).Must((body, until) => until is null || until > (body.From ?? clock.GetUtcNow()) && until > clock.GetUtcNow())
            .WithMessage("'until' must be after 'from', and to come.");
        RuleFor(body => body.Road).Must((body, road) => road is null != body.Area is not { ValueKind: JsonValueKind.Object })
            .WithMessage("Give one of 'road' and 'area'.");
        When(body => body.Road is not null, () =>
        {
            RuleFor(body => body.Road!.Way).Must((body, way) => way is null != (body.Road!.Lon is null || body.Road.Lat is null))
                .WithMessage("Give 'way', the OSM id of a way, or a place as 'lon' and 'lat'.").OverridePropertyName("road.way");
            RuleFor(body => body.Road!.FromNode).Must((body, from) => from is null == body.Road!.ToNode is null && (from is null || body.Road.Way is not null))
                .WithMessage("Give 'fromNode' and 'toNode' of a way, or neither.").OverridePropertyName("road.fromNode");
            RuleFor(body => body.Road!.Lon).InclusiveBetween(-180, 180).OverridePropertyName("road.lon");
            RuleFor(body => body.Road!.Lat).InclusiveBetween(-90, 90).OverridePropertyName("road.lat");
            RuleFor(body => body.Road!.Bearing).InclusiveBetween(0, 360).OverridePropertyName("road.bearing");
            RuleFor(body => body.Road!.OneDirection).Must((body, one) => !one || body.Road!.Way is not null || body.Road.Bearing is not null)
                .WithMessage("One direction at a place needs its 'bearing'.").OverridePropertyName("road.oneDirection");
        });
        When(body => body.Area is { ValueKind: JsonValueKind.Object }, () => RuleFor(body => body.Area).Custom((area, context) =>
        {
            if (FaultOf(area!.Value) is { } fault) context.AddFailure("area", fault);
        }));
    }

    private static string? FaultOf(JsonElement area)
    {
        try
        {
            var shape = JsonSerializer.Serialize(new[] { new { closed = true, area } }, WireJson.Options);
            var rings = ((RoadNetwork.Live.RoadSelection.Area)EngineConditions.Parse(shape).All[0].On).Rings;
            return rings.Sum(ring => ring.Count) > MostAreaPoints ? $"'area' may have {MostAreaPoints} points: simplify it." : null;
        }
        catch (ArgumentException problem)
        {
            return $"'area' must be a GeoJSON Polygon or MultiPolygon: {problem.Message}";
        }
    }
}
