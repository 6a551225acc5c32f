using System.Globalization;
using System.Text.Json;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>
/// Reads VROOM's JSON (1.14, and the times per vehicle type of 1.15). Keys that VROOM does not know are passed over, as it
/// does; a value that it knows and that cannot be is an error that says where it stands.
/// </summary>
public sealed partial class VroomReader
{
    // Of times, amounts and the like as they stand in the problem.
    private const long Most = 1L << 40;
    private const int MostAmount = 1 << 28;
    private const int MostSkill = int.MaxValue;
    private const int MostTasks = 20_000;

    private readonly Dictionary<(double, double), int> placeIndex = [];
    private readonly List<(double Lon, double Lat)> places = [];
    private Dictionary<string, VroomMatrix> matrices = [];
    private int dimensions = -1;
    private string dimensionsFrom = "";

    private VroomReader()
    {
    }

    /// <exception cref="FormatException">It is no such problem; the message says what is wrong and where.</exception>
    public static VroomProblem Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new VroomReader().Read(new JsonFields(document.RootElement, ""));
        }
        catch (JsonException problem)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"This is not JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1} cannot be read."), problem);
        }
        catch (InvalidOperationException problem)
        {
            // Texts that are no UTF-16, such as half of a surrogate pair.
            throw new FormatException("This is not JSON: a text in it cannot be read.", problem);
        }
    }

    private VroomProblem Read(JsonFields root)
    {
        matrices = ReadMatrices(root);
        var vehicles = root.Items("vehicles").Select(item => ReadVehicle(new JsonFields(item.Value, item.Path))).ToList();
        if (vehicles.Count == 0)
            throw new FormatException("There are no vehicles: the array \"vehicles\" needs at least one.");
        var jobs = root.Items("jobs").Select(item => ReadJob(new JsonFields(item.Value, item.Path))).ToList();
        var shipments = root.Items("shipments").Select(item => ReadShipment(new JsonFields(item.Value, item.Path))).ToList();
        if (jobs.Count + shipments.Count == 0)
            throw new FormatException("There is nothing to plan: \"jobs\" or \"shipments\" needs at least one.");
        if (jobs.Count + shipments.Count > MostTasks || vehicles.Count > MostTasks)
            throw new FormatException($"There are more than {MostTasks} tasks or vehicles.");
        Once(vehicles.Select(v => v.Id), "vehicles");
        Once(jobs.Select(j => j.Stop.Id), "jobs");
        Once(shipments.Select(s => s.Pickup.Id), "pickups of shipments");
        Once(shipments.Select(s => s.Delivery.Id), "deliveries of shipments");
        var profiles = vehicles.SelectMany(v => new[] { (v.Id, v.Profile), (v.Id, Profile: v.LoadedProfile ?? v.Profile) });
        if (matrices.Count > 0 && profiles.FirstOrDefault(p => !matrices.ContainsKey(p.Profile)) is { Profile: not null } lost)
            throw new FormatException($"Vehicle {lost.Id} has the profile \"{lost.Profile}\", for which there is no matrix. There are matrices for: {string.Join(", ", matrices.Keys)}.");
        if (jobs.Count > 0 && vehicles.Find(v => v.LoadedProfile is not null) is { } mover)
            throw new FormatException($"Vehicle {mover.Id} has a loaded_profile, which is for problems of shipments alone; there are jobs too.");
        foreach (var vehicle in vehicles)
        {
            CheckCosts(vehicle, vehicle.Profile);
            CheckCosts(vehicle, vehicle.LoadedProfile ?? vehicle.Profile);
        }

        var problem = new VroomProblem
        {
            Vehicles = vehicles,
            Jobs = jobs,
            Shipments = shipments,
            Matrices = matrices,
            Places = places,
            Dimensions = Math.Max(0, dimensions),
            Workshops = ReadWorkshops(root),
            Options = ReadOptions(root),
        };
        CheckWorkshops(problem);
        return problem;
    }

    private void CheckCosts(VroomVehicle vehicle, string profile)
    {
        if (matrices.Count == 0)
            return;
        var matrix = matrices[profile];
        if (matrix.Costs is not null && (vehicle.Costs.PerHour != 3600 || vehicle.Costs.PerKilometre != 0))
            throw new FormatException($"Vehicle {vehicle.Id} has costs per hour or per km, and matrices.{profile}.costs says what its travel costs: leave one of them out.");
        if (matrix.Distances is null && (vehicle.Costs.PerKilometre != 0 || vehicle.MaxDistance is not null))
            throw new FormatException($"Vehicle {vehicle.Id} has a cost per km or a max_distance, which needs matrices.{profile}.distances.");
    }

    private VroomVehicle ReadVehicle(JsonFields fields)
    {
        var start = ReadPlace(fields, "start", "start_index");
        var end = ReadPlace(fields, "end", "end_index");
        if (start is null && end is null)
            throw new FormatException($"{fields.Path} has neither start nor end; it needs one of them{(matrices.Count > 0 ? ", as start_index or end_index" : "")}.");
        var hours = fields.Find("time_window") is { } window ? ReadWindow(window, fields.PathOf("time_window")) : (VroomWindow?)null;
        var speed = fields.Number("speed_factor") ?? 1;
        if (!(speed is > 0 and <= 5))
            throw new FormatException($"{fields.PathOf("speed_factor")} must be above 0 and at most 5.");
        var costs = fields.Object("costs") is { } c
            ? new VroomCosts(c.Integer("fixed", 0, MostAmount) ?? 0, c.Integer("per_hour", 0, MostAmount) ?? 3600, c.Integer("per_km", 0, MostAmount) ?? 0)
            : new VroomCosts();
        var breaks = fields.Items("breaks").Select(item => ReadBreak(new JsonFields(item.Value, item.Path))).ToList();
        Once(breaks.Select(b => b.Id), fields.PathOf("breaks"));
        return new VroomVehicle
        {
            Id = fields.Id(),
            Profile = fields.Text("profile") ?? "car",
            LoadedProfile = fields.Text("loaded_profile"),
            LastInFirstOut = fields.Flag("lifo"),
            Type = fields.Text("type"),
            Description = fields.Text("description"),
            Start = start,
            End = end,
            Capacity = ReadAmount(fields, "capacity") ?? [],
            Skills = fields.Integers("skills", 0, MostSkill) ?? [],
            Hours = hours,

            // They are taken in the order of their windows.
            Breaks = [.. breaks.OrderBy(b => b.Windows.Count > 0 ? b.Windows[0].Start : long.MinValue).ThenBy(b => b.Windows.Count > 0 ? b.Windows[^1].End : long.MaxValue)],
            SpeedFactor = speed,
            Costs = costs,
            MaxTasks = (int?)fields.Integer("max_tasks", 0, int.MaxValue),
            MaxTravelTime = fields.Integer("max_travel_time", 0, Most),
            MaxDistance = fields.Integer("max_distance", 0, Most),
            Steps = [.. fields.Items("steps").Select(item => ReadStep(new JsonFields(item.Value, item.Path)))],
        };
    }

    private VroomBreak ReadBreak(JsonFields fields) => new()
    {
        Id = fields.Id(),
        Description = fields.Text("description"),
        Service = fields.Integer("service", 0, Most) ?? 0,
        Windows = ReadWindows(fields),
        MaxLoad = ReadAmount(fields, "max_load"),
    };

    private VroomJob ReadJob(JsonFields fields) => new()
    {
        Stop = ReadStop(fields),
        Delivery = ReadAmount(fields, "delivery") ?? ReadAmount(fields, "amount") ?? [],
        Pickup = ReadAmount(fields, "pickup") ?? [],
        Skills = fields.Integers("skills", 0, MostSkill) ?? [],
        Priority = (int)(fields.Integer("priority", 0, 100) ?? 0),
    };

    private VroomShipment ReadShipment(JsonFields fields) => new()
    {
        Pickup = ReadEnd(fields, "pickup"),
        Delivery = ReadEnd(fields, "delivery"),
        Amount = ReadAmount(fields, "amount") ?? [],
        Skills = fields.Integers("skills", 0, MostSkill) ?? [],
        Priority = (int)(fields.Integer("priority", 0, 100) ?? 0),
    };

    private VroomStop ReadEnd(JsonFields shipment, string end)
    {
        var fields = shipment.Object(end) ?? throw new FormatException($"{shipment.Path} has no {end}.");
        return ReadStop(fields) with { Workshop = ReadWorkshopStop(fields, isPickup: end == "pickup") };
    }

    private VroomStop ReadStop(JsonFields fields) => new()
    {
        Id = fields.Id(),
        Description = fields.Text("description"),
        Place = ReadPlace(fields, "location", "location_index")
            ?? throw new FormatException(matrices.Count > 0 ? $"{fields.Path} has no location_index, its row in the matrices." : $"{fields.Path} has no location: [lon, lat]."),
        Setup = fields.Integer("setup", 0, Most) ?? 0,
        Service = fields.Integer("service", 0, Most) ?? 0,
        SetupPerType = ReadPerType(fields, "setup_per_type"),
        ServicePerType = ReadPerType(fields, "service_per_type"),
        Windows = ReadWindows(fields),
    };

    private static IReadOnlyDictionary<string, long> ReadPerType(JsonFields fields, string key)
    {
        if (fields.Object(key) is not { } types)
            return VroomStop.NoTypes;
        var times = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (type, value) in types.Entries())
            times[type] = JsonFields.Integer(value, types.PathOf(type), 0, Most);
        return times;
    }

    private static IReadOnlyList<VroomWindow> ReadWindows(JsonFields fields)
    {
        var windows = fields.Items("time_windows").Select(item => ReadWindow(item.Value, item.Path)).OrderBy(window => window.Start).ToList();
        if (fields.Find("time_windows") is not null && windows.Count == 0)
            throw new FormatException($"{fields.PathOf("time_windows")} is empty; leave it out if any time will do.");
        for (var w = 1; w < windows.Count; w++)
        {
            if (windows[w].Start <= windows[w - 1].End)
                throw new FormatException($"{fields.PathOf("time_windows")}: [{windows[w - 1].Start}, {windows[w - 1].End}] and [{windows[w].Start}, {windows[w].End}] overlap.");
        }

        return windows;
    }

    private static VroomWindow ReadWindow(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2)
            throw new FormatException($"{path} must be [start, end], and is {JsonFields.Name(value)}.");
        var window = new VroomWindow(JsonFields.Integer(value[0], path + "[0]", 0, Most), JsonFields.Integer(value[1], path + "[1]", 0, Most));
        return window.End >= window.Start ? window : throw new FormatException($"{path} ends at {window.End}, before it starts at {window.Start}.");
    }

    private static VroomStep ReadStep(JsonFields fields)
    {
        var kind = fields.Text("type") switch
        {
            "start" => VroomStepKind.Start,
            "job" => VroomStepKind.Job,
            "pickup" => VroomStepKind.Pickup,
            "delivery" => VroomStepKind.Delivery,
            "break" => VroomStepKind.Break,
            "end" => VroomStepKind.End,
            null => throw new FormatException($"{fields.Path} has no type."),
            var other => throw new FormatException($"{fields.PathOf("type")} is \"{other}\"; it must be start, job, pickup, delivery, break or end."),
        };
        var id = kind is VroomStepKind.Start or VroomStepKind.End ? 0 : fields.Id();
        return new VroomStep(kind, id, fields.Integer("service_at", 0, Most), fields.Integer("service_after", 0, Most), fields.Integer("service_before", 0, Most));
    }

    private VroomPlace? ReadPlace(JsonFields fields, string location, string indexKey)
    {
        (double Lon, double Lat)? coordinates = fields.Find(location) is { } value ? ReadCoordinates(value, fields.PathOf(location)) : null;
        if (matrices.Count > 0)
        {
            var size = matrices.Values.First().Size;
            if (fields.Integer(indexKey, 0, size - 1) is { } index)
                return new VroomPlace((int)index, true, coordinates);
            return coordinates is null ? null : throw new FormatException($"{fields.Path} has no {indexKey}: with matrices, places are told by their row.");
        }

        if (coordinates is not { } at)
            return null;
        if (!placeIndex.TryGetValue(at, out var known))
        {
            placeIndex[at] = known = places.Count;
            places.Add(at);
        }

        return new VroomPlace(known, false, at);
    }

    private static (double Lon, double Lat) ReadCoordinates(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() == 2
            && value[0].ValueKind == JsonValueKind.Number
            && value[1].ValueKind == JsonValueKind.Number
            && value[0].GetDouble() is >= -180 and <= 180 and var lon
            && value[1].GetDouble() is >= -90 and <= 90 and var lat)
        {
            return (lon, lat);
        }

        throw new FormatException($"{path} must be [lon, lat] in degrees, and is {JsonFields.Name(value)}.");
    }

    private int[]? ReadAmount(JsonFields fields, string key)
    {
        if (fields.Integers(key, 0, MostAmount) is not { } amount)
            return null;
        if (dimensions < 0)
            (dimensions, dimensionsFrom) = (amount.Length, fields.PathOf(key));
        return amount.Length == dimensions
            ? amount
            : throw new FormatException($"{fields.PathOf(key)} has {amount.Length} amounts, {dimensionsFrom} {dimensions}: all must have the same number.");
    }

    private static VroomOptions ReadOptions(JsonFields root)
    {
        if (root.Object("options") is not { } options)
            return new VroomOptions();
        var seconds = options.Number("l");
        if (seconds is <= 0 or > 86_400)
            throw new FormatException("options.l, the seconds to search, must be above 0 and at most 86400.");
        return new VroomOptions(options.Flag("g"), options.Flag("c"), seconds, (int?)options.Integer("t", 1, 256));
    }

    private static void Once(IEnumerable<ulong> ids, string among)
    {
        var seen = new HashSet<ulong>();
        foreach (var id in ids)
        {
            if (!seen.Add(id))
                throw new FormatException($"The id {id} stands twice among {among}.");
        }
    }
}
