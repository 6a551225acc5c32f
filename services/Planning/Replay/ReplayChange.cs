using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Planning.Replay;

/// <summary>What is otherwise when a day is played again.</summary>
internal sealed record ReplayChange
{
    private const int MostAdded = 100;

    /// <summary>The day as it was.</summary>
    public static readonly ReplayChange None = new();

    /// <summary>Own means of drivers who were not there: each works as the first driver of the day does.</summary>
    public IReadOnlyList<Means> AddedDrivers { get; init; } = [];

    /// <summary>At every workshop.</summary>
    public int AddedLifts { get; init; }

    /// <summary>At every workshop.</summary>
    public int AddedTechnicians { get; init; }

    /// <summary>Own means of all drivers; null leaves each theirs.</summary>
    public Means? MeansOfAll { get; init; }

    public bool IsNone => AddedDrivers.Count == 0 && AddedLifts == 0 && AddedTechnicians == 0 && MeansOfAll is null;

    /// <summary>In words, for a heading.</summary>
    public string Words => IsNone ? "as it was" : string.Join(", ", Parts());

    /// <summary>An entry of the log as it would have been.</summary>
    public object On(object entry) => entry switch
    {
        WorkshopChanged workshop => workshop with
        {
            Lifts = Math.Max(0, workshop.Lifts + AddedLifts),
            Technicians = Math.Max(0, workshop.Technicians + AddedTechnicians),
        },
        DriverChanged driver when MeansOfAll is { } means => driver with { Means = means },
        _ => entry,
    };

    /// <summary>The drivers who were not there.</summary>
    /// <param name="like">Whose places, shifts and skills they have.</param>
    public IEnumerable<DriverChanged> NewDrivers(DriverChanged like) => AddedDrivers.Take(MostAdded).Select((means, i) => like with
    {
        // The same each time, so that two replays can be compared.
        DriverId = new Guid(i + 1, 0, 0, "replayed"u8.ToArray()),
        Name = $"Driver added {i + 1}",
        Means = MeansOfAll ?? means,
    });

    private IEnumerable<string> Parts()
    {
        foreach (var group in AddedDrivers.GroupBy(means => means))
            yield return $"{group.Count()} more driver{(group.Count() == 1 ? "" : "s")} by {Word(group.Key)}";
        if (AddedLifts != 0) yield return $"{AddedLifts:+0;-0} lift{(Math.Abs(AddedLifts) == 1 ? "" : "s")}";
        if (AddedTechnicians != 0) yield return $"{AddedTechnicians:+0;-0} technician{(Math.Abs(AddedTechnicians) == 1 ? "" : "s")}";
        if (MeansOfAll is { } means) yield return $"all by {Word(means)}";
    }

    private static string Word(Means means) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(means.ToString());
}
