using System.Globalization;
using System.Text.Json;

namespace Routing.Checking;

/// <summary>Travel between two places of a problem that has coordinates instead of matrices, as the answer's roads have it.</summary>
public delegate (long Seconds, long Metres) TravelBetween(string profile, (double Lon, double Lat) from, (double Lon, double Lat) to);

/// <summary>
/// Checks VROOM's answer against its problem, both as JSON: every task once or unassigned, pairs on one route in their
/// order, windows, travel, loads, skills, breaks, limits, workshops, and every sum that the answer tells.
/// </summary>
public sealed class VroomCheck
{
    private readonly JsonElement problem;
    private readonly JsonElement answer;
    private readonly TravelBetween? roads;
    private readonly List<string> faults = [];
    private readonly Dictionary<(string Type, ulong Id), JsonElement> stops = [];
    private readonly Dictionary<(string Type, ulong Id), JsonElement> tasks = [];
    private readonly HashSet<(string Type, ulong Id)> seen = [];
    private readonly Dictionary<(string Type, ulong Id), (long Begin, long End)> times = [];

    private VroomCheck(JsonElement problem, JsonElement answer, TravelBetween? roads) => (this.problem, this.answer, this.roads) = (problem, answer, roads);

    /// <summary>The verdict's distance is the sum of the routes' costs.</summary>
    /// <param name="roads">Needed when the problem has no matrices.</param>
    /// <exception cref="JsonException">One of the two is not JSON.</exception>
    public static Verdict Check(ReadOnlyMemory<byte> problem, ReadOnlyMemory<byte> answer, TravelBetween? roads = null)
    {
        using var first = JsonDocument.Parse(problem);
        using var second = JsonDocument.Parse(answer);
        return new VroomCheck(first.RootElement, second.RootElement, roads).Check();
    }

    private Verdict Check()
    {
        foreach (var job in Items(problem, "jobs"))
            stops[("job", Id(job))] = tasks[("job", Id(job))] = job;
        foreach (var shipment in Items(problem, "shipments"))
        {
            foreach (var end in new[] { "pickup", "delivery" })
            {
                var stop = shipment.GetProperty(end);
                stops[(end, Id(stop))] = stop;
                tasks[(end, Id(stop))] = shipment;
            }
        }

        if (!answer.TryGetProperty("code", out var code) || code.GetInt32() != 0)
            return new Verdict([$"The answer's code is not 0: {answer.GetRawText()}."], 0, 0);
        var (cost, duration, used) = (0L, 0L, new HashSet<ulong>());
        foreach (var route in Items(answer, "routes"))
        {
            var id = route.GetProperty("vehicle").GetUInt64();
            if (!used.Add(id))
                faults.Add($"Vehicle {id} has two routes.");
            cost += Number(route, "cost");
            duration += Number(route, "duration");
            if (Items(problem, "vehicles").FirstOrDefault(vehicle => Id(vehicle) == id) is { ValueKind: JsonValueKind.Object } found)
                new RouteCheck(this, found, route).Run();
            else
                faults.Add($"There is no vehicle {id}.");
        }

        VroomWorkshopCheck.Run(problem, times, faults);
        foreach (var left in Items(answer, "unassigned"))
            Once((left.GetProperty("type").GetString()!, Id(left)));
        foreach (var stop in stops.Keys.Where(stop => !seen.Contains(stop)))
            faults.Add($"{stop.Type} {stop.Id} is neither in a route nor unassigned.");
        var summary = answer.GetProperty("summary");
        Same("The summary's cost", Number(summary, "cost"), cost);
        Same("The summary's duration", Number(summary, "duration"), duration);
        Same("The summary's unassigned", Number(summary, "unassigned"), Items(answer, "unassigned").Count());
        Same("The summary's routes", Number(summary, "routes"), used.Count);
        return new Verdict(faults, used.Count, cost);
    }

    private void Once((string Type, ulong Id) stop)
    {
        if (!stops.ContainsKey(stop))
            faults.Add($"There is no {stop.Type} {stop.Id}.");
        else if (!seen.Add(stop))
            faults.Add($"{stop.Type} {stop.Id} is told twice.");
    }

    private void Same(string what, long told, long counted)
    {
        if (told != counted)
            faults.Add($"{what} is told as {told}; it is {counted}.");
    }

    internal static IEnumerable<JsonElement> Items(JsonElement of, string key) =>
        of.TryGetProperty(key, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];

    private static ulong Id(JsonElement of) => of.GetProperty("id").GetUInt64();

    internal static long Number(JsonElement of, string key, long standard = 0) =>
        of.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : standard;

    private static long[] Amounts(JsonElement of, string key) => [.. Items(of, key).Select(amount => amount.GetInt64())];

    // One vehicle's route, walked step by step with the times that it tells.
    private sealed class RouteCheck(VroomCheck all, JsonElement vehicle, JsonElement route)
    {
        private readonly string name = $"vehicle {Id(vehicle)}";
        private readonly string profile = vehicle.TryGetProperty("profile", out var own) && own.ValueKind == JsonValueKind.String ? own.GetString()! : "car";
        private readonly List<JsonElement> steps = [.. Items(route, "steps")];
        private readonly string? loadedProfile = vehicle.TryGetProperty("loaded_profile", out var full) && full.ValueKind == JsonValueKind.String ? full.GetString() : null;
        private readonly bool isStack = vehicle.TryGetProperty("lifo", out var lifo) && lifo.ValueKind == JsonValueKind.True;

        // Pickups, the last one last.
        private readonly List<ulong> onBoard = [];
        private long legs;
        private long metres;
        private double cost;

        public void Run()
        {
            if (vehicle.TryGetProperty("costs", out var costs))
                cost = Number(costs, "fixed");
            var load = new Dictionary<int, long>();
            foreach (var step in steps.Where(step => Type(step) == "job" && all.stops.ContainsKey(("job", Id(step)))))
            {
                var job = all.tasks[("job", Id(step))];
                Add(load, Amounts(job, job.TryGetProperty("delivery", out _) ? "delivery" : "amount"), 1);
            }

            var (now, travelled, waited, served, prepared) = (0L, 0L, 0L, 0L, 0L);
            JsonElement? at = null;
            var (breaks, tasksDone) = (new HashSet<ulong>(), 0);
            for (var i = 0; i < steps.Count; i++)
            {
                var step = steps[i];
                var arrival = Number(step, "arrival");
                var (setup, service, waiting) = (Number(step, "setup"), Number(step, "service"), Number(step, "waiting_time"));
                if (i > 0)
                {
                    var part = Number(step, "duration") - travelled;
                    if (part < 0 || now + part != arrival)
                        all.faults.Add($"{name} leaves at {now}, travels {part} s and is at step {i} at {arrival}.");
                    travelled += part;
                }

                switch (Type(step))
                {
                    case "start":
                        at = Arrive(at, vehicle, "start", "start_index", travelled);
                        break;
                    case "end":
                        at = Arrive(at, vehicle, "end", "end_index", travelled);
                        break;
                    case "break":
                        var pause = Items(vehicle, "breaks").FirstOrDefault(b => Id(b) == Id(step));
                        if (pause.ValueKind != JsonValueKind.Object || !breaks.Add(Id(step)))
                        {
                            all.faults.Add($"{name} has no break {Id(step)}, or takes it twice.");
                            break;
                        }

                        InWindow(pause, arrival + waiting, $"{name} takes break {Id(step)}");
                        all.Same($"The break {Id(step)} of {name}", service, Number(pause, "service"));
                        var most = Amounts(pause, "max_load");
                        if (most.Where((limit, d) => load.GetValueOrDefault(d) > limit).Any())
                            all.faults.Add($"{name} takes break {Id(step)} with too much on board.");
                        break;
                    default:
                        var key = (Type(step), Id(step));
                        all.Once(key);
                        all.times[key] = (arrival + waiting, arrival + waiting + setup + service);
                        if (!all.stops.TryGetValue(key, out var stop))
                            break;
                        var before = at;
                        at = Arrive(at, stop, "location", "location_index", travelled);
                        InWindow(stop, arrival + waiting, $"{name} begins {key.Item1} {key.Item2}");
                        all.Same($"The service of {key.Item1} {key.Item2}", service, PerType(stop, "service"));
                        all.Same($"The setup of {key.Item1} {key.Item2}", setup, before is { } b2 && SamePlace(b2, at!.Value) ? 0 : PerType(stop, "setup"));
                        Serve(key, load);
                        tasksDone += key.Item1 == "delivery" ? 0 : 1;
                        break;
                }

                Check(load, step, i);
                now = arrival + waiting + setup + service;
                (waited, served, prepared) = (waited + waiting, served + service, prepared + setup);
            }

            if (onBoard.Count > 0)
                all.faults.Add($"{name} does not deliver {onBoard.Count} of what it picks up.");
            Ends(breaks.Count, tasksDone, travelled);
            all.Same($"The travel of {name}", Number(route, "duration"), travelled);
            all.Same($"The waiting of {name}", Number(route, "waiting_time"), waited);
            all.Same($"The service of {name}", Number(route, "service"), served);
            all.Same($"The setup of {name}", Number(route, "setup"), prepared);
            if (Math.Abs(Number(route, "cost") - cost) > 0.501)
                all.faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is told to cost {Number(route, "cost")}; it costs {cost:F3}."));
            if (Items(route, "violations").Any() || steps.Exists(step => Items(step, "violations").Any()))
                all.faults.Add($"{name} breaks rules by its own account.");
        }

        private void Ends(int breaks, int tasksDone, long travelled)
        {
            var hasStart = vehicle.TryGetProperty("start", out _) || vehicle.TryGetProperty("start_index", out _);
            var hasEnd = vehicle.TryGetProperty("end", out _) || vehicle.TryGetProperty("end_index", out _);
            if (steps.Count == 0 || hasStart != (Type(steps[0]) == "start") || hasEnd != (Type(steps[^1]) == "end"))
                all.faults.Add($"{name} does not start or end where it should.");
            else if (Items(vehicle, "time_window").Select(bound => bound.GetInt64()).ToList() is [var open, var close])
            {
                var last = steps[^1];
                var back = Number(last, "arrival") + Number(last, "waiting_time") + Number(last, "setup") + Number(last, "service");
                if (Number(steps[0], "arrival") < open || back > close)
                    all.faults.Add($"{name} is out from {Number(steps[0], "arrival")} to {back}; its hours are {open} to {close}.");
            }

            // With workshops, whoever is back before a break's window ends owes none.
            var owed = Items(all.problem, "workshops").Any()
                ? Items(vehicle, "breaks").Count(pause => steps.Count > 0 && Number(steps[^1], "arrival") > Items(pause, "time_windows").Max(window => window[1].GetInt64()))
                : Items(vehicle, "breaks").Count();
            if (breaks < owed || breaks > Items(vehicle, "breaks").Count())
                all.faults.Add($"{name} takes {breaks} of its breaks.");
            if (tasksDone > Number(vehicle, "max_tasks", long.MaxValue))
                all.faults.Add($"{name} does {tasksDone} tasks, more than its max_tasks.");
            if (travelled > Number(vehicle, "max_travel_time", long.MaxValue))
                all.faults.Add($"{name} travels {travelled} s, more than its max_travel_time.");
            if (metres > Number(vehicle, "max_distance", long.MaxValue))
                all.faults.Add($"{name} travels {metres} m, more than its max_distance.");
        }

        private void Serve((string Type, ulong Id) key, Dictionary<int, long> load)
        {
            var task = all.tasks[key];
            if (Items(task, "skills").Any(skill => !Items(vehicle, "skills").Any(own => own.GetInt64() == skill.GetInt64())))
                all.faults.Add($"{name} lacks a skill for {key.Type} {key.Id}.");
            switch (key.Type)
            {
                case "job":
                    Add(load, Amounts(task, task.TryGetProperty("delivery", out _) ? "delivery" : "amount"), -1);
                    Add(load, Amounts(task, "pickup"), 1);
                    break;
                case "pickup":
                    Add(load, Amounts(task, "amount"), 1);
                    onBoard.Add(Id(task.GetProperty("pickup")));
                    if (loadedProfile is not null && onBoard.Count > 1)
                        all.faults.Add($"{name} has a loaded_profile and carries two at a time.");
                    break;
                default:
                    Add(load, Amounts(task, "amount"), -1);
                    if (isStack && onBoard.Count > 0 && onBoard[^1] != Id(task.GetProperty("pickup")))
                        all.faults.Add($"{name} delivers {key.Id}, which is not what came on last.");
                    if (!onBoard.Remove(Id(task.GetProperty("pickup"))))
                        all.faults.Add($"{name} delivers {key.Id} without having picked it up.");
                    break;
            }
        }

        private void Check(Dictionary<int, long> load, JsonElement step, int i)
        {
            var capacity = Amounts(vehicle, "capacity");
            foreach (var (d, amount) in load)
            {
                if (amount > (d < capacity.Length ? capacity[d] : 0) || amount < 0)
                    all.faults.Add($"{name} carries {amount} after step {i}.");
            }

            var told = Amounts(step, "load");
            if (told.Where((amount, d) => amount != load.GetValueOrDefault(d)).Any())
                all.faults.Add($"{name} tells a wrong load at step {i}.");
        }

        // The place's JSON; the legs until it must be what has been travelled.
        private JsonElement Arrive(JsonElement? from, JsonElement holder, string location, string index, long travelled)
        {
            var to = all.problem.TryGetProperty("matrices", out _) || all.problem.TryGetProperty("matrix", out _) ? holder.GetProperty(index) : holder.GetProperty(location);
            if (from is { } place)
            {
                var (seconds, distance, price) = Leg(place, to);
                (legs, metres, cost) = (legs + seconds, metres + distance, cost + price);
            }

            if (legs != travelled)
                all.faults.Add($"{name} has travelled {travelled} s where its legs sum to {legs} s.");
            return to;
        }

        private (long Seconds, long Metres, double Cost) Leg(JsonElement from, JsonElement to)
        {
            var (seconds, distance, price) = (0L, 0L, (double?)null);
            var how = onBoard.Count > 0 && loadedProfile is not null ? loadedProfile : profile;
            if (from.ValueKind == JsonValueKind.Number)
            {
                int row = from.GetInt32(), column = to.GetInt32();
                if (all.problem.TryGetProperty("matrices", out var matrices))
                {
                    var tables = matrices.GetProperty(how);
                    seconds = tables.GetProperty("durations")[row][column].GetInt64();
                    if (tables.TryGetProperty("distances", out var distances))
                        distance = distances[row][column].GetInt64();
                    if (tables.TryGetProperty("costs", out var own))
                        price = own[row][column].GetInt64();
                }
                else
                {
                    seconds = all.problem.GetProperty("matrix")[row][column].GetInt64();
                }
            }
            else if (all.roads is { } roads)
            {
                (seconds, distance) = roads(how, (from[0].GetDouble(), from[1].GetDouble()), (to[0].GetDouble(), to[1].GetDouble()));
            }

            if (vehicle.TryGetProperty("speed_factor", out var factor))
                seconds = (long)Math.Round(seconds / factor.GetDouble());
            var (perHour, perKm) = vehicle.TryGetProperty("costs", out var costs) ? (Number(costs, "per_hour", 3600), Number(costs, "per_km")) : (3600, 0);
            return (seconds, distance, price ?? seconds * perHour / 3600.0 + distance * perKm / 1000.0);
        }

        private void InWindow(JsonElement holder, long time, string what)
        {
            var windows = Items(holder, "time_windows").ToList();
            if (windows.Count > 0 && !windows.Exists(window => window[0].GetInt64() <= time && time <= window[1].GetInt64()))
                all.faults.Add($"{what} at {time}, outside its windows.");
        }

        private long PerType(JsonElement stop, string key) =>
            vehicle.TryGetProperty("type", out var type) && stop.TryGetProperty(key + "_per_type", out var types) && types.TryGetProperty(type.GetString()!, out var own)
                ? own.GetInt64()
                : Number(stop, key);

        private static bool SamePlace(JsonElement a, JsonElement b) =>
            a.ValueKind == JsonValueKind.Number ? a.GetInt32() == b.GetInt32() : a[0].GetDouble() == b[0].GetDouble() && a[1].GetDouble() == b[1].GetDouble();

        private static string Type(JsonElement step) => step.GetProperty("type").GetString()!;

        private static void Add(Dictionary<int, long> load, long[] amounts, int sign)
        {
            for (var d = 0; d < amounts.Length; d++)
                load[d] = load.GetValueOrDefault(d) + sign * amounts[d];
        }
    }
}
