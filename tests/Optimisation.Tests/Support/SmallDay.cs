using Routing.Optimisation.Model;

namespace Routing.Optimisation.Tests.Support;

/// <summary>
/// A street: places 0 to 9 in a row, ten minutes apart by scooter and five by car, 3 km each. The workshop is at 0.
/// Drivers start and end there, 8:00 to 17:00.
/// </summary>
internal static class SmallDay
{
    public const int Scooter = 600;
    public const int Car = 300;

    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    public static int At(int hour, int minute = 0) => hour * 3600 + minute * 60;

    public static Problem Problem(params Job[] jobs) =>
        new()
        {
            Matrices = [Street(Car), Street(Scooter)],
            Resources = [Driver(1)],
            Workshops = [Workshop()],
            Jobs = jobs,
        };

    public static Workshop Workshop() =>
        new()
        {
            Id = Id(900),
            Name = "Nord",
            Lifts = 2,
            Technicians = 2,
        };

    public static Resource Driver(int number) =>
        new()
        {
            Id = Id(100 + number),
            Name = $"D{number}",
            StartLocation = 0,
            EndLocation = 0,
            ShiftStart = At(8),
            ShiftEnd = At(17),
            EmptyMatrix = 1,
            LoadedMatrix = 0,
        };

    public static Job Collection(int number, int place, Window? window = null, int work = 3600) =>
        new()
        {
            Id = Id(number),
            Stops =
            [
                Customer(place, window),
                new Stop
                {
                    Alternatives = [new StopAlternative(0, [])],
                    ServiceSeconds = 60,
                    Workshop = new WorkshopVisit(0, WorkshopVisitKind.CheckIn, work),
                },
            ],
        };

    public static Job Return(int number, int place, Window? window = null, Guid? after = null) =>
        new()
        {
            Id = Id(number),
            ReadyAfterJob = after,
            Stops =
            [
                new Stop
                {
                    Alternatives = [new StopAlternative(0, [])],
                    ServiceSeconds = 60,
                    Workshop = new WorkshopVisit(0, WorkshopVisitKind.Release),
                },
                Customer(place, window),
            ],
        };

    public static Stop Customer(int place, Window? window = null) =>
        new()
        {
            Alternatives = [new StopAlternative(place, window is { } hours ? [hours] : [])],
            ServiceSeconds = 300,
        };

    /// <summary>All jobs inserted in their order.</summary>
    public static Plan Inserted(Problem problem)
    {
        var plan = Plan.Empty;
        foreach (var job in problem.Jobs)
            plan = Judge.Insert(problem, plan, job.Id)
                .Plan;
        return plan;
    }

    private static Matrix Street(int seconds)
    {
        var durations = new int[100];
        var distances = new int[100];
        for (var from = 0; from < 10; from++)
        {
            for (var to = 0; to < 10; to++)
            {
                durations[from * 10 + to] = Math.Abs(from - to) * seconds;
                distances[from * 10 + to] = Math.Abs(from - to) * 3000;
            }
        }

        return new Matrix(10, durations, distances);
    }
}
