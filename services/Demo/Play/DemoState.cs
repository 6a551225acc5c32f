using System.Text.Json;
using Routing.Contracts;

namespace Routing.Demo.Play;

/// <summary>What the demo has to remember between two starts: the day, its devices and its requests.</summary>
/// <param name="Area">The planning area.</param>
/// <param name="AreaName">Its name.</param>
/// <param name="Date">The day, in the area's time zone.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Seed">What the simulation's chances are drawn from.</param>
/// <param name="Drivers">Drivers with their devices' tokens.</param>
/// <param name="Requests">Requests with their customers' secret links.</param>
/// <param name="Moves">How many collections and returns they ask for.</param>
public sealed record DemoState(
    string Area,
    string AreaName,
    DateOnly Date,
    string TimeZone,
    int Seed,
    IReadOnlyList<DemoDevice> Drivers,
    IReadOnlyList<DemoBooking> Requests,
    int Moves)
{
    /// <summary>A workshop's booking key, for whoever wants to book one more; null in what an older version kept.</summary>
    public string? BookingKey { get; init; }

    /// <summary>How many of them the day has; null until each has its answer.</summary>
    public int? MovesOfDay { get; init; }

    /// <summary>Reads what an earlier start kept; null when there was none.</summary>
    public static DemoState? Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<DemoState>(File.ReadAllText(file), WireJson.Options) : null;

    /// <summary>Keeps it for the next start.</summary>
    public void Save(string file)
    {
        var beside = file + ".new";
        File.WriteAllText(beside, JsonSerializer.Serialize(this, WireJson.Options));
        File.Move(beside, file, overwrite: true);
    }
}

/// <summary>A driver's paired device.</summary>
public sealed record DemoDevice(Guid Id, string Name, string Token);

/// <summary>A request as its customer knows it.</summary>
public sealed record DemoBooking(Guid RequestId, string TrackingLink);
