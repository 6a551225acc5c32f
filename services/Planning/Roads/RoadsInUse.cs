using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Days;
using Routing.RoadNetwork;
using Conditions = Routing.RoadNetwork.Live.Conditions;
using SpeedsByHour = Routing.RoadNetwork.Live.SpeedsByHour;

namespace Routing.Planning.Roads;

/// <summary>One region's roads under certain conditions, with what was asked of them. Thread-safe.</summary>
internal sealed class RoadsInUse : IDisposable
{
    // Days that have the same conditions share one; each remembers travel times of its own.
    private const int MostViews = 8;
    private readonly Region region;
    private readonly Lock gate = new();
    private readonly List<(string Key, Lazy<RoadsInUse> Roads)> views = [];

    private readonly RouterOptions options;
    private readonly Lazy<IReadOnlyList<Station>> stations;

    /// <param name="region">Disposed with this.</param>
    /// <param name="options">As Maps asks the same roads, so that both give the same answers; null: the usual.</param>
    public RoadsInUse(Region region, RouterOptions? options = null)
    {
        this.region = region;
        this.options = options ?? new RouterOptions { OtherRoadMetres = RouterOptions.UsualOtherRoadMetres };
        Router = new Router(region, this.options);
        TravelTimes = new TravelTimes(Router, this.options.SpeedsByHour);
        Legs = new Legs(Router, this.options.SpeedsByHour);
        stations = new(() => [.. region.ChargingStations().Select(each => new Station(new Place(each.At.Lon, each.At.Lat, each.Name.Length > 0 ? each.Name : null), each.Watts))]);
    }

    public Router Router { get; }

    /// <summary>Where the map says that a car can be charged.</summary>
    public IReadOnlyList<Station> ChargingStations => stations.Value;

    public SpeedsByHour SpeedsByHour => options.SpeedsByHour;

    public TravelTimes TravelTimes { get; }

    public Legs Legs { get; }

    public string Name => region.Info.Name;

    /// <summary>Differs where the roads may: what was made of them is outdated with it.</summary>
    public string Key => $"{region.Info.FormatVersion}-{region.Info.SourceSha256}";

    public BoundingBox Bounds => region.Bounds;

    /// <summary>
    /// The roads as a day's plan has to take them: with every condition that is in force at some time of what is left of the
    /// day. A road that is closed from two to four is avoided all day, so that a plan is good whenever its legs are driven; when
    /// the condition has ended, the day is planned anew.
    /// </summary>
    public RoadsInUse On(DayState state, DateTimeOffset now)
    {
        if (state.RoadConditions.IsEmpty) return this;
        var end = Calendar.Of(state.TimeZone).Midnight(state.Day.AddDays(1));
        var from = now > state.LatestAt ? now : state.LatestAt;
        var heeded = state.RoadConditions.FindAll(condition => condition.IsInForce(from, end));
        if (heeded.IsEmpty) return this;
        var key = string.Join('|', heeded.Select(condition => $"{condition.ConditionId}:{condition.ChangedAt.UtcTicks}").Order(StringComparer.Ordinal));
        Lazy<RoadsInUse> view;
        lock (gate)
        {
            var known = views.FindIndex(each => string.Equals(each.Key, key, StringComparison.Ordinal));
            view = known >= 0 ? views[known].Roads : new Lazy<RoadsInUse>(() => Under(heeded));
            if (known >= 0) views.RemoveAt(known);
            views.Add((key, view));
            if (views.Count > MostViews) views.RemoveAt(0);
        }

        return view.Value;
    }

    // All day, whatever hour's speeds are asked for.
    private RoadsInUse Under(IReadOnlyList<RoadCondition> conditions)
    {
        var always = conditions.Select(condition => condition with { From = DateTimeOffset.MinValue, Until = null });
        return new(region, options with { Conditions = Conditions.Parse(JsonSerializer.Serialize(always, WireJson.Options)) });
    }

    /// <summary>Queries that run finish first.</summary>
    public void Dispose() => region.Dispose();

    public static Coordinate PointOf(Place place) => new(place.Lon, place.Lat);
}
