using Routing.Optimisation.Model;

namespace Routing.Optimisation.Reasons;

/// <summary>One change to a problem. <see cref="Apply"/> gives the changed problem; the problem itself stays.</summary>
public abstract record Change
{
    private protected Change() { }

    public abstract Problem Apply(Problem problem);

    private protected static Problem WithJob(Problem problem, Guid jobId, Func<Job, Job> change) =>
        problem with
        {
            Jobs = [.. problem.Jobs.Select(job => job.Id == jobId ? change(job) : job)],
        };

    private protected static Problem WithResource(
        Problem problem,
        Guid id,
        Func<Resource, Resource> change
    ) =>
        problem with
        {
            Resources =
            [
                .. problem.Resources.Select(resource =>
                    resource.Id == id ? change(resource) : resource
                ),
            ],
        };

    private protected static Problem WithWorkshop(
        Problem problem,
        int index,
        Func<Workshop, Workshop> change
    ) =>
        problem with
        {
            Workshops =
            [
                .. problem.Workshops.Select(
                    (workshop, i) => i == index ? change(workshop) : workshop
                ),
            ],
        };

    /// <summary>Windows, each with so many seconds more before and behind it; those that meet become one.</summary>
    private protected static IReadOnlyList<Window> Widened(
        IReadOnlyList<Window> windows,
        Func<int, (int Earlier, int Later)> by
    )
    {
        var widened = new List<Window>();
        for (var i = 0; i < windows.Count; i++)
        {
            var (earlier, later) = by(i);
            var start = Math.Max(0, windows[i].Start - earlier);
            var end = Math.Min(Window.Never, windows[i].End + later);
            if (widened.Count > 0 && widened[^1].End >= start)
                widened[^1] = new Window(
                    Math.Min(widened[^1].Start, start),
                    Math.Max(widened[^1].End, end)
                );
            else
                widened.Add(new Window(start, end));
        }

        return widened;
    }
}

/// <summary>All hard windows of a stop open earlier and close later by so many seconds.</summary>
public sealed record WidenWindow(Guid JobId, int StopIndex, int EarlierSeconds, int LaterSeconds)
    : Change
{
    public override Problem Apply(Problem problem) => WithJob(problem, JobId, Widened);

    private Job Widened(Job job) =>
        job with
        {
            Stops =
            [
                .. job.Stops.Select(
                    (stop, i) =>
                        i != StopIndex
                            ? stop
                            : stop with
                            {
                                Alternatives =
                                [
                                    .. stop.Alternatives.Select(alternative =>
                                        alternative with
                                        {
                                            Windows = Widened(
                                                alternative.Windows,
                                                _ => (EarlierSeconds, LaterSeconds)
                                            ),
                                        }
                                    ),
                                ],
                            }
                ),
            ],
        };
}

/// <summary>A driver starts earlier and stays longer by so many seconds.</summary>
public sealed record ExtendShift(Guid ResourceId, int EarlierSeconds, int LaterSeconds) : Change
{
    public override Problem Apply(Problem problem) =>
        WithResource(
            problem,
            ResourceId,
            resource =>
                resource with
                {
                    ShiftStart = Math.Max(0, resource.ShiftStart - EarlierSeconds),
                    ShiftEnd = resource.ShiftEnd + LaterSeconds,
                }
        );
}

/// <summary>A driver learns (or is replaced by one who has) these skills.</summary>
public sealed record AddSkills(Guid ResourceId, IReadOnlyList<string> Skills) : Change
{
    public override Problem Apply(Problem problem) =>
        WithResource(
            problem,
            ResourceId,
            resource => resource with { Skills = [.. resource.Skills.Union(Skills)] }
        );
}

/// <summary>A driver's own means reach so many metres further on a leg.</summary>
public sealed record ExtendReach(Guid ResourceId, int Metres) : Change
{
    public override Problem Apply(Problem problem) =>
        WithResource(
            problem,
            ResourceId,
            resource => resource with { MaxEmptyMetres = resource.MaxEmptyMetres + Metres }
        );
}

/// <summary>A driver's own means have charge for so many metres more, when the shift starts and after a change.</summary>
public sealed record ExtendCharge(Guid ResourceId, int Metres) : Change
{
    public override Problem Apply(Problem problem) =>
        WithResource(problem, ResourceId, Extended);

    private Resource Extended(Resource resource) =>
        resource.Means is not { Battery: { } battery } means
            ? resource
            : resource with
            {
                Means = means with
                {
                    Battery = battery with
                    {
                        RangeMetres = battery.RangeMetres + Metres,
                        ChargedMetres = battery.ChargedMetres + Metres,
                    },
                },
            };
}

/// <summary>The moved car can go so many metres further, also when it was charged on the way.</summary>
public sealed record ExtendRange(Guid JobId, int Metres) : Change
{
    public override Problem Apply(Problem problem) =>
        WithJob(
            problem,
            JobId,
            job => job with
            {
                RangeMetres = job.RangeMetres + Metres,
                Stops = [.. job.Stops.Select(stop => stop with { RechargedMetres = stop.RechargedMetres + Metres })],
            }
        );
}

/// <summary>A workshop has more courtesy cars.</summary>
public sealed record AddCourtesyCars(int Workshop, int Cars) : Change
{
    public override Problem Apply(Problem problem) =>
        WithWorkshop(
            problem,
            Workshop,
            workshop => workshop with { CourtesyCars = workshop.CourtesyCars + Cars }
        );
}

/// <summary>A transporter for one car, with the shift and skills of a driver.</summary>
public sealed record AddTransporter(Guid Like, Guid NewId) : Change
{
    public override Problem Apply(Problem problem) =>
        problem with
        {
            Resources =
            [
                .. problem.Resources,
                .. problem
                    .Resources.Where(resource => resource.Id == Like)
                    .Select(resource =>
                        resource with
                        {
                            Id = NewId,
                            Name = null,
                            PinnedJobs = [],
                            Places = 1,
                            Means = null,
                            Rides = [],
                            EmptyMatrix = resource.LoadedMatrix,
                            MaxEmptyMetres = null,
                            FoldSeconds = 0,
                        }
                    ),
            ],
        };
}

/// <summary>A driver takes more jobs than allowed now.</summary>
public sealed record RaiseJobLimit(Guid ResourceId, int Jobs) : Change
{
    public override Problem Apply(Problem problem) =>
        WithResource(
            problem,
            ResourceId,
            resource => resource with { MaxJobs = resource.MaxJobs + Jobs }
        );
}

/// <summary>The dispatcher's locks on a job are lifted.</summary>
public sealed record Unlock(Guid JobId, bool Driver, bool Order, bool Time) : Change
{
    public override Problem Apply(Problem problem) =>
        WithJob(
            problem,
            JobId,
            job =>
                job with
                {
                    Locks = new Locks(
                        Driver ? null : job.Locks.Driver,
                        Order ? null : job.Locks.DirectlyAfter,
                        Time ? null : job.Locks.Time
                    ),
                }
        );
}

/// <summary>The car is ready so many seconds earlier than the fixed time says.</summary>
public sealed record ReadyEarlier(Guid JobId, int Seconds) : Change
{
    public override Problem Apply(Problem problem) =>
        WithJob(
            problem,
            JobId,
            job => job with { ReadyAt = Math.Max(0, (job.ReadyAt ?? 0) - Seconds) }
        );
}

/// <summary>A workshop works on a car for less time.</summary>
public sealed record ShortenWork(Guid CarId, int Seconds) : Change
{
    public override Problem Apply(Problem problem) =>
        WithJob(
            problem with
            {
                Workshops =
                [
                    .. problem.Workshops.Select(workshop =>
                        workshop with
                        {
                            PresentCars =
                            [
                                .. workshop.PresentCars.Select(car =>
                                    car.Id == CarId
                                        ? car with
                                        {
                                            WorkSeconds = Math.Max(0, car.WorkSeconds - Seconds),
                                        }
                                        : car
                                ),
                            ],
                        }
                    ),
                ],
            },
            CarId,
            job =>
                job with
                {
                    Stops =
                    [
                        .. job.Stops.Select(stop =>
                            stop.Workshop is { Kind: WorkshopVisitKind.CheckIn } visit
                                ? stop with
                                {
                                    Workshop = visit with
                                    {
                                        WorkSeconds = Math.Max(0, visit.WorkSeconds - Seconds),
                                    },
                                }
                                : stop
                        ),
                    ],
                }
        );
}

/// <summary>A workshop takes more cars in, in each quarter of an hour, or parks more.</summary>
public sealed record WidenWorkshop(int Workshop, int ReceptionPerQuarter, int Parking) : Change
{
    public override Problem Apply(Problem problem) =>
        WithWorkshop(
            problem,
            Workshop,
            workshop =>
                workshop with
                {
                    ReceptionPerQuarter = workshop.ReceptionPerQuarter + ReceptionPerQuarter,
                    Parking = workshop.Parking + Parking,
                }
        );
}

/// <summary>A workshop works on more cars at a time; with a skill, so many more of its technicians have it.</summary>
public sealed record WidenWork(int Workshop, int Lifts, int Technicians, string? Skill) : Change
{
    public override Problem Apply(Problem problem) => WithWorkshop(problem, Workshop, Widened);

    private Workshop Widened(Workshop workshop)
    {
        var skilled = workshop.TechniciansBySkill.ToDictionary();
        if (Skill is not null)
            skilled[Skill] = skilled.GetValueOrDefault(Skill) + 1;
        return workshop with
        {
            Lifts = workshop.Lifts + Lifts,
            Technicians = workshop.Technicians + Technicians,
            TechniciansBySkill = skilled,
        };
    }
}

/// <summary>One of a workshop's opening hours begins earlier and ends later by so many seconds.</summary>
public sealed record OpenLonger(int Workshop, int Hours, int EarlierSeconds, int LaterSeconds)
    : Change
{
    public override Problem Apply(Problem problem) =>
        WithWorkshop(
            problem,
            Workshop,
            workshop =>
                workshop with
                {
                    Opening = Widened(
                        workshop.Opening,
                        i => i == Hours ? (EarlierSeconds, LaterSeconds) : (0, 0)
                    ),
                }
        );
}

/// <summary>One more driver with the shift, skills and means of another.</summary>
public sealed record AddDriver(Guid Like, Guid NewId) : Change
{
    public override Problem Apply(Problem problem) =>
        problem with
        {
            Resources =
            [
                .. problem.Resources,
                .. problem
                    .Resources.Where(resource => resource.Id == Like)
                    .Select(resource => resource with { Id = NewId, Name = null, PinnedJobs = [] }),
            ],
        };
}

/// <summary>Several changes, made in order.</summary>
public sealed record Combined(IReadOnlyList<Change> Changes) : Change
{
    public override Problem Apply(Problem problem) =>
        Changes.Aggregate(problem, (changed, change) => change.Apply(changed));
}
