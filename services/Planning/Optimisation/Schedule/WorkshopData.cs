using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>A workshop as the schedule reads it. Cars are the jobs that check in here, then those present.</summary>
internal sealed class WorkshopData
{
    public readonly int Servers; // cars worked on at a time
    public readonly int Reception; // check-ins a quarter of an hour
    public readonly int Parking;
    public readonly int[] Open;
    public readonly int[] Close;
    public readonly int[] CheckIns; // jobs that check in here
    public readonly int[] Work; // by job: seconds on the lift; 0 for jobs that do not check in here
    public readonly int[] Skill; // by job: index of the skill, -1 any technician
    public readonly int[] SkilledServers; // by skill
    public readonly int[] PresentWork;
    public readonly int[] PresentSkill;
    public readonly int[] PresentReleaser; // job that takes the car out, -1 none
    public readonly int CourtesyCars; // there when the day begins
    public readonly int[] CourtesyOut; // jobs that take one out here
    public readonly int[] CourtesyBack; // jobs that bring one back here
    private readonly Guid[] present;

    public bool HasLimits { get; }
    public bool HasLinks { get; private set; }
    public bool HasCourtesyLimit => CourtesyCars < CourtesyOut.Length;

    public WorkshopData(CompiledProblem problem, Workshop workshop, int index)
    {
        Servers = Math.Min(workshop.Lifts, workshop.Technicians);
        Reception = workshop.ReceptionPerQuarter ?? int.MaxValue;
        Parking = workshop.Parking ?? int.MaxValue;
        Open =
            workshop.Opening.Count == 0
                ? [0]
                : [.. workshop.Opening.Select(window => window.Start)];
        Close =
            workshop.Opening.Count == 0
                ? [Window.Never]
                : [.. workshop.Opening.Select(window => window.End)];
        HasLimits = workshop.ReceptionPerQuarter is not null || workshop.Parking is not null;

        var skills = new List<string>();
        var checkIns = new List<int>();
        Work = new int[problem.JobCount];
        Skill = new int[problem.JobCount];
        for (var j = 0; j < problem.JobCount; j++)
        {
            Skill[j] = -1;
            foreach (var stop in problem.Source.Jobs[j].Stops)
            {
                if (
                    stop.Workshop is not { Kind: WorkshopVisitKind.CheckIn } visit
                    || visit.Workshop != index
                )
                    continue;
                checkIns.Add(j);
                Work[j] = visit.WorkSeconds;
                Skill[j] = SkillIndex(visit.Skill, skills);
            }
        }

        CheckIns = [.. checkIns];
        CourtesyCars = workshop.CourtesyCars ?? int.MaxValue;
        CourtesyOut = JobsWith(problem, problem.CourtesyOutSlot, index);
        CourtesyBack = JobsWith(problem, problem.CourtesyBackSlot, index);
        present = [.. workshop.PresentCars.Select(car => car.Id)];
        PresentWork = [.. workshop.PresentCars.Select(car => car.WorkSeconds)];
        PresentSkill = [.. workshop.PresentCars.Select(car => SkillIndex(car.Skill, skills))];
        PresentReleaser = new int[present.Length];
        Array.Fill(PresentReleaser, -1);
        SkilledServers =
        [
            .. skills.Select(skill => workshop.TechniciansBySkill.GetValueOrDefault(skill)),
        ];
    }

    private static int[] JobsWith(CompiledProblem problem, int[] slots, int workshop) =>
        [
            .. Enumerable
                .Range(0, problem.JobCount)
                .Where(j => slots[j] >= 0 && problem.SlotWorkshop[slots[j]] == workshop),
        ];

    public void LinkPresent(Guid car, int releaser)
    {
        var at = Array.IndexOf(present, car);
        if (at < 0)
            return;
        PresentReleaser[at] = releaser;
        HasLinks = true;
    }

    /// <summary>
    /// When work of this length is done that may begin at this time and goes on only while the workshop is open;
    /// <see cref="Window.Never"/> when not on this day.
    /// </summary>
    public int Finish(int start, int work)
    {
        if (work == 0)
            return start;
        for (var i = 0; i < Open.Length; i++)
        {
            var from = Math.Max(start, Open[i]);
            var room = Close[i] - from;
            if (room <= 0)
                continue;
            if (work <= room)
                return from + work;
            work -= room;
        }

        return Window.Never;
    }

    /// <summary>The first moment from this one on at which the workshop is open, or <see cref="Window.Never"/>.</summary>
    public int FirstOpen(int time)
    {
        for (var i = 0; i < Open.Length; i++)
        {
            if (time < Close[i])
                return Math.Max(time, Open[i]);
        }

        return Window.Never;
    }

    private static int SkillIndex(string? skill, List<string> skills)
    {
        if (skill is null)
            return -1;
        var at = skills.IndexOf(skill);
        if (at >= 0)
            return at;
        skills.Add(skill);
        return skills.Count - 1;
    }
}
