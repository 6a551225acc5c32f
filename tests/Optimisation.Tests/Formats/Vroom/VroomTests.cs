using System.Text;
using System.Text.Json.Nodes;
using Routing.Checking;
using Routing.Optimisation.Field;
using Routing.Optimisation.Formats.Vroom;

namespace Routing.Optimisation.Tests.Formats.Vroom;

public sealed class VroomTests
{
    [Fact]
    public void Answers_to_random_problems_hold_before_the_checker()
    {
        var served = 0;
        for (var seed = 1; seed <= 100; seed++)
        {
            var json = RandomProblem.Make(seed);
            var answer = Solve(json, 200, seed);
            served += answer.Routes!.Sum(route => route.Steps.Count);
        }

        Assert.True(served > 800, $"Only {served} steps: the problems test too little.");
    }

    [Fact]
    public void The_checker_finds_what_is_wrong()
    {
        const string problem = """
            {"vehicles":[{"id":1,"start_index":0,"end_index":0,"capacity":[1],"time_window":[0,1000],"breaks":[{"id":5,"service":10,"time_windows":[[0,900]]}]}],
             "shipments":[{"amount":[1],"pickup":{"id":1,"location_index":1,"service":5,"time_windows":[[50,60]]},"delivery":{"id":1,"location_index":2}}],
             "matrices":{"car":{"durations":[[0,10,20],[10,0,10],[20,10,0]]}}}
            """;
        var json = Encoding.UTF8.GetBytes(problem);
        var whole = Solve(json, 200, 1).ToJson();
        Assert.True(VroomCheck.Check(json, whole).Agrees);
        AssertFault("is neither in a route nor unassigned", answer => Step(answer, "delivery")["id"] = 2);
        AssertFault("outside its windows", answer => Step(answer, "pickup")["waiting_time"] = 100);
        AssertFault("and is at step", answer => Step(answer, "delivery")["arrival"] = 1);
        AssertFault("its legs sum to", answer => Step(answer, "delivery")["duration"] = 11);
        AssertFault("wrong load", answer => Step(answer, "pickup")["load"] = new JsonArray(0));
        AssertFault("service of pickup", answer => Step(answer, "pickup")["service"] = 0);
        AssertFault("takes 0 of its breaks", answer => Steps(answer).Remove(Step(answer, "break")));
        AssertFault("cost", answer => answer["routes"]![0]!["cost"] = 1);
        AssertFault("summary's cost", answer => answer["summary"]!["cost"] = 1);
        AssertFault("does not start or end", answer => Steps(answer).RemoveAt(Steps(answer).Count - 1));
        AssertFault("told twice", answer => answer["unassigned"]!.AsArray().Add(new JsonObject { ["id"] = 1, ["type"] = "pickup" }));

        void AssertFault(string expected, Action<JsonNode> damage)
        {
            var answer = JsonNode.Parse(whole)!;
            damage(answer);
            var faults = VroomCheck.Check(json, Encoding.UTF8.GetBytes(answer.ToJsonString())).Faults;
            Assert.Contains(faults, fault => fault.Contains(expected, StringComparison.Ordinal));
        }

        static JsonArray Steps(JsonNode answer) => answer["routes"]![0]!["steps"]!.AsArray();

        static JsonNode Step(JsonNode answer, string type) => Steps(answer).First(step => (string?)step!["type"] == type)!;
    }

    [Fact]
    public void An_answer_tells_what_VROOM_tells()
    {
        var json = Encoding.UTF8.GetBytes("""
            {"vehicles":[{"id":7,"description":"van 7","start_index":0,"end_index":0,"capacity":[4],"skills":[1],"costs":{"fixed":100,"per_hour":7200},
                          "breaks":[{"id":9,"service":300,"time_windows":[[200,400]]}]}],
             "jobs":[{"id":1,"location_index":1,"location":[2.5,48.5],"service":60,"setup":30,"delivery":[1],"priority":3,"description":"piano","time_windows":[[1000,2000]]},
                     {"id":2,"location_index":2,"skills":[2]}],
             "matrices":{"car":{"durations":[[0,100,50],[110,0,10],[50,10,0]],"distances":[[0,1000,500],[1100,0,100],[500,100,0]]}}}
            """);
        var answer = JsonNode.Parse(Solve(json, 100, 1).ToJson())!;
        Assert.Equal(0, (int)answer["code"]!);
        Assert.Equal(1, (int)answer["summary"]!["unassigned"]!);
        Assert.Equal("""[{"id":2,"type":"job","location_index":2}]""", answer["unassigned"]!.ToJsonString());
        var route = answer["routes"]![0]!;
        Assert.Equal(100 + 2 * 210, (long)route["cost"]!);
        Assert.Equal("van 7", (string)route["description"]!);
        Assert.Equal(360, (long)route["service"]!);
        Assert.Equal(30, (long)route["setup"]!);
        Assert.Equal(2100, (long)route["distance"]!);
        var steps = route["steps"]!.AsArray();
        Assert.Equal(["start", "break", "job", "end"], steps.Select(step => (string)step!["type"]!));

        // It leaves as late as the break allows, and waits for the piano.
        Assert.Equal(400, (long)steps[0]!["arrival"]!);
        Assert.Equal(800, (long)steps[2]!["arrival"]!);
        Assert.Equal(200, (long)steps[2]!["waiting_time"]!);
        Assert.Equal("piano", (string)steps[2]!["description"]!);
        Assert.Equal("[2.5,48.5]", steps[2]!["location"]!.ToJsonString());
        Assert.Equal("[1]", steps[0]!["load"]!.ToJsonString());
        Assert.Equal("[0]", steps[3]!["load"]!.ToJsonString());
        Assert.Equal(1090 + 110, (long)steps[3]!["arrival"]!);
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"jobs":[]}""", "no vehicles")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0]}]}""", "nothing to plan")]
    [InlineData("""{"vehicles":[{"id":1}],"jobs":[]}""", "vehicles[0] has neither start nor end")]
    [InlineData("""{"vehicles":[{"start":[0,0]}]}""", "vehicles[0] has no id")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,91]}]}""", "vehicles[0].start must be [lon, lat]")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0],"time_window":[9,5]}]}""", "ends at 5, before it starts at 9")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0],"speed_factor":9}]}""", "speed_factor")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0]},{"id":1,"start":[0,0]}],"jobs":[{"id":1,"location":[0,0]}]}""", "twice among vehicles")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0]}],"jobs":[{"id":1}]}""", "jobs[0] has no location")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0]}],"jobs":[{"id":1,"location":[0,0],"priority":101}]}""", "jobs[0].priority is 101")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0]}],"jobs":[{"id":1,"location":[0,0],"service":-1}]}""", "jobs[0].service is -1")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0]}],"jobs":[{"id":1,"location":[0,0],"time_windows":[[1,5],[4,9]]}]}""", "overlap")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0],"capacity":[1]}],"jobs":[{"id":1,"location":[0,0],"pickup":[1,2]}]}""", "jobs[0].pickup has 2 amounts, vehicles[0].capacity 1")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0]}],"shipments":[{"pickup":{"id":1,"location":[0,0]}}]}""", "shipments[0] has no delivery")]
    [InlineData("""{"matrices":{"car":{"durations":[[0,1]]}},"vehicles":[{"id":1,"start_index":0}]}""", "durations[0] must be a row of 1")]
    [InlineData("""{"matrices":{"car":{"durations":[[-1]]}},"vehicles":[{"id":1,"start_index":0}]}""", "durations[0][0] must be a whole number")]
    [InlineData("""{"matrices":{"car":{"durations":[[0]]}},"vehicles":[{"id":1,"start_index":1}]}""", "start_index is 1; it must be from 0 to 0")]
    [InlineData("""{"matrices":{"car":{"durations":[[0]]}},"vehicles":[{"id":1,"start_index":0,"profile":"bike"}],"jobs":[{"id":1,"location_index":0}]}""", "no matrix")]
    [InlineData("""{"vehicles":[{"id":1,"start":[0,0],"loaded_profile":"car"}],"jobs":[{"id":1,"location":[0,0]}]}""", "shipments alone")]
    [InlineData("""{"matrices":{"car":{"durations":[[0]]}},"vehicles":[{"id":1,"start_index":0,"costs":{"per_km":1}}],"jobs":[{"id":1,"location_index":0}]}""", "distances")]
    public void Bad_input_is_told_with_its_place(string json, string expected)
    {
        var problem = Assert.Throws<FormatException>(() => VroomReader.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_problems_end_with_an_error_or_an_answer()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var json = RandomProblem.Make(i % 20);
            for (var k = random.Next(4); k >= 0; k--)
                json[random.Next(json.Length)] = (byte)"0123456789-,:[]{}\"aeE. "[random.Next(23)];
            try
            {
                Solve(json, 20, 1);
            }
            catch (FormatException problem)
            {
                Assert.NotEmpty(problem.Message);
            }
        }
    }

    [Fact]
    public void A_driver_goes_empty_by_one_profile_and_loaded_by_another()
    {
        var json = Encoding.UTF8.GetBytes("""
            {"vehicles":[{"id":1,"start_index":0,"end_index":0,"profile":"scooter","loaded_profile":"car"}],
             "shipments":[{"pickup":{"id":1,"location_index":1},"delivery":{"id":1,"location_index":0}},
                          {"pickup":{"id":2,"location_index":0},"delivery":{"id":2,"location_index":1}}],
             "matrices":{"scooter":{"durations":[[0,100],[100,0]]},"car":{"durations":[[0,30],[40,0]]}}}
            """);
        var answer = Solve(json, 300, 1);
        Assert.True(VroomCheck.Check(json, answer.ToJson()).Agrees);

        // One car out, the other one back: no leg is ridden.
        Assert.Equal(70, answer.Summary!.Duration);
        Assert.Equal(["pickup", "delivery", "pickup", "delivery"], answer.Routes![0].Steps.Skip(1).Take(4).Select(step => step.Type));
        Assert.Equal([null, "scooter", "car", "scooter", "car", "scooter"], answer.Routes[0].Steps.Select(step => step.Profile));
    }

    [Fact]
    public void The_sample_beside_the_format_is_solved_without_riding()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Routing.sln")))
            folder = folder.Parent!;
        var text = File.ReadAllText(Path.Combine(folder.FullName, "services", "Planning", "Optimisation", "Formats", "Vroom", "README.md"));
        var begin = text.IndexOf("```json", StringComparison.Ordinal) + 7;
        var json = Encoding.UTF8.GetBytes(text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)]);
        var answer = Solve(json, 300, 1);
        Assert.True(VroomCheck.Check(json, answer.ToJson()).Agrees);
        Assert.Equal(0, answer.Summary!.Unassigned);

        // Out by scooter, in with the car; later out with the other car, and back by scooter.
        Assert.Equal(900 + 540 + 480 + 900, answer.Summary.Duration);
    }

    [Fact]
    public void Steps_of_vehicles_are_the_start_of_the_search()
    {
        var json = RandomProblem.Make(12);
        var first = Solve(json, 3000, 1);
        var node = JsonNode.Parse(json)!;
        foreach (var vehicle in node["vehicles"]!.AsArray())
        {
            if (first.Routes!.FirstOrDefault(route => route.Vehicle == (ulong)vehicle!["id"]!) is not { } route)
                continue;
            vehicle!["steps"] = new JsonArray([.. route.Steps.Select(step =>
            {
                var told = new JsonObject { ["type"] = step.Type };
                if (step.Id is { } id)
                    told["id"] = id;
                return (JsonNode)told;
            })]);
        }

        var warm = Encoding.UTF8.GetBytes(node.ToJsonString());
        var second = Solve(warm, 1, 2);
        Assert.True(second.Summary!.Unassigned <= first.Summary!.Unassigned);
    }

    /// <summary>The answer, once the checker has agreed.</summary>
    internal static VroomAnswer Solve(byte[] json, long iterations, int seed)
    {
        var options = new FieldOptions { MaxIterations = iterations, MaxTime = TimeSpan.FromMinutes(5), Seed = (ulong)seed };
        var answer = VroomSolver.Solve(VroomReader.Read(json), options);
        var verdict = VroomCheck.Check(json, answer.ToJson());
        Assert.True(verdict.Agrees, $"seed {seed}: {string.Join(" ", verdict.Faults)}\n{Encoding.UTF8.GetString(json)}\n{Encoding.UTF8.GetString(answer.ToJson())}");
        return answer;
    }
}
