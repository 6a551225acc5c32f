namespace Routing.Optimisation.Formats.Vroom;

/// <summary>A visit or a break of a route in the making.</summary>
/// <param name="Task">Index into jobs and then shipments; -1 for a break.</param>
/// <param name="Break">Index into the vehicle's breaks; -1 for a visit.</param>
internal readonly record struct VroomVisit(VroomStepKind Kind, int Task, int Break, VroomStep? Given = null);

/// <summary>Reads the steps that vehicles have already.</summary>
internal sealed class VroomSteps(VroomProblem problem)
{
    private readonly Dictionary<(VroomStepKind, ulong), int> tasks = TasksOf(problem);
    private readonly HashSet<(VroomStepKind, ulong)> seen = [];

    /// <summary>By vehicle.</summary>
    /// <exception cref="FormatException">A step names what there is not, or is there twice.</exception>
    public List<List<VroomVisit>> Read() => [.. problem.Vehicles.Select(Read)];

    private List<VroomVisit> Read(VroomVehicle vehicle)
    {
        var visits = new List<VroomVisit>();
        var breaks = new HashSet<int>();
        for (var i = 0; i < vehicle.Steps.Count; i++)
        {
            var step = vehicle.Steps[i];
            switch (step.Kind)
            {
                case VroomStepKind.Start when i > 0:
                    throw new FormatException($"The steps of vehicle {vehicle.Id} have a start that is not the first.");
                case VroomStepKind.End when i < vehicle.Steps.Count - 1:
                    throw new FormatException($"The steps of vehicle {vehicle.Id} have an end that is not the last.");
                case VroomStepKind.Start or VroomStepKind.End:
                    visits.Add(new VroomVisit(step.Kind, -1, -1, step));
                    break;
                case VroomStepKind.Break:
                    var pause = vehicle.Breaks.ToList().FindIndex(b => b.Id == step.Id);
                    if (pause < 0 || !breaks.Add(pause))
                        throw new FormatException($"The steps of vehicle {vehicle.Id} name break {step.Id}, which {(pause < 0 ? "it does not have" : "is there twice")}.");
                    visits.Add(new VroomVisit(step.Kind, -1, pause, step));
                    break;
                default:
                    var name = step.Kind.ToString().ToLowerInvariant();
                    if (!tasks.TryGetValue((step.Kind, step.Id), out var task))
                        throw new FormatException($"The steps of vehicle {vehicle.Id} name {name} {step.Id}, which there is not.");
                    if (!seen.Add((step.Kind, step.Id)))
                        throw new FormatException($"{name} {step.Id} is in the steps twice, the second time of vehicle {vehicle.Id}.");
                    visits.Add(new VroomVisit(step.Kind, task, -1, step));
                    break;
            }
        }

        return visits;
    }

    private static Dictionary<(VroomStepKind, ulong), int> TasksOf(VroomProblem problem)
    {
        var index = new Dictionary<(VroomStepKind, ulong), int>();
        for (var j = 0; j < problem.Jobs.Count; j++)
            index[(VroomStepKind.Job, problem.Jobs[j].Stop.Id)] = j;
        for (var s = 0; s < problem.Shipments.Count; s++)
        {
            index[(VroomStepKind.Pickup, problem.Shipments[s].Pickup.Id)] = problem.Jobs.Count + s;
            index[(VroomStepKind.Delivery, problem.Shipments[s].Delivery.Id)] = problem.Jobs.Count + s;
        }

        return index;
    }
}
