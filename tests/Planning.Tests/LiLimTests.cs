using System.Globalization;
using Routing.Planning.CommandLine;

namespace Routing.Planning.Tests;

public sealed class LiLimTests : IDisposable
{
    // Two pairs in a row that one vehicle serves on a way of 40.
    private const string Row = """
        2 10 1
        0 0 0 0 0 1000 0 0 0
        1 5 0 5 0 900 1 0 2
        2 10 0 -5 0 900 1 1 0
        3 15 0 5 0 900 1 0 4
        4 20 0 -5 0 900 1 3 0
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("lilim").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_problem_of_a_folder_has_a_line_with_what_is_best_known_and_what_the_checker_says()
    {
        File.WriteAllText(PathOf("row.txt"), Row);
        File.WriteAllText(PathOf("again.txt"), Row);
        File.WriteAllText(PathOf("best-known.csv"), "instance,vehicles,distance\nrow,1,40.0\n");
        var (code, output, error) = Run(new LiLimArguments([folder], 0.2, 1, 1, PathOf("t.csv"), PathOf("t.png"), PathOf("sol")));
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["instance", "vehicles", "best", "distance", "best", "gap", "%", "seconds", "checker"], Words(lines[0]));
        Assert.Equal(["again", "1", "-", "40.00", "-", "-"], Words(lines[1])[..6]);
        Assert.Equal(["row", "1", "1", "40.00", "40.00", "0.000"], Words(lines[2])[..6]);
        Assert.All(lines[1..3], line => Assert.EndsWith("agrees", line, StringComparison.Ordinal));
        Assert.StartsWith("2 instances: 2 vehicles", lines[3], StringComparison.Ordinal);

        var csv = File.ReadAllLines(PathOf("t.csv"));
        Assert.Equal("instance,vehicles,distance,best_vehicles,best_distance,gap_percent,seconds,checker", csv[0]);
        Assert.StartsWith("row,1,40.0000,1,40.0000,0.0000,", csv[2], StringComparison.Ordinal);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(PathOf("t.png"))[..4]);
        Assert.Contains("Route 1 : 1 2 3 4", File.ReadAllText(PathOf(Path.Combine("sol", "row.sol"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_problems_is_said_to_be_empty()
    {
        var (code, output, error) = Run(new LiLimArguments([folder], 0.2, 1, 1, null, PathOf("t.png"), null));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(folder, error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("t.png")));
    }

    [Theory]
    [InlineData("2 10 1\n0 0 0\n", "Line 2")]
    [InlineData("", "empty")]
    public void A_file_that_is_no_problem_is_named_before_any_is_solved(string text, string fault)
    {
        File.WriteAllText(PathOf("a.txt"), Row);
        File.WriteAllText(PathOf("b.txt"), text);
        var (code, output, error) = Run(new LiLimArguments([PathOf("a.txt"), PathOf("b.txt")], 0.2, 1, 1, null, null, null));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(PathOf("b.txt"), error, StringComparison.Ordinal);
        Assert.Contains(fault, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_cannot_be_written_is_an_error_and_no_crash()
    {
        File.WriteAllText(PathOf("a.txt"), Row);
        var (code, _, error) = Run(new LiLimArguments([PathOf("a.txt")], 0.2, 1, 1, PathOf(Path.Combine("none", "t.csv")), null, null));
        Assert.Equal(2, code);
        Assert.Contains("t.csv", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_nobody_can_serve_is_told_and_ends_with_one()
    {
        File.WriteAllText(PathOf("late.txt"), Row.Replace("4 20 0 -5 0 900", "4 20 0 -5 0 3", StringComparison.Ordinal));
        var (code, output, _) = Run(new LiLimArguments([PathOf("late.txt")], 0.2, 1, 1, null, null, null));
        Assert.Equal(1, code);
        Assert.Contains("disagrees", output, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (int Code, string Output, string Error) Run(LiLimArguments arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        return (new LiLimCommand(output, error).Run(arguments, Cancellation), output.ToString(), error.ToString());
    }
}
