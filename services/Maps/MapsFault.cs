using Routing.Defaults.Problems;

namespace Routing.Maps;

/// <summary>All that can be wrong with a call to Maps.</summary>
internal enum MapsFault
{
    InvalidUrl,
    InvalidService,
    InvalidVersion,
    InvalidOptions,
    InvalidQuery,
    InvalidValue,
    NoSegment,
    NoRoute,
    NoMatch,
    TooBig,
    NotReady,
    ImportFailed,
    UnknownCondition,
    TooManyConditions,
    GeocoderFailed,
}

/// <summary>A row of the table: HTTP status, OSRM's word, our problem-details word, and the text in general terms.</summary>
internal sealed record MapsFaultRow(int Status, string OsrmCode, string Code, string Title)
{
    /// <summary>For problem details.</summary>
    public Fault Fault => new(Code, Status, Title);
}

/// <summary>The one table of faults.</summary>
internal static class MapsFaults
{
    public static MapsFaultRow Of(MapsFault fault) =>
        fault switch
        {
            MapsFault.InvalidUrl => new(400, "InvalidUrl", "invalid-url", "The address is not of the form /{service}/v1/{profile}/{coordinates}"),
            MapsFault.InvalidService => new(400, "InvalidService", "invalid-service", "There is no such service"),
            MapsFault.InvalidVersion => new(400, "InvalidVersion", "invalid-version", "There is no such version of the service"),
            MapsFault.InvalidOptions => new(400, "InvalidOptions", "invalid-options", "The options do not fit together"),
            MapsFault.InvalidQuery => new(400, "InvalidQuery", "invalid-query", "The query is malformed"),
            MapsFault.InvalidValue => new(400, "InvalidValue", "invalid-value", "A value is not one of those allowed"),
            MapsFault.NoSegment => new(400, "NoSegment", "no-segment", "There is no road near a point"),
            MapsFault.NoRoute => new(400, "NoRoute", "no-route", "No way leads from one point to the next"),
            MapsFault.NoMatch => new(400, "NoMatch", "no-match", "The trace fits no roads"),
            MapsFault.TooBig => new(400, "TooBig", "too-big", "The request is larger than this service answers"),
            MapsFault.NotReady => new(503, "NotReady", "not-ready", "The map is still being imported"),
            MapsFault.ImportFailed => new(503, "ImportFailed", "import-failed", "The map could not be imported"),
            MapsFault.UnknownCondition => new(404, "UnknownCondition", "unknown-condition", "There is no such road condition"),
            MapsFault.TooManyConditions => new(409, "TooManyConditions", "too-many-conditions", "There are as many road conditions as are allowed"),
            MapsFault.GeocoderFailed => new(503, "GeocoderFailed", "geocoder-failed", "The address server gives no answer"),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "has no row in the table"),
        };
}

/// <summary>What is wrong with a call, with particulars: the value and the way out.</summary>
internal readonly record struct Refusal(MapsFault Fault, string Text);
