using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>
/// A VROOM problem as the field's solver takes it. Tasks are the jobs and then the shipments, in their order. Seconds stay
/// seconds, counted from <see cref="Offset"/>; costs are counted in parts, so that rounding a leg is no matter.
/// </summary>
public sealed class VroomModel
{
    /// <summary>Times beyond are as good as never.</summary>
    private const int Horizon = 1 << 28;

    public VroomProblem Problem { get; }

    public FieldProblem Field { get; }

    /// <summary>The second that is 0 in <see cref="Field"/>.</summary>
    public long Offset { get; }

    /// <summary>By vehicle: seconds and metres between places, and what a leg costs in the problem's own unit.</summary>
    internal IReadOnlyList<(VroomTravel Empty, VroomTravel Loaded)> Travel { get; }

    // With vehicles that travel otherwise when loaded, pickups have places of their own: where they really are.
    private readonly IReadOnlyList<int> ownPickups;
    private readonly bool isOneAtATime;

    /// <exception cref="FormatException">Numbers are too large to be planned with, or steps name what there is not.</exception>
    public VroomModel(VroomProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Matrices.Count == 0)
            throw new ArgumentException("The problem has no matrices: roads give them first.", nameof(problem));
        Problem = problem;
        Offset = OffsetOf(problem);
        var scale = CostScale(problem);
        var kinds = Kinds(problem);
        isOneAtATime = problem.Vehicles.Any(vehicle => vehicle.LoadedProfile is not null);
        ownPickups = isOneAtATime ? [.. problem.Shipments.Select(shipment => shipment.Pickup.Place.Index)] : [];
        var travels = new Dictionary<(string, string, double, VroomCosts), (VroomTravel Empty, VroomTravel Loaded, int Matrix)>();
        var matrices = new List<FieldMatrix>();
        var (vehicles, travelOf) = (new List<FieldVehicle>(), new List<(VroomTravel, VroomTravel)>());
        foreach (var vehicle in problem.Vehicles)
        {
            var loadedProfile = vehicle.LoadedProfile ?? vehicle.Profile;
            var key = (vehicle.Profile, loadedProfile, vehicle.SpeedFactor, vehicle.Costs with { Fixed = 0 });
            if (!travels.TryGetValue(key, out var known))
            {
                var empty = new VroomTravel(problem.Matrices[vehicle.Profile], vehicle.SpeedFactor, vehicle.Costs);
                var loaded = loadedProfile == vehicle.Profile ? empty : new VroomTravel(problem.Matrices[loadedProfile], vehicle.SpeedFactor, vehicle.Costs);
                travels[key] = known = (empty, loaded, matrices.Count);
                matrices.Add(empty.ToMatrix(scale, ownPickups, loaded));
            }

            travelOf.Add((known.Empty, known.Loaded));
            vehicles.Add(ToField(vehicle, known.Matrix, scale, kinds));
        }

        Travel = travelOf;
        Field = new FieldProblem
        {
            Matrices = matrices,
            Vehicles = vehicles,
            Tasks = [.. problem.Jobs.Select(job => ToField(job, kinds)), .. problem.Shipments.Select((shipment, s) => ToField(shipment, s, kinds))],
            Dimensions = problem.Dimensions + (isOneAtATime ? 1 : 0),
        };
    }

    /// <summary>The plan that the vehicles' steps say; null when there are none.</summary>
    /// <exception cref="FormatException">A step names what there is not, or is there twice.</exception>
    public FieldPlan? StartPlan()
    {
        var routes = new VroomSteps(Problem).Read().Select(route => (IReadOnlyList<FieldVisit>)[.. route.Where(step => step.Task >= 0).Select(step => new FieldVisit(step.Task, step.Kind == VroomStepKind.Delivery))]).ToList();
        return routes.TrueForAll(route => route.Count == 0) ? null : new FieldPlan { Routes = routes, Unserved = [] };
    }

    // Epochs are far from 0 and close to each other.
    private static long OffsetOf(VroomProblem problem)
    {
        var windows = problem.Jobs.SelectMany(job => job.Stop.Windows)
            .Concat(problem.Shipments.SelectMany(shipment => shipment.Pickup.Windows.Concat(shipment.Delivery.Windows)))
            .Concat(problem.Vehicles.SelectMany(vehicle => vehicle.Breaks.SelectMany(pause => pause.Windows)))
            .Concat(problem.Vehicles.Where(vehicle => vehicle.Hours is not null).Select(vehicle => vehicle.Hours!.Value))
            .ToList();
        if (windows.Count == 0 || windows.Max(window => window.Start) < Horizon / 2)
            return 0;
        var (first, last) = (windows.Min(window => window.Start), windows.Max(window => window.Start));
        return last - first < Horizon / 2
            ? Math.Max(0, first - Horizon / 4)
            : throw new FormatException($"Time windows start from {first} to {last}: more than {Horizon / 2} seconds cannot be planned at once.");
    }

    private int Clip(long time) => (int)Math.Clamp(time - Offset, 0, Horizon);

    private Window[] Clip(IReadOnlyList<VroomWindow> windows) => [.. windows.Select(window => new Window(Clip(window.Start), Clip(window.End)))];

    private static int CostScale(VroomProblem problem)
    {
        if (problem.Vehicles.All(vehicle => vehicle.Costs is { PerHour: 3600, PerKilometre: 0 }))
            return 1;
        var most = problem.Vehicles.Max(vehicle =>
        {
            var profiles = new[] { vehicle.Profile, vehicle.LoadedProfile ?? vehicle.Profile }.Distinct(StringComparer.Ordinal);
            return Math.Max(vehicle.Costs.Fixed, profiles.Max(profile => VroomTravel.MostCost(problem.Matrices[profile], vehicle.SpeedFactor, vehicle.Costs)));
        });
        return most switch
        {
            < FieldMatrix.Never / 100 => 100,
            < FieldMatrix.Never => 1,
            _ => throw new FormatException($"A leg or a vehicle costs {most:F0}; costs above {FieldMatrix.Never} cannot be planned with. Use a larger unit."),
        };
    }

    private static List<string?> Kinds(VroomProblem problem)
    {
        var named = problem.Jobs.Select(job => job.Stop).Concat(problem.Shipments.SelectMany(shipment => new[] { shipment.Pickup, shipment.Delivery }))
            .SelectMany(stop => stop.ServicePerType.Keys.Concat(stop.SetupPerType.Keys))
            .ToHashSet(StringComparer.Ordinal);
        return [.. problem.Vehicles.Select(vehicle => vehicle.Type is { } type && named.Contains(type) ? type : null).Distinct()];
    }

    private FieldVehicle ToField(VroomVehicle vehicle, int matrix, int scale, List<string?> kinds) => new()
    {
        Matrix = matrix,
        Kind = Math.Max(0, kinds.IndexOf(kinds.Contains(vehicle.Type) ? vehicle.Type : null)),
        Start = vehicle.Start?.Index,
        End = vehicle.End?.Index,
        Hours = vehicle.Hours is { } hours ? new Window(Clip(hours.Start), Clip(hours.End)) : new Window(0, Horizon),
        Capacity = Padded(vehicle.Capacity, vehicle.LoadedProfile is null ? Horizon : 1),
        LastInFirstOut = vehicle.LastInFirstOut,
        Skills = [.. vehicle.Skills],
        FixedCost = (int)Math.Min(vehicle.Costs.Fixed * scale, FieldMatrix.Never),
        MaxTasks = vehicle.MaxTasks,
        MaxTravel = (int?)Least(vehicle.MaxTravelTime),
        MaxDistance = (int?)Least(vehicle.MaxDistance),
        Breaks = [.. vehicle.Breaks.Select(pause => new FieldBreak(Clip(pause.Windows), (int)Math.Min(pause.Service, Horizon), pause.MaxLoad is { } most ? Padded(most, Horizon) : null))],
    };

    private static long? Least(long? limit) => limit is { } value ? Math.Min(value, int.MaxValue) : null;

    private FieldTask ToField(VroomJob job, List<string?> kinds) => new()
    {
        First = ToField(job.Stop, kinds),
        Pickup = Padded(job.Pickup, 0),
        Delivery = Padded(job.Delivery, 0),
        Priority = job.Priority,
        Skills = [.. job.Skills],
    };

    private FieldTask ToField(VroomShipment shipment, int number, List<string?> kinds) => new()
    {
        First = ToField(shipment.Pickup, kinds) is var first && isOneAtATime ? first with { Location = Problem.Matrices.Values.First().Size + number } : first,
        Second = ToField(shipment.Delivery, kinds),
        Pickup = Padded(shipment.Amount, 1),
        Priority = shipment.Priority,
        Skills = [.. shipment.Skills],
    };

    private FieldStop ToField(VroomStop stop, List<string?> kinds)
    {
        static int Time(long seconds) => (int)Math.Min(seconds, Horizon);
        var ofKinds = kinds.ConvertAll(kind => new FieldAction(
            Time(kind is not null && stop.SetupPerType.TryGetValue(kind, out var setup) ? setup : stop.Setup),
            Time(kind is not null && stop.ServicePerType.TryGetValue(kind, out var service) ? service : stop.Service)));
        return new FieldStop(stop.Place.Index, ofKinds[0].Service, Clip(stop.Windows), ofKinds[0].Setup) { ByKind = ofKinds.Count > 1 ? ofKinds : [] };
    }

    // One thing at a time is a dimension of its own, in front: it is the scarcest.
    private int[] Padded(IReadOnlyList<int> amount, int inFront)
    {
        int[] own = amount.Count > 0 ? [.. amount] : new int[Problem.Dimensions];
        return isOneAtATime ? [inFront, .. own] : own;
    }
}
