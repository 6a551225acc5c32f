using System.Buffers.Binary;
using System.Globalization;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Model;
using Routing.Optimisation.Search;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>
/// A VROOM problem with workshops as the service's own day, and its plan as VROOM's routes. A shipment is a job of two stops,
/// driven empty to the first and loaded to the second. VROOM's unit of cost is a cent.
/// </summary>
internal sealed class VroomDay
{
    // Longer than any shift; a day of quarters of an hour is kept for reception.
    private const int Horizon = 1 << 22;
    private const int Quarter = 900;
    private const int SecondsOfADay = 86_400;

    private readonly VroomModel model;
    private readonly VroomProblem problem;
    private readonly long offset;
    private readonly Dictionary<Guid, int> shipmentOf;

    /// <exception cref="FormatException">It cannot be planned; the message says why.</exception>
    public VroomDay(VroomModel model)
    {
        this.model = model;
        problem = model.Problem;
        offset = Offset();
        shipmentOf = Enumerable.Range(0, problem.Shipments.Count).ToDictionary(s => IdOf('s', problem.Shipments[s].Pickup.Id));
        var matrices = new Dictionary<VroomTravel, int>();
        Day = new Problem
        {
            Resources = [.. problem.Vehicles.Select((vehicle, v) => ToResource(vehicle, MatrixOf(model.Travel[v].Empty), MatrixOf(model.Travel[v].Loaded)))],
            Jobs = [.. problem.Shipments.Select(ToJob)],
            Workshops = [.. problem.Workshops.Select(ToWorkshop)],
            Matrices = [.. matrices.OrderBy(pair => pair.Value).Select(pair => ToMatrix(pair.Key))],
        };
        if (ProblemValidation.Check(Day) is [var fault, ..])
            throw new FormatException(fault);

        int MatrixOf(VroomTravel travel)
        {
            if (!matrices.TryGetValue(travel, out var index))
                matrices.Add(travel, index = matrices.Count);
            return index;
        }
    }

    public Problem Day { get; }

    /// <summary>The vehicles that do something, with the times of the plan.</summary>
    public List<VroomRoute> RoutesOf(Plan plan)
    {
        var routes = new List<VroomRoute>();
        for (var v = 0; v < plan.Routes.Count; v++)
        {
            var planned = plan.Routes[v];
            if (planned.Visits.Count == 0)
                continue;
            var (visits, begins) = (new List<VroomVisit>(), new List<long>());
            for (var i = 0; i <= planned.Visits.Count; i++)
            {
                for (var b = 0; b < planned.Breaks.Count; b++)
                {
                    if (planned.Breaks[b].AfterVisits == i)
                        Add(new VroomVisit(VroomStepKind.Break, -1, b), planned.Breaks[b].Start);
                }

                if (i < planned.Visits.Count)
                {
                    var visit = planned.Visits[i];
                    Add(new VroomVisit(visit.StopIndex == 0 ? VroomStepKind.Pickup : VroomStepKind.Delivery, shipmentOf[visit.JobId], -1), visit.ServiceStart);
                }
            }

            var route = new VroomRoute(problem, model.Travel[v], problem.Vehicles[v], visits) { Leave = planned.Start + offset, Back = planned.End + offset };
            begins.CopyTo(route.Begin);
            routes.Add(route);

            void Add(VroomVisit visit, int begin)
            {
                visits.Add(visit);
                begins.Add(begin + offset);
            }
        }

        return routes;
    }

    /// <summary>By shipment: why it is left out, in words.</summary>
    public Dictionary<int, string> ReasonsOf(Plan plan) => plan.Unserved.ToDictionary(left => shipmentOf[left.JobId], left => left.Reason.Text);

    /// <summary>As the field's solver reports it.</summary>
    public FieldPlan ToField(Plan plan) => new()
    {
        Routes = [.. plan.Routes.Select(route => (IReadOnlyList<FieldVisit>)[.. route.Visits.Select(visit => new FieldVisit(shipmentOf[visit.JobId], visit.StopIndex > 0))])],
        Unserved = [.. plan.Unserved.Select(left => shipmentOf[left.JobId]).Order()],
        Cost = (long)plan.Cost.Cents,
    };

    // Reception counts from multiples of a quarter of an hour. Who has no hours may set out a day before anything opens.
    private long Offset()
    {
        var starts = problem.Vehicles.Select(vehicle => vehicle.Hours?.Start)
            .Concat(problem.Workshops.SelectMany(workshop => workshop.Windows).Select(window => (long?)window.Start))
            .Concat(problem.Shipments.SelectMany(shipment => shipment.Pickup.Windows.Concat(shipment.Delivery.Windows)).Select(window => (long?)window.Start));
        var first = Math.Max(0, (starts.Min() ?? 0) - (problem.Vehicles.All(vehicle => vehicle.Hours is not null) ? 0 : SecondsOfADay));
        return first - first % Quarter;
    }

    private int Clip(long time) => (int)Math.Clamp(time - offset, 0, Horizon);

    private List<Window> Clip(IReadOnlyList<VroomWindow> windows) =>
        [.. windows.Where(window => window.End >= offset && window.Start - offset < Horizon).Select(window => new Window(Clip(window.Start), Clip(window.End)))];

    private static Matrix ToMatrix(VroomTravel travel)
    {
        var (durations, distances) = (new int[travel.Size * travel.Size], new int[travel.Size * travel.Size]);
        for (var leg = 0; leg < durations.Length; leg++)
        {
            var (from, to) = (leg / travel.Size, leg % travel.Size);
            var isWay = travel.Seconds(from, to) < FieldMatrix.Never;
            durations[leg] = isWay ? travel.Seconds(from, to) : -1;
            distances[leg] = isWay ? travel.Metres(from, to) : -1;
        }

        return new Matrix(travel.Size, durations, distances);
    }

    private Resource ToResource(VroomVehicle vehicle, int empty, int loaded) => new()
    {
        Id = IdOf('v', vehicle.Id),
        Name = vehicle.Description ?? string.Create(CultureInfo.InvariantCulture, $"vehicle {vehicle.Id}"),
        StartLocation = vehicle.Start!.Index,
        EndLocation = vehicle.End?.Index,
        ShiftStart = Clip(vehicle.Hours?.Start ?? 0),
        ShiftEnd = Clip(vehicle.Hours?.End ?? long.MaxValue / 2),
        Skills = [.. vehicle.Skills.Select(Text)],
        EmptyMatrix = empty,
        LoadedMatrix = loaded,
        Breaks = [.. vehicle.Breaks.Select(pause => new Break(new Window(Clip(pause.Windows[0].Start), Clip(pause.Windows[0].End)), (int)Math.Min(pause.Service, Horizon)))],
        MaxJobs = vehicle.MaxTasks,
        Costs = new Costs
        {
            Fixed = Price(vehicle.Costs.Fixed),
            PerHour = Price(vehicle.Costs.PerHour),
            PerWaitingHour = 0,
            PerOvertimeHour = 0,
            PerEmptyKm = Price(vehicle.Costs.PerKilometre),
            PerLoadedKm = Price(vehicle.Costs.PerKilometre),
        },
    };

    private Job ToJob(VroomShipment shipment)
    {
        var fetched = shipment.Pickup.Workshop;
        return new Job
        {
            Id = IdOf('s', shipment.Pickup.Id),
            Priority = shipment.Priority,
            RequiredSkills = [.. shipment.Skills.Select(Text)],
            Stops = [ToStop(shipment.Pickup, WorkshopVisitKind.Release), ToStop(shipment.Delivery, WorkshopVisitKind.CheckIn)],
            ReadyAfterJob = fetched?.AfterCar is { } car ? IdOf('c', car) : fetched?.AfterDelivery is { } delivery ? Bringing(shipment, delivery) : null,
        };
    }

    private Guid Bringing(VroomShipment shipment, ulong delivery) =>
        problem.Shipments.FirstOrDefault(other => other.Delivery.Id == delivery) is { Delivery.Workshop: { } at } brings && at.Id == shipment.Pickup.Workshop!.Id
            ? IdOf('s', brings.Pickup.Id)
            : throw new FormatException($"Pickup {shipment.Pickup.Id} waits for delivery {delivery}, which brings no car to workshop {shipment.Pickup.Workshop!.Id}.");

    private Stop ToStop(VroomStop stop, WorkshopVisitKind kind)
    {
        var windows = Clip(stop.Windows);
        if (stop.Windows.Count > 0 && windows.Count == 0)
            throw new FormatException($"The windows of stop {stop.Id} lie before all vehicles' hours or too long after them.");
        return new Stop
        {
            Alternatives = [new StopAlternative(stop.Place.Index, windows)],
            ServiceSeconds = (int)Math.Min(stop.Service, Horizon),
            Workshop = stop.Workshop is { } at
                ? new WorkshopVisit(IndexOf(at.Id), kind, at.Work, at.Skill is { } skill ? Text(skill) : null)
                : null,
        };
    }

    private int IndexOf(ulong workshop) => problem.Workshops.Index().First(each => each.Item.Id == workshop).Index;

    private Workshop ToWorkshop(VroomWorkshop workshop) => new()
    {
        Id = IdOf('w', workshop.Id),
        Name = workshop.Description ?? string.Create(CultureInfo.InvariantCulture, $"workshop {workshop.Id}"),
        Opening = Clip(workshop.Windows),
        Lifts = workshop.Lifts,
        Technicians = workshop.Technicians,
        TechniciansBySkill = workshop.TechniciansBySkill.ToDictionary(pair => Text(pair.Key), pair => pair.Value, StringComparer.Ordinal),
        ReceptionPerQuarter = workshop.ReceptionPerQuarter,
        Parking = workshop.Parking,
        PresentCars = [.. workshop.Cars.Select(car => new PresentCar(IdOf('c', car.Id), car.Work, car.Skill is { } skill ? Text(skill) : null))],
    };

    private static int Price(long price) => (int)Math.Min(price, 1 << 24);

    private static string Text(int skill) => skill.ToString(CultureInfo.InvariantCulture);

    // In the order of the numbers: of two at the same moment the lower is first.
    private static Guid IdOf(char kind, ulong id)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], id);
        return new Guid(bytes, bigEndian: true);
    }
}
