using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.PlanChecker;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Roads;

namespace Routing.Planning.Tests;

/// <summary>A day without processes: entries in, plans out, each through JSON as the log would keep it.</summary>
internal sealed class PlayedDay
{
    private readonly RoadsInUse roads;

    public PlayedDay(SharedRegion region, int drivers = 3, bool autoPublish = true, PlanningOptions? options = null, Func<int, DriverChanged>? driver = null, int lifts = 6, int parking = 60)
        : this(region.Roads, drivers, autoPublish, options, driver, lifts, parking)
    {
    }

    public PlayedDay(RoadsInUse roads, int drivers = 3, bool autoPublish = true, PlanningOptions? options = null, Func<int, DriverChanged>? driver = null, int lifts = 6, int parking = 60)
    {
        this.roads = roads;
        Options = options ?? new PlanningOptions { ImproveSeconds = 1 };
        State = DayFold.Start(new DayKey(PlanningProcess.Area, Town.Day));
        Append(new DayOpened { Name = "Montevideo", TimeZone = "America/Montevideo", AutoPublish = autoPublish });
        Append(Workshop = Message<WorkshopChanged>(Town.Workshop(lifts: lifts, parking: parking), new { workshopId = Guid.CreateVersion7(Town.Morning), revision = 1, timeZone = "America/Montevideo" }));
        for (var i = 0; i < drivers; i++)
        {
            var changed = driver?.Invoke(i) ?? Driver(i);
            Drivers.Add(changed);
            Append(changed);
        }
    }

    public PlanningOptions Options { get; }

    public DayState State { get; private set; }

    public WorkshopChanged Workshop { get; }

    public List<DriverChanged> Drivers { get; } = [];

    public List<object> Log { get; } = [];

    public DateTimeOffset Now { get; set; } = Town.Morning;

    public DayModel? Model { get; private set; }

    public Plan? Plan { get; private set; }

    /// <summary>The last plan read back, with estimates that moved too little to be told.</summary>
    public PlanOutcome? Outcome { get; private set; }

    public static DriverChanged Driver(int i, Means means = Means.Scooter, string[]? skills = null, int from = 8, int until = 17, bool rests = false) =>
        Message<DriverChanged>(Town.Driver(i, means, skills, from, until, rests), new { driverId = new Guid(i + 1, 0, 0, new byte[8]), revision = 1, endPlace = Town.Depot, active = true });

    public void Append(object entry)
    {
        var (kind, body) = EntryJson.Write(entry);
        var read = EntryJson.Read(kind, body)!;
        Log.Add(read);
        State = DayFold.Apply(State, read);
    }

    public void Restore(DayState state) => State = state;

    /// <summary>Plans what is new and publishes it; what was said.</summary>
    /// <param name="improveMilliseconds">For how long it is improved before something interrupts; 0 for not at all.</param>
    public IReadOnlyList<object> Replan(int improveMilliseconds = 0)
    {
        Model = DayModel.Build(State, Now, roads.On(State, Now), Options, CancellationToken.None);
        Plan = Planner.Place(Model, CancellationToken.None);
        if (improveMilliseconds > 0)
        {
            using var interrupted = new CancellationTokenSource(improveMilliseconds);
            if (Planner.Improve(Model, Plan, Options, Planner.SearchOf(Model, Options, TimeProvider.System), interrupted.Token) is { } better) Plan = better;
        }

        // Whatever the test is about. A day on which nothing is placed has a plan without routes.
        if (Plan.Routes.Count > 0) Assert.Equal("", string.Join("\n", Faults()));
        var outcome = Outcome = OutcomeBuilder.Read(Model, Plan, Options);
        var publication = Publication.Of(State, outcome, State.Cause ?? "as it went", roads.On(State, Now), Options, CancellationToken.None);
        if (publication.Entry is { } entry) Append(entry);
        return publication.Messages;
    }

    /// <summary>What the independent checker finds wrong with the plan of the last <see cref="Replan"/>.</summary>
    public IReadOnlyList<string> Faults() => Check.FaultsOfServed(Model!.Problem, Plan!);

    public RouteState RouteOf(Guid moveId) => State.Routes.Values.First(route => route.Stops.Any(stop => stop.MoveId == moveId));

    private static T Message<T>(object body, object more)
    {
        var fields = JsonSerializer.SerializeToElement(body, WireJson.Options).EnumerateObject().Concat(JsonSerializer.SerializeToElement(more, WireJson.Options).EnumerateObject())
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
        return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(fields, WireJson.Options), WireJson.Options)!;
    }
}
