using Routing.Checking;
using Routing.Optimisation.Formats.LiLim;
using Routing.Optimisation.Tests.Field;

namespace Routing.Optimisation.Tests.Formats.LiLim;

public sealed class LiLimTests
{
    private const string Depot = "2 10 1\n0 0 0 0 0 100 0 0 0\n";

    // The optimal routes of this toy are plain: two pairs on a line.
    private const string Toy = Depot + "1 10 0 5 0 90 1 0 2\n2 20 0 -5 0 90 1 1 0\n3 -10 0 5 0 90 1 0 4\n4 -20 0 -5 0 90 1 3 0\n";

    [Fact]
    public void A_written_solution_reads_back_as_the_same_routes_and_stays_right()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var text = RandomPairs.Make(seed, 12);
            var instance = LiLimInstance.Read("r", new StringReader(text));
            var plan = Optimisation.Field.FieldSolver.Solve(instance.ToProblem(), new() { MaxIterations = 200, MaxTime = TimeSpan.FromMinutes(1), Seed = (ulong)seed }, cancellation: TestContext.Current.CancellationToken);
            var routes = instance.RoutesOf(plan);
            var written = SintefSolution.Write("r", routes, new DateOnly(2026, 1, 2));

            // A reader of its own: the lines that SINTEF's description names.
            var lines = written.Split('\n');
            Assert.Equal("Instance name : r", lines[0]);
            Assert.Equal("Date          : 2026-01-02", lines[2]);
            Assert.Equal("Solution", lines[4]);
            var read = lines.Skip(5).Where(line => line.Length > 0).Select(line => line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList()).ToList();
            Assert.Equal(routes.Select(route => string.Join(' ', route)), read.Select(route => string.Join(' ', route)));

            // Damaged, the checker sees it.
            var broken = read[random.Next(read.Count)];
            (broken[0], broken[^1]) = (broken[^1], broken[0]);
            Assert.False(LiLimCheck.Check(text, SintefSolution.Write("r", read, default)).Agrees, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("1 2", "2 numbers instead of 3")]
    [InlineData("0 10 1", "0 vehicles")]
    [InlineData("1 10 1", "no depot")]
    [InlineData("1 10 1\n1 0 0 0 0 9 0 0 0", "node 1 stands where node 0 belongs")]
    [InlineData("1 10 1\n0 0 0 0 9 5 0 0 0", "opens at 9, after it closes at 5")]
    [InlineData("1 10 1\n0 0 0 0 0 x 0 0 0", "'x' is no whole number")]
    [InlineData(Depot + "1 0 0 5 0 9 0 0 7", "names node 7 as its delivery")]
    [InlineData(Depot + "1 0 0 5 0 9 0 0 2\n2 0 0 -4 0 9 0 1 0", "must be opposite")]
    public void What_is_no_problem_is_told_with_its_line(string text, string expected)
    {
        var problem = Assert.Throws<FormatException>(() => LiLimInstance.Read("x", new StringReader(text)));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checker_finds_what_is_wrong()
    {
        Assert.True(LiLimCheck.Check(Toy, "Route 1 : 1 2\nRoute 2 : 3 4").Agrees);
        Assert.Equal(80, LiLimCheck.Check(Toy, "Route 1 : 1 2\nRoute 2 : 3 4").Distance, 6);
        AssertFault("visited 0 times", "Route 1 : 1 2");
        AssertFault("visited 2 times", "Route 1 : 1 2 1 2\nRoute 2 : 3 4");
        AssertFault("without having been at its pickup", "Route 1 : 2 1\nRoute 2 : 3 4");
        AssertFault("does not deliver it", "Route 1 : 1 3 4\nRoute 2 : 2");
        AssertFault("3 routes for 2 vehicles", "Route 1 : 1 2\nRoute 2 : 3\nRoute 3 : 4");
        AssertFault("after 90", "Route 1 : 1 2 3 1 2 3 4");
        AssertFault("which there is not", "Route 1 : 1 2 9\nRoute 2 : 3 4");

        static void AssertFault(string expected, string solution) =>
            Assert.Contains(LiLimCheck.Check(Toy, solution).Faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }
}
