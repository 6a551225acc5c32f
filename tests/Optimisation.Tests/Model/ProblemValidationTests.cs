using Routing.Optimisation.Model;
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
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(string text, Problem problem) =>
        Assert.Contains(
            ProblemValidation.Check(problem),
            error => error.Contains(text, StringComparison.Ordinal)
        );

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
