namespace Routing.Maps.CommandLine;

/// <summary>Which map a command works on. Disposing it removes its files where they are not to be kept.</summary>
/// <param name="Osm">The extract.</param>
/// <param name="Data">Where the built files live, in <c>maps/</c> below it.</param>
/// <param name="MinIsland">Road points that an island needs to be snapped to.</param>
internal sealed record MapSource(string Osm, string Data, int MinIsland) : IDisposable
{
    private bool IsTemporary { get; init; }

    /// <summary>A file of speeds by hour; null: every hour is as usual.</summary>
    public string? SpeedsByHour { get; init; }

    /// <summary>IANA zone of the clock that hours are read from.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <exception cref="InvalidDataException">The file cannot be used.</exception>
    public RoadNetwork.Live.SpeedsByHour Speeds() => SpeedsByHour is null ? RoadNetwork.Live.SpeedsByHour.Usual : RoadNetwork.Live.SpeedsByHour.Load(SpeedsByHour);

    /// <param name="data">Null: a temporary folder.</param>
    public static MapSource Of(string osm, string? data, int minIsland) =>
        data is null
            ? new(osm, Directory.CreateTempSubdirectory("maps-").FullName, minIsland) { IsTemporary = true }
            : new(osm, data, minIsland);

    public void Dispose()
    {
        if (IsTemporary)
            Directory.Delete(Data, recursive: true);
    }
}
