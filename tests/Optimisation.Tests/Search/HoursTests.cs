using Routing.Optimisation.Model;
using Routing.Optimisation.Schedule;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Search;

/// <summary>Travel times by time of day, and what is fair.</summary>
public sealed class HoursTests
{
    [Fact]
    public void A_drive_into_the_rush_hour_takes_its_share_of_both()
    {
        // Half of the 40 minutes before nine, the other half at half the speed.
        var problem = Rush(Problem(Collection(1, 8, new Window(At(8, 35), At(10)))));
        var visits = Inserted(problem).Routes[0].Visits;
        Assert.Equal(At(9, 25), visits[0].Departure);
        Assert.Equal(2 * 8 * Car, visits[1].LegSeconds);

        var early = Rush(Problem(Collection(1, 4, new Window(At(8), At(10)))));
        early = early with { Resources = [Driver(1) with { EmptyMatrix = 0 }] };
        Assert.Equal(4 * Car, Inserted(early).Routes[0].Visits[0].LegSeconds);
        var across = Rush(Problem(Collection(1, 8, new Window(At(9, 20), At(10)))));
        across = across with { Resources = [Driver(1) with { EmptyMatrix = 0 }] };
        var route = Inserted(across).Routes[0];
        Assert.Equal(At(8, 30), route.Start);
        Assert.Equal(50 * 60, route.Visits[0].LegSeconds);
    }

    [Fact]
    public void Who_leaves_later_never_arrives_earlier_and_departures_are_the_latest()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        for (var draw = 0; draw < 300; draw++)
        {
            var from = 0;
            var hours = Enumerable
                .Range(0, random.Next(1, 5))
                .Select(_ => new MatrixHours(from += random.Next(1, 900), [random.Next(1, 2000)]))
                .ToList();
            var travel = new Travel(
                new Matrix(1, [random.Next(1, 2000)], [1]) { Hours = hours }
            );
            var last = 0;
            for (var departure = 0; departure < 3000; departure += random.Next(1, 40))
            {
                var arrival = travel.Arrival(0, departure);
                Assert.True(arrival >= last && arrival > departure, $"seed {Seed}, draw {draw}");
                last = arrival;
                var latest = travel.Departure(0, arrival);
                Assert.True(latest >= departure, $"seed {Seed}, draw {draw}");
                Assert.True(travel.Arrival(0, latest) <= arrival);
                Assert.True(travel.Arrival(0, latest + 1) > arrival);
            }
        }
    }

    [Fact]
    public void Work_is_shared_out_when_that_is_asked_for()
    {
        var problem = Problem(Collection(1, 2), Collection(2, 2), Collection(3, 2), Collection(4, 2));
        problem = problem with
        {
            Resources =
            [
                Driver(1) with
                {
                    Costs = new Costs { Fixed = 100 },
                },
                Driver(2) with
                {
                    Costs = new Costs { Fixed = 100 },
                },
            ],
        };
        Assert.Equal([0, 8], Visits(problem));
        Assert.Equal([4, 4], Visits(problem with { Fairness = new FairnessPrices { PerSquareHour = 500 } }));
        Assert.Equal([4, 4], Visits(problem with { Fairness = new FairnessPrices { PerSquareKm = 10 } }));
    }

    private static IEnumerable<int> Visits(Problem problem) =>
        Judge.Improve(
                problem,
                Plan.Empty,
                new SearchOptions { MaxIterations = 500 },
                cancellation: TestContext.Current.CancellationToken
            )
            .Routes.Select(route => route.Visits.Count)
            .Order();

    // From nine on cars need twice as long.
    private static Problem Rush(Problem problem)
    {
        var car = problem.Matrices[0];
        var slow = new MatrixHours(At(9), [.. car.Durations.Select(seconds => 2 * seconds)]);
        return problem with { Matrices = [car with { Hours = [slow] }, problem.Matrices[1]] };
    }
}
