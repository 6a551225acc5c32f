using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Routing.Defaults.Doors;
using Routing.Optimisation.Field.Model;
using Routing.Planning.CommandLine;
using Routing.Planning.Vroom;
using Routing.RoadNetwork.Guidance;

namespace Routing.Planning.Tests;

public sealed class VroomTests(SharedRegion region)
{
    private const string Small = """
        {"options":{"l":0.2},"vehicles":[{"id":1,"start_index":0,"end_index":0}],"jobs":[{"id":1,"location_index":1}],
         "matrices":{"car":{"durations":[[0,10],[20,0]]}}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_problem_is_posted_and_answered_as_VROOM_does()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        using var adviser = process.Client(Roles.Adviser);
        var (status, answer) = await Post(adviser, Small);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(30, (long)answer["summary"]!["cost"]!);
        Assert.Equal(["start", "job", "end"], answer["routes"]![0]!["steps"]!.AsArray().Select(step => (string)step!["type"]!));

        (status, answer) = await Post(adviser, """{"vehicles":[]}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(2, (int)answer["code"]!);
        Assert.Contains("no vehicles", (string)answer["error"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await process.Stranger.PostAsync("/vroom", Json(Small), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Places_told_by_coordinates_are_joined_by_the_roads_in_use()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        await process.MakeTown(0);
        using var adviser = process.Client(Roles.Adviser);
        var depot = FormattableString.Invariant($"[{Town.Depot.Lon},{Town.Depot.Lat}]");
        var near = FormattableString.Invariant($"[{Town.Depot.Lon + 0.01},{Town.Depot.Lat + 0.005}]");
        var (status, answer) = await Post(adviser, $$$"""
            {"options":{"l":0.2,"g":true},"vehicles":[{"id":1,"start":{{{depot}}},"end":{{{depot}}},"profile":"bike"}],"jobs":[{"id":1,"location":{{{near}}},"service":60}]}
            """);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.InRange((long)answer["routes"]![0]!["distance"]!, 1500, 10_000);
        Assert.InRange((long)answer["routes"]![0]!["duration"]!, 200, 3000);
        var drawn = Polyline.Decode((string)answer["routes"]![0]!["geometry"]!, 5);
        Assert.Contains(drawn, at => Math.Abs(at.Lon - (Town.Depot.Lon + 0.01)) < 0.003 && Math.Abs(at.Lat - (Town.Depot.Lat + 0.005)) < 0.003);
        Assert.InRange(Math.Abs(drawn[0].Lon - drawn[^1].Lon), 0, 0.001);

        (status, answer) = await Post(adviser, $$$"""{"vehicles":[{"id":1,"start":{{{depot}}},"profile":"rocket"}],"jobs":[{"id":1,"location":{{{near}}}}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("rocket", (string)answer["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_reads_and_writes_files_and_standard_streams()
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        Assert.Equal(0, new SolveCommand(new StringReader(Small), output, error).Run(new SolveArguments(null, null, new VroomSettings(), null, false), Cancellation));
        Assert.Equal(0, (int)JsonNode.Parse(output.ToArray())!["code"]!);

        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Assert.Equal(2, new SolveCommand(new StringReader("{"), output, error).Run(new SolveArguments("-", file, new VroomSettings(), null, false), Cancellation));
            var answer = JsonNode.Parse(File.ReadAllBytes(file))!;
            Assert.Equal(2, (int)answer["code"]!);
            Assert.Contains("not JSON", (string)answer["error"]!, StringComparison.Ordinal);
            Assert.Equal(["code", "error"], answer.AsObject().Select(pair => pair.Key));
        }
        finally
        {
            File.Delete(file);
        }

        output.SetLength(0);
        Assert.Equal(2, new SolveCommand(TextReader.Null, output, error).Run(new SolveArguments(file, null, new VroomSettings(), null, false), Cancellation));
        Assert.Contains(file, (string)JsonNode.Parse(output.ToArray())!["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Counted_trials_give_the_same_plan_however_little_time_the_problem_asks_for()
    {
        var random = new Random(7);
        const int Places = 60;
        var rows = Enumerable.Range(0, Places).Select(i => "[" + string.Join(',', Enumerable.Range(0, Places).Select(j => i == j ? 0 : random.Next(60, 3000))) + "]");
        var jobs = Enumerable.Range(1, Places - 1).Select(i => $$"""{"id":{{i}},"location_index":{{i}},"service":300}""");
        var problem = Encoding.UTF8.GetBytes($$$"""
            {"options":{"l":0.01},"vehicles":[{"id":1,"start_index":0,"end_index":0},{"id":2,"start_index":0,"end_index":0,"time_window":[0,20000]}],
             "jobs":[{{{string.Join(',', jobs)}}}],"matrices":{"car":{"durations":[{{{string.Join(',', rows)}}}] } } }
            """);
        var settings = new VroomSettings(Threads: 1, Iterations: 20_000);
        Assert.Single(Enumerable.Range(0, 3).Select(_ => Routes()).Distinct(StringComparer.Ordinal));

        string Routes()
        {
            var answer = JsonNode.Parse(VroomDesk.Answer(problem, null, settings, null, NullLogger.Instance, Cancellation).ToJson())!;
            return string.Join(' ', answer["routes"]!.AsArray().SelectMany(route => route!["steps"]!.AsArray()).Select(step => (string?)step!["id"]?.ToString() ?? "-"));
        }
    }

    [Fact]
    public void A_problem_cannot_ask_for_more_time_than_there_is()
    {
        var endless = Encoding.UTF8.GetBytes(Small.Replace("\"l\":0.2", "\"l\":80000", StringComparison.Ordinal));
        Assert.Equal(0, VroomDesk.Answer(endless, null, new VroomSettings { MostSeconds = 0.1 }, null, NullLogger.Instance, Cancellation).Code);
    }

    [Fact]
    public void Coordinates_without_roads_are_told_what_is_missing()
    {
        using var output = new MemoryStream();
        using var problem = new StringReader("""{"vehicles":[{"id":1,"start":[0,0]}],"jobs":[{"id":1,"location":[1,1]}]}""");
        Assert.Equal(2, new SolveCommand(problem, output, TextWriter.Null).Run(new SolveArguments(null, null, new VroomSettings(), null, false), Cancellation));
        Assert.Contains("--region", (string)JsonNode.Parse(output.ToArray())!["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_the_program_is_answered_in_the_same_shape()
    {
        var broken = new BrokenProgress();
        var answer = VroomDesk.Answer(Encoding.UTF8.GetBytes(Small), null, new VroomSettings(), broken, NullLogger.Instance, Cancellation);
        Assert.Equal(VroomDesk.InternalError, answer.Code);
        Assert.Contains("broken on purpose", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "soon")]
    [InlineData("--threads", "-3")]
    [InlineData("--nonsense")]
    public void Wrong_arguments_of_solve_are_answered_in_the_same_shape(params string[] arguments)
    {
        var (output, error) = Complaint(["solve", .. arguments]);
        var answer = JsonNode.Parse(output)!;
        Assert.Equal(["code", "error"], answer.AsObject().Select(pair => pair.Key));
        Assert.Equal(2, (int)answer["code"]!);
        Assert.Contains(arguments[^1] == "soon" ? "soon" : arguments[0], (string)answer["error"]!, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public void Other_commands_complain_on_standard_error_and_right_arguments_are_no_fault()
    {
        var (output, error) = Complaint(["vroom", "--nonsense"]);
        Assert.Empty(output);
        Assert.Contains("--nonsense", error, StringComparison.Ordinal);
        Assert.Equal(("", ""), Complaint(["solve", "-i", "x.json"]));
        Assert.Equal(("", ""), Complaint(["lilim", "x.txt", "--seconds", "3"]));
        Assert.Equal(("", ""), Complaint(["--Planning:AnySetting=1"]));
        Assert.Equal(("", ""), Complaint(["serve", "--Planning:AnySetting=1"]));
    }

    private static (string Output, string Error) Complaint(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var isWrong = PlanningCommands.Complain(PlanningCommands.Root((_, _) => Task.FromResult(0)).Parse(arguments), output, error);
        Assert.Equal(isWrong, output.ToString().Length + error.ToString().Length > 0);
        return (output.ToString(), error.ToString());
    }

    private sealed class BrokenProgress : IProgress<FieldPlan>
    {
        public void Report(FieldPlan value) => throw new InvalidOperationException("broken on purpose");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> Post(HttpClient client, string problem)
    {
        using var answer = await client.PostAsync("/vroom", Json(problem), Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }
}
