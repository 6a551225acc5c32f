using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Valid;
using Routing.Contracts.Values;
using MultiPolygon = Routing.Contracts.Values.MultiPolygon;

namespace Routing.Planning.Endpoints;

/// <summary>Where a workshop collects cars and brings them back: one of the three.</summary>
/// <param name="RadiusMetres">As the crow flies around the workshop, metres.</param>
/// <param name="Minutes">The longest drive in a car to the workshop, minutes.</param>
/// <param name="Area">A GeoJSON Polygon or MultiPolygon.</param>
internal sealed record ServiceAreaBody(int? RadiusMetres = null, int? Minutes = null, JsonElement? Area = null)
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    [JsonIgnore]
    public bool HasArea => Area is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    /// <summary>What <see cref="ServiceAreaBodyValidator"/> has found to be right.</summary>
    public ServiceArea ToValue() => new() { RadiusMetres = RadiusMetres, Minutes = Minutes, Area = HasArea ? Shape() : null };

    /// <exception cref="JsonException">It is no geometry.</exception>
    /// <exception cref="ArgumentException">It is one that cannot be: a ring that is not closed.</exception>
    public Geometry? Read() => Area!.Value.Deserialize<Geometry>(GeoJson);

    private MultiPolygon Shape() => new(
        [.. Polygons(Read()!).Select(polygon => (IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>)[Ring(polygon.ExteriorRing), .. polygon.InteriorRings.Select(Ring)])]);

    private static IEnumerable<Polygon> Polygons(Geometry shape) => Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).Cast<Polygon>();

    private static IReadOnlyList<IReadOnlyList<double>> Ring(LineString ring) => [.. ring.Coordinates.Select(at => (IReadOnlyList<double>)[at.X, at.Y])];
}

internal sealed class ServiceAreaBodyValidator : AbstractValidator<ServiceAreaBody>
{
    // It goes into each day's log.
    private const int MostPoints = 500;

    public ServiceAreaBodyValidator()
    {
        RuleFor(body => body).Must(body => (body.RadiusMetres is null ? 0 : 1) + (body.Minutes is null ? 0 : 1) + (body.HasArea ? 1 : 0) == 1)
            .WithMessage("Give one of radiusMetres, minutes and area, or leave serviceArea out to come everywhere.");
        RuleFor(body => body.RadiusMetres).InclusiveBetween(100, 500_000);
        RuleFor(body => body.Minutes).InclusiveBetween(1, 180);
        RuleFor(body => body.Area).Custom((_, context) =>
        {
            if (Fault(context.InstanceToValidate) is { } fault) context.AddFailure(fault);
        }).When(body => body.HasArea);
    }

    private static string? Fault(ServiceAreaBody body)
    {
        const string Kind = "It must be a GeoJSON Polygon or MultiPolygon";
        try
        {
            if (body.Read() is not { IsEmpty: false } shape || shape is not (Polygon or NetTopologySuite.Geometries.MultiPolygon)) return $"{Kind}.";
            if (shape.NumPoints > MostPoints) return $"It has {shape.NumPoints} points and may have {MostPoints}: simplify it.";
            if (shape.EnvelopeInternal is not { MinX: >= -180, MaxX: <= 180, MinY: >= -90, MaxY: <= 90 }) return "Points are lon, lat in degrees: lon from -180 to 180, lat from -90 to 90.";
            return new IsValidOp(shape).ValidationError is { } error
                ? FormattableString.Invariant($"It is no area: {error.Message} at {error.Coordinate.X}, {error.Coordinate.Y}.")
                : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return $"{Kind}, each ring closed and of at least four points: {exception.Message}";
        }
    }
}

/// <summary>A GeoJSON feature.</summary>
/// <param name="Type"><c>Feature</c>.</param>
internal sealed record ServiceAreaFeature(string Type, MultiPolygon Geometry, ServiceAreaProperties Properties);

internal sealed record ServiceAreaProperties(Guid WorkshopId, int? RadiusMetres, int? Minutes);
