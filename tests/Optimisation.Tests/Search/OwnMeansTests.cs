using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Search;

/// <summary>The scooter is where it was left, has the charge it has, and a taxi is taken where that pays.</summary>
public sealed class OwnMeansTests
{
    [Fact]
    public void A_scooter_that_does_not_fit_stays_and_the_driver_goes_on_by_taxi()
    {
        var problem = Day(Small(Return(1, 4)), Collection(2, 6));
        var visits = Inserted(Ordered(problem, 1, 2)).Routes[0].Visits;
        Assert.Equal([null, null, 0, null], visits.Select(visit => visit.Ride));
        Assert.Equal(2 * Car + 300, visits[2].LegSeconds);
    }

    [Fact]
    public void Back_where_it_stands_the_scooter_is_taken_up_again()
    {
        var problem = Day(Small(Collection(1, 4)), Return(2, 1)) with { Workshops = [Workshop()] };
        // Home from 1 by scooter would be possible: it stands at 4, so it is a taxi.
        var route = Inserted(Ordered(problem, 1, 2)).Routes[0];
        Assert.Equal(0, route.EndRide);

        // With the return first to where it was left, it is there.
        var back = Day(Small(Collection(1, 4)), Return(2, 4));
        Assert.Null(Inserted(Ordered(back, 1, 2)).Routes[0].EndRide);
    }

    [Fact]
    public void A_chase_car_follows_whatever_the_moved_car_has_room_for()
    {
        var problem = Day(Small(Return(1, 4)), Collection(2, 6));
        problem = problem with
        {
            Resources =
            [
                problem.Resources[0] with
                {
                    Means = new OwnMeans("chase car") { Follows = true },
                    EmptyMatrix = 0,
                    Rides = [],
                },
            ],
        };
        var route = Inserted(Ordered(problem, 1, 2)).Routes[0];
        Assert.Equal(2 * Car, route.Visits[2].LegSeconds);
        Assert.All(route.Visits, visit => Assert.Null(visit.Ride));
    }

    [Fact]
    public void Without_a_taxi_nobody_strands()
    {
        var problem = Day(Small(Return(1, 4)), Collection(2, 6));
        problem = problem with { Resources = [problem.Resources[0] with { Rides = [] }] };
        var plan = Judge.Insert(problem, Plan.Empty, Id(1)).Plan;
        Assert.Equal(2, plan.Unserved.Count);
    }

    [Fact]
    public void A_battery_is_changed_where_that_is_possible_and_due()
    {
        // 12 km out, 15 km on a charge: after the first collection 3 km are left, too little for the second.
        var problem = WithBattery(
            new Battery(15_000, 15_000) { ChangePlaces = [0], ChangeSeconds = 120 }
        );
        var visits = Inserted(problem).Routes[0].Visits;
        Assert.Equal([false, false, true, false], visits.Select(visit => visit.ChangesBattery));
        Assert.Equal(4 * Scooter + 120, visits[2].LegSeconds);
    }

    [Fact]
    public void Without_charge_the_taxi_goes_and_the_scooter_comes_along_if_it_may()
    {
        var problem = WithBattery(new Battery(15_000, 15_000));
        var visits = Inserted(problem).Routes[0].Visits;
        Assert.Equal([null, null, 0, null], visits.Select(visit => visit.Ride));
    }

    [Fact]
    public void A_taxi_is_taken_where_the_scooter_would_come_too_late()
    {
        var problem = Day(Collection(1, 6, new Window(At(8), At(8, 45))));
        var visit = Inserted(problem).Routes[0].Visits[0];
        Assert.Equal(0, visit.Ride);
        var early = Day(Collection(1, 6, new Window(At(8), At(9, 45))));
        Assert.Null(Inserted(early).Routes[0].Visits[0].Ride);
    }

    [Fact]
    public void A_ride_that_was_needed_is_given_up_when_it_is_not_any_more()
    {
        var problem = Day(Collection(1, 6, new Window(At(8), At(8, 45))));
        var plan = Inserted(problem);
        var later = Day(Collection(1, 6, new Window(At(8), At(9, 45))));
        var improved = Judge.Improve(
                later,
                plan,
                new SearchOptions { MaxIterations = 100 },
                cancellation: TestContext.Current.CancellationToken
            );
        Assert.Null(improved.Routes[0].Visits[0].Ride);
    }

    [Fact]
    public void The_scooter_may_stand_elsewhere_in_the_morning()
    {
        var problem = Day(Collection(1, 3));
        problem = problem with
        {
            Resources =
            [
                problem.Resources[0] with
                {
                    Means = new OwnMeans("scooter") { Location = 3 },
                    EndLocation = 0,
                },
            ],
        };
        var plan = Inserted(problem);
        Assert.Equal(0, plan.Routes[0].Visits[0].Ride);
    }

    [Fact]
    public void A_car_is_not_driven_farther_than_it_gets()
    {
        var problem = Day(Collection(1, 4) with { RangeMetres = 11_950 });
        var outcome = Judge.Insert(problem, Plan.Empty, Id(1));
        Assert.Equal(Routing.Optimisation.Reasons.ReasonCode.CarRange, outcome.Reason?.Code);
        Assert.Equal("The car gets 11950 m far; it fits if it got 100 m further.", outcome.Reason?.Text);
    }

    /// <summary>Three kilometres from place to place: six to where it is charged, six from there.</summary>
    [Theory]
    [InlineData(6_000, 6_000, null)]
    [InlineData(5_950, 6_000, "The car gets 5950 m far; it fits if it got 100 m further.")]
    [InlineData(6_000, 5_850, "The car gets 6000 m far; it fits if it got 200 m further.")]
    [InlineData(12_000, 5_850, "The car gets 12000 m far; it fits if it got 200 m further.")]
    public void A_car_that_is_charged_on_the_way_gets_as_far_as_that_from_there(int range, int recharged, string? reason)
    {
        var collection = Collection(1, 4);
        var charged = new Stop { Alternatives = [new StopAlternative(2, [])], ServiceSeconds = 1200, RechargedMetres = recharged };
        var outcome = Judge.Insert(Day(collection with { RangeMetres = range, Stops = [collection.Stops[0], charged, collection.Stops[1]] }), Plan.Empty, Id(1));
        Assert.Equal(reason, outcome.Reason?.Text);
        Assert.Equal(reason is null, outcome.IsServed);
    }

    [Fact]
    public void Charge_that_lacks_is_named()
    {
        var problem = WithBattery(new Battery(11_000, 11_000));
        problem = problem with { Resources = [problem.Resources[0] with { Rides = [] }] };
        var outcome = Judge.Insert(problem, Plan.Empty, Id(1));
        Assert.Equal("It fits if D1's scooter had charge for 1000 m more.", outcome.Reason?.Text);
    }

    private static Problem WithBattery(Battery battery)
    {
        var problem = Day(Collection(1, 4), Collection(2, 4));
        return problem with
        {
            Resources =
            [
                problem.Resources[0] with
                {
                    Means = new OwnMeans("scooter") { Battery = battery },
                },
            ],
        };
    }

    // A driver with a scooter, and a taxi that takes it along, comes after five minutes and costs more.
    private static Problem Day(params Job[] jobs)
    {
        var problem = Problem(jobs);
        return problem with
        {
            Resources =
            [
                problem.Resources[0] with
                {
                    Means = new OwnMeans("scooter"),
                    Rides =
                    [
                        new Ride
                        {
                            Name = "taxi",
                            Matrix = 0,
                            WaitSeconds = 300,
                            PerRide = 500,
                            PerKm = 200,
                            TakesMeans = true,
                        },
                    ],
                },
            ],
        };
    }

    private static Job Small(Job job) => job with { CarriesMeans = [] };

    private static Problem Ordered(Problem problem, int first, int second) =>
        problem with
        {
            Jobs =
            [
                .. problem.Jobs.Select(job =>
                    job.Id == Id(second)
                        ? job with
                        {
                            Locks = new Locks(DirectlyAfter: Id(first)),
                        }
                        : job
                ),
            ],
        };
}
