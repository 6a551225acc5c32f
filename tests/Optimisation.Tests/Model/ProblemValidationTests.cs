using Routing.Optimisation.Model;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Model;

public sealed class ProblemValidationTests
{
    private static readonly Problem Right = Problem(Collection(1, 3), Return(2, 3, after: Id(1)));

    [Fact]
    public void A_right_problem_has_no_errors() => Assert.Empty(ProblemValidation.Check(Right));

    public static TheoryData<string, Problem> Wrong =>
        new()
        {
            { "no matrix", Right with { Matrices = [] } },
            {
                "durations, not",
                Right with
                {
                    Matrices = [new Matrix(10, new int[99], new int[100]), Right.Matrices[1]],
                }
            },
            {
                "only -1",
                Right with
                {
                    Matrices =
                    [
                        new Matrix(10, [.. Enumerable.Repeat(-2, 100)], new int[100]),
                        Right.Matrices[1],
                    ],
                }
            },
            {
                "both are -1",
                Right with
                {
                    Matrices =
                    [
                        new Matrix(10, [.. Enumerable.Repeat(-1, 100)], new int[100]),
                        Right.Matrices[1],
                    ],
                }
            },
            {
                "matrix 0 for 10",
                Right with
                {
                    Matrices = [Right.Matrices[0], new Matrix(1, [0], [0])],
                }
            },
            { "location 10", Driver(driver => driver with { StartLocation = 10 }) },
            { "ends before it starts", Driver(driver => driver with { ShiftEnd = At(7) }) },
            { "matrix 2", Driver(driver => driver with { EmptyMatrix = 2 }) },
            { "fold time of -1", Driver(driver => driver with { FoldSeconds = -1 }) },
            { "pinned, which is not", Driver(driver => driver with { PinnedJobs = [Id(77)] }) },
            { "there twice", Right with { Resources = [.. Right.Resources, .. Right.Resources] } },
            { "has no stop", Job(job => job with { Stops = [] }) },
            {
                "ends before it starts",
                Job(job => job with { Stops = [Customer(1, new Window(9, 8))] })
            },
            {
                "service time of -5",
                Job(job => job with { Stops = [Customer(1) with { ServiceSeconds = -5 }] })
            },
            {
                "has no place",
                Job(job => job with { Stops = [Customer(1) with { Alternatives = [] }] })
            },
            { "priority 1001", Job(job => job with { Priority = 1001 }) },
            { "not in the problem", Job(job => job with { Locks = new Locks(Driver: Id(5)) }) },
            {
                "is no other job",
                Job(job => job with { Locks = new Locks(DirectlyAfter: job.Id) })
            },
            { "no check-in brings", Job(job => job with { ReadyAfterJob = Id(66) }) },
            {
                "waits for itself",
                Job(job => job with { Locks = new Locks(DirectlyAfter: Id(2)) })
            },
            {
                "names workshop 3",
                Job(job =>
                    job with
                    {
                        Stops =
                        [
                            Customer(1) with
                            {
                                Workshop = new WorkshopVisit(3, WorkshopVisitKind.Call),
                            },
                        ],
                    }
                )
            },
            {
                "before the one that ends",
                Right with
                {
                    Workshops =
                    [
                        Workshop() with
                        {
                            Opening = [new Window(0, 9), new Window(8, 20)],
                        },
                    ],
                }
            },
            { "lifts of -1", Right with { Workshops = [Workshop() with { Lifts = -1 }] } },
            { "lifts of 2147483647", Right with { Workshops = [Workshop() with { Lifts = int.MaxValue }] } },
            { "is there twice", Right with { Workshops = [Workshop(), Workshop()] } },
            { "which is there already", Right with { Workshops = [Workshop() with { PresentCars = [new PresentCar(Id(7), 1), new PresentCar(Id(7), 2)] }] } },
            { "or is a job's id", Right with { Workshops = [Workshop() with { PresentCars = [new PresentCar(Id(1), 1)] }] } },
            { "work of 2147483647", Right with { Workshops = [Workshop() with { PresentCars = [new PresentCar(Id(7), int.MaxValue)] }] } },
            { "is there twice", Right with { Jobs = [.. Right.Jobs, Right.Jobs[0]] } },
            { "service time of 2147483647", Job(job => job with { Stops = [Customer(1) with { ServiceSeconds = int.MaxValue }] }) },
            { "ready at of 2147483647", Job(job => job with { ReadyAt = int.MaxValue }) },
            { "range of 2147483647", Job(job => job with { RangeMetres = int.MaxValue }) },
            { "left with a range of 2147483647", Job(job => job with { Stops = [Customer(1) with { RechargedMetres = int.MaxValue }] }) },
            { "fold time of 2147483647", Driver(driver => driver with { FoldSeconds = int.MaxValue }) },
            { "overtime of 2147483647", Driver(driver => driver with { MaxOvertimeSeconds = int.MaxValue }) },
            { "shift until 268435456", Driver(driver => driver with { ShiftEnd = Window.Never }) },
            { "free from of 2147483647", Driver(driver => driver with { FreeFrom = int.MaxValue }) },
            { "reach of 2147483647", Driver(driver => driver with { MaxEmptyMetres = int.MaxValue }) },
            { "cost per hour of 2147483647", Driver(driver => driver with { Costs = new Costs { PerHour = int.MaxValue } }) },
            { "break that lasts of 2147483647", Driver(driver => driver with { Breaks = [new Break(new Window(0, 9), int.MaxValue)] }) },
            {
                "duration of 2147483647 in cell 0",
                Right with { Matrices = [new Matrix(10, [int.MaxValue, .. new int[99]], new int[100]), Right.Matrices[1]] }
            },
            {
                "waits for itself",
                Right with { Jobs = [Right.Jobs[0] with { Locks = new Locks(DirectlyAfter: Id(3)) }, Right.Jobs[1] with { Locks = new Locks(DirectlyAfter: Id(1)) }, Collection(3, 1) with { Locks = new Locks(DirectlyAfter: Id(2)) }] }
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(string text, Problem problem) =>
        Assert.Contains(
            ProblemValidation.Check(problem),
            error => error.Contains(text, StringComparison.Ordinal)
        );

    [Fact]
    public void The_longest_chain_of_jobs_is_no_circle()
    {
        // Once each job's whole chain was walked by recursion.
        var jobs = Enumerable.Range(1, 100_000).Select(i => Collection(i, 1) with { Locks = i == 1 ? Locks.None : new Locks(DirectlyAfter: Id(i - 1)) });
        Assert.Empty(ProblemValidation.Check(Problem([.. jobs])));
    }

    [Fact]
    public void What_is_as_large_as_may_be_is_left_unserved_for_a_reason_and_does_not_overflow()
    {
        const int most = 1 << 22;
        var slow = new Matrix(10, [.. Right.Matrices[0].Durations.Select(s => s == 0 ? 0 : most)], [.. Right.Matrices[0].Distances.Select(m => m == 0 ? 0 : 1 << 24)]);
        var problem = Right with
        {
            Matrices = [slow, slow],
            Resources = [SmallDay.Driver(1) with { FoldSeconds = most, MaxOvertimeSeconds = most, Costs = new Costs { PerHour = 1 << 24, PerEmptyKm = 1 << 24 } }],
            Jobs = [.. Right.Jobs.Select(job => job with { Promised = true, Stops = [.. job.Stops.Select(stop => stop with { ServiceSeconds = most })] })],
            Fairness = new FairnessPrices { PerSquareHour = 1 << 14 },
        };
        Assert.Empty(ProblemValidation.Check(problem));
        var plan = Plan.Empty.Improved(problem, 20, seed: 1);
        Assert.Equal(2, plan.Unserved.Count);
        Assert.DoesNotContain(plan.Unserved, left => left.Reason.Code == Optimisation.Reasons.ReasonCode.Unknown);

        // Told to be driven all the same, it takes years.
        var forced = Judge.Evaluate(problem, new Dictionary<Guid, IReadOnlyList<Guid>> { [Id(101)] = [Id(1), Id(2)] });
        Assert.True(forced.Routes[0].End > 5 * most);
        Assert.True(forced.Cost.Cost > 0);
    }

    private static Problem Driver(Func<Resource, Resource> change) =>
        Right with
        {
            Resources = [change(Right.Resources[0])],
        };

    private static Problem Job(Func<Job, Job> change) =>
        Right with
        {
            Jobs = [change(Right.Jobs[0]), Right.Jobs[1]],
        };
}
