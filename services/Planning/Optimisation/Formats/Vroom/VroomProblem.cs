namespace Routing.Optimisation.Formats.Vroom;

/// <summary>A problem in VROOM's JSON as it was written: seconds, metres, [lon, lat]. Read by <see cref="VroomReader"/>.</summary>
public sealed record VroomProblem
{
    public required IReadOnlyList<VroomVehicle> Vehicles { get; init; }
    public IReadOnlyList<VroomJob> Jobs { get; init; } = [];
    public IReadOnlyList<VroomShipment> Shipments { get; init; } = [];

    /// <summary>By profile; empty: travel comes from roads, between <see cref="Places"/>.</summary>
    public IReadOnlyDictionary<string, VroomMatrix> Matrices { get; init; } = new Dictionary<string, VroomMatrix>(StringComparer.Ordinal);

    /// <summary>Without matrices: what <see cref="VroomPlace.Index"/> counts, each coordinate once.</summary>
    public IReadOnlyList<(double Lon, double Lat)> Places { get; init; } = [];

    /// <summary>Length of every amount and capacity.</summary>
    public int Dimensions { get; init; }

    /// <summary>Ours, not VROOM's: without any, routes do not know of each other.</summary>
    public IReadOnlyList<VroomWorkshop> Workshops { get; init; } = [];

    public VroomOptions Options { get; init; } = new();
}

/// <summary>What VROOM takes on its command line and its HTTP server in <c>options</c>.</summary>
/// <param name="Geometry"><c>g</c>: routes are drawn, where there are roads.</param>
/// <param name="PlanMode"><c>c</c>: the vehicles' steps are timed as they are, and what they break is told.</param>
/// <param name="Seconds"><c>l</c>: how long to search.</param>
/// <param name="Threads"><c>t</c>.</param>
public sealed record VroomOptions(bool Geometry = false, bool PlanMode = false, double? Seconds = null, int? Threads = null);

/// <summary>Rows are origins; <c>Size * Size</c>, row-major.</summary>
public sealed record VroomMatrix(int Size, int[] Durations, int[]? Distances = null, int[]? Costs = null);

/// <param name="Index">Row and column of the matrices.</param>
/// <param name="IsIndexGiven">The index stood in the problem, and stands in the answer.</param>
public sealed record VroomPlace(int Index, bool IsIndexGiven, (double Lon, double Lat)? Coordinates);

/// <summary>Both ends belong to it.</summary>
public readonly record struct VroomWindow(long Start, long End);

/// <summary>Something that is visited: a job, or one end of a shipment.</summary>
public sealed record VroomStop
{
    public required ulong Id { get; init; }
    public string? Description { get; init; }
    public required VroomPlace Place { get; init; }

    /// <summary>Spent before the service unless the stop before is at the same place.</summary>
    public long Setup { get; init; }

    public long Service { get; init; }

    /// <summary>By the vehicle's type, instead of the two above.</summary>
    public IReadOnlyDictionary<string, long> SetupPerType { get; init; } = NoTypes;

    public IReadOnlyDictionary<string, long> ServicePerType { get; init; } = NoTypes;

    /// <summary>Ascending and apart; none: any time.</summary>
    public IReadOnlyList<VroomWindow> Windows { get; init; } = [];

    /// <summary>Ours, not VROOM's: what it is to a workshop.</summary>
    public VroomWorkshopStop? Workshop { get; init; }

    internal static readonly IReadOnlyDictionary<string, long> NoTypes = new Dictionary<string, long>(StringComparer.Ordinal);

    public long SetupFor(VroomVehicle vehicle) => Of(SetupPerType, vehicle, Setup);

    public long ServiceFor(VroomVehicle vehicle) => Of(ServicePerType, vehicle, Service);

    private static long Of(IReadOnlyDictionary<string, long> perType, VroomVehicle vehicle, long standard)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        return vehicle.Type is { } type && perType.TryGetValue(type, out var own) ? own : standard;
    }
}

public sealed record VroomJob
{
    public required VroomStop Stop { get; init; }
    public IReadOnlyList<int> Delivery { get; init; } = [];
    public IReadOnlyList<int> Pickup { get; init; } = [];
    public IReadOnlyList<int> Skills { get; init; } = [];
    public int Priority { get; init; }
}

public sealed record VroomShipment
{
    public required VroomStop Pickup { get; init; }
    public required VroomStop Delivery { get; init; }
    public IReadOnlyList<int> Amount { get; init; } = [];
    public IReadOnlyList<int> Skills { get; init; } = [];
    public int Priority { get; init; }
}

public sealed record VroomVehicle
{
    public required ulong Id { get; init; }
    public string Profile { get; init; } = "car";

    /// <summary>Ours, not VROOM's: how legs with a shipment on board are travelled; such a vehicle carries one at a time.</summary>
    public string? LoadedProfile { get; init; }

    /// <summary>Ours, not VROOM's (<c>lifo</c>): what came on last leaves first.</summary>
    public bool LastInFirstOut { get; init; }

    public string? Type { get; init; }
    public string? Description { get; init; }
    public VroomPlace? Start { get; init; }
    public VroomPlace? End { get; init; }
    public IReadOnlyList<int> Capacity { get; init; } = [];
    public IReadOnlyList<int> Skills { get; init; } = [];
    public VroomWindow? Hours { get; init; }
    public IReadOnlyList<VroomBreak> Breaks { get; init; } = [];
    public double SpeedFactor { get; init; } = 1;
    public VroomCosts Costs { get; init; } = new();
    public int? MaxTasks { get; init; }
    public long? MaxTravelTime { get; init; }
    public long? MaxDistance { get; init; }
    public IReadOnlyList<VroomStep> Steps { get; init; } = [];
}

/// <param name="Fixed">Once a used vehicle.</param>
/// <param name="PerHour">Of travel.</param>
/// <param name="PerKilometre">Of travel.</param>
public sealed record VroomCosts(long Fixed = 0, long PerHour = 3600, long PerKilometre = 0);

public sealed record VroomBreak
{
    public required ulong Id { get; init; }
    public string? Description { get; init; }
    public long Service { get; init; }
    public IReadOnlyList<VroomWindow> Windows { get; init; } = [];
    public IReadOnlyList<int>? MaxLoad { get; init; }
}

public enum VroomStepKind
{
    Start,
    Job,
    Pickup,
    Delivery,
    Break,
    End,
}

/// <summary>Of a plan that is there already.</summary>
public sealed record VroomStep(VroomStepKind Kind, ulong Id, long? ServiceAt = null, long? ServiceAfter = null, long? ServiceBefore = null);
