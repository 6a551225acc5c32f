using Routing.Optimisation.Model;

namespace Routing.PlanChecker;

/// <summary>Plays each workshop's day: reception, lifts, yard, and whether cars are there when they are fetched.</summary>
internal static class WorkshopCheck
{
    private sealed record Car(Guid Id, int Arrival, int Handed, int Work, string? Skill)
    {
        public int LiftStart { get; set; }
        public int Done { get; set; }
        public int Leaves { get; set; } = int.MaxValue;
    }

    public static void Run(
        Problem problem,
        Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)> served,
        Findings findings
    )
    {
        var cars = new Dictionary<Guid, Car>();
        for (var w = 0; w < problem.Workshops.Count; w++)
        {
            var workshop = problem.Workshops[w];
            var here = workshop
                .PresentCars.Select(car => new Car(car.Id, 0, 0, car.WorkSeconds, car.Skill))
                .ToList();
            var arriving = new List<Car>();
            foreach (var job in problem.Jobs)
            {
                for (var i = 0; i < job.Stops.Count; i++)
                {
                    if (
                        job.Stops[i].Workshop is not { Kind: WorkshopVisitKind.CheckIn } visit
                        || visit.Workshop != w
                        || !served.TryGetValue(job.Id, out var route)
                    )
                    {
                        continue;
                    }

                    var stop = route.Visits[i];
                    arriving.Add(
                        new Car(
                            job.Id,
                            stop.ServiceStart,
                            stop.Departure,
                            visit.WorkSeconds,
                            visit.Skill
                        )
                    );
                }
            }

            foreach (var quarter in arriving.GroupBy(car => car.Arrival / 900))
            {
                if (quarter.Count() > (workshop.ReceptionPerQuarter ?? int.MaxValue))
                    findings.Fault(
                        $"Workshop {w} checks {quarter.Count()} cars in from {quarter.Key * 900}."
                    );
            }

            here.AddRange(arriving.OrderBy(car => car.Handed).ThenBy(car => car.Id));
            Work(workshop, here);
            foreach (var car in here)
                cars[car.Id] = car;
        }

        Fetch(problem, served, cars, findings);
        for (var w = 0; w < problem.Workshops.Count; w++)
            Yard(problem, w, cars, findings);
        for (var w = 0; w < problem.Workshops.Count; w++)
            CourtesyCars(problem, w, served, findings);
    }

    // First come, first served; one that is brought back at a moment can go out at it.
    private static void CourtesyCars(
        Problem problem,
        int w,
        Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)> served,
        Findings findings
    )
    {
        if (problem.Workshops[w].CourtesyCars is not { } there)
            return;
        var events = new List<(int Time, bool IsOut, Guid Job, int Resource)>();
        foreach (var job in problem.Jobs)
        {
            if (!served.TryGetValue(job.Id, out var route))
                continue;
            for (var i = 0; i < job.Stops.Count; i++)
            {
                if (job.Stops[i].Workshop is not { } visit || visit.Workshop != w)
                    continue;
                if (visit.Kind == WorkshopVisitKind.CourtesyOut)
                    events.Add((route.Visits[i].ServiceStart, true, job.Id, route.Resource));
                if (visit.Kind == WorkshopVisitKind.CourtesyBack)
                    events.Add((route.Visits[i].Departure, false, job.Id, route.Resource));
            }
        }

        foreach (var (_, isOut, job, driver) in events.Order())
        {
            if (!isOut)
                there++;
            else if (there > 0)
                there--;
            else
                findings.Break(
                    ViolationKind.NoCourtesyCar,
                    problem.Resources[driver].Id,
                    job,
                    "none there"
                );
        }
    }

    private static void Work(Workshop workshop, List<Car> cars)
    {
        var lifts = Enumerable.Repeat(0, Math.Min(workshop.Lifts, workshop.Technicians)).ToList();
        var skilled = workshop.TechniciansBySkill.ToDictionary(
            pair => pair.Key,
            pair => Enumerable.Repeat(0, pair.Value).ToList()
        );
        foreach (var car in cars)
        {
            if (car.Work == 0)
            {
                car.LiftStart = car.Handed;
                car.Done = car.Handed;
                continue;
            }

            var technicians = car.Skill is null ? null : skilled.GetValueOrDefault(car.Skill, []);
            if (lifts.Count == 0 || technicians is { Count: 0 })
            {
                car.LiftStart = int.MaxValue;
                car.Done = int.MaxValue;
                continue;
            }

            var start = Math.Max(car.Handed, Math.Max(lifts.Min(), technicians?.Min() ?? 0));
            var left = car.Work;
            car.LiftStart = int.MaxValue;
            car.Done = int.MaxValue;
            foreach (
                var open in workshop.Opening.Count == 0
                    ? [new Window(0, Window.Never)]
                    : workshop.Opening
            )
            {
                var from = Math.Max(start, open.Start);
                if (from >= open.End || left == 0)
                    continue;
                if (car.LiftStart == int.MaxValue)
                    car.LiftStart = from;
                var done = Math.Min(left, open.End - from);
                left -= done;
                if (left == 0)
                    car.Done = from + done;
            }

            lifts[lifts.IndexOf(lifts.Min())] = car.Done;
            if (technicians is not null)
                technicians[technicians.IndexOf(technicians.Min())] = car.Done;
        }
    }

    private static void Fetch(
        Problem problem,
        Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)> served,
        Dictionary<Guid, Car> cars,
        Findings findings
    )
    {
        foreach (var job in problem.Jobs)
        {
            if (job.ReadyAfterJob is not { } id || !served.TryGetValue(job.Id, out var route))
                continue;
            var visit = route.Visits[RouteCheck.ReadyStop(job)];
            if (!cars.TryGetValue(id, out var car) || visit.ServiceStart < car.Done)
                findings.Break(
                    ViolationKind.CarNotThere,
                    problem.Resources[route.Resource].Id,
                    job.Id,
                    $"car {id}"
                );
            if (car is not null)
                car.Leaves = visit.Departure;
        }
    }

    private static void Yard(Problem problem, int w, Dictionary<Guid, Car> cars, Findings findings)
    {
        var workshop = problem.Workshops[w];
        if (workshop.Parking is not { } room)
            return;
        var here = cars
            .Values.Where(car =>
                workshop.PresentCars.Any(present => present.Id == car.Id)
                || problem.Jobs.Any(job =>
                    job.Id == car.Id
                    && job.Stops.Any(stop =>
                        stop.Workshop is { Kind: WorkshopVisitKind.CheckIn } v && v.Workshop == w
                    )
                )
            )
            .ToList();
        foreach (var moment in here.SelectMany(car => new[] { car.Arrival, car.Done }).Distinct())
        {
            var parked = here.Count(car =>
                (car.Arrival <= moment && moment < Math.Min(car.LiftStart, car.Leaves))
                || (car.Done <= moment && moment < car.Leaves)
            );
            if (parked > room)
            {
                findings.Break(
                    ViolationKind.ParkingFull,
                    Guid.Empty,
                    null,
                    $"{parked} cars at {moment}"
                );
                return;
            }
        }
    }
}
