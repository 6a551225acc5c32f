using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Routing.Checking;
using Routing.Optimisation.Field;
using Routing.Optimisation.Formats.Vroom;

namespace Routing.Optimisation.Tests.Formats.Vroom;

/// <summary>Workshops in VROOM's JSON: limits that all routes share, which VROOM cannot say.</summary>
public sealed class WorkshopTests
{
    private const string Matrices = """
        "matrices":{"scooter":{"durations":[[0,900,600],[900,0,700],[600,700,0]]},"car":{"durations":[[0,480,400],[540,0,500],[400,500,0]]}}
        """;

    private const string Driver = """{"id":1,"start_index":0,"end_index":0,"profile":"scooter","loaded_profile":"car","time_window":[28800,61200]}""";

    [Fact]
    public void A_car_is_fetched_when_the_lift_has_done_it_and_not_before()
    {
        var json = $$$$"""
            {"vehicles":[{{{{Driver}}}}],"workshops":[{"id":7,"lifts":1,"time_windows":[[21600,64800]],"cars":[{"id":3,"work":14400}]}],
             "shipments":[{"pickup":{"id":1,"location_index":1},"delivery":{"id":1,"location_index":0,"service":300,"workshop":{"id":7,"work":3600}}},
                          {"pickup":{"id":2,"location_index":0,"workshop":{"id":7,"after_delivery":1}},"delivery":{"id":2,"location_index":1}}],{{{{Matrices}}}}}
            """;
        var answer = Solve(json);

        // The car that is there already, from 6 until 10 o'clock, then an hour.
        var steps = answer["routes"]![0]!["steps"]!.AsArray();
        var release = steps.Single(step => (string?)step!["type"] == "pickup" && (int)step["id"]! == 2)!;
        Assert.Equal(39_600, (long)release["arrival"]! + (long)release["waiting_time"]!);
        Assert.Empty(Faults(json, answer));
    }

    [Fact]
    public void What_the_workshop_cannot_do_is_unassigned_with_its_reason()
    {
        var json = $$$$"""
            {"vehicles":[{{{{Driver}}}}],"workshops":[{"id":7,"description":"Centro","lifts":1,"time_windows":[[28800,36000]]}],
             "shipments":[{"pickup":{"id":1,"location_index":1},"delivery":{"id":1,"location_index":0,"workshop":{"id":7,"work":9000}}},
                          {"pickup":{"id":2,"location_index":0,"workshop":{"id":7,"after_delivery":1}},"delivery":{"id":2,"location_index":1}}],{{{{Matrices}}}}}
            """;
        var answer = Solve(json);
        var left = answer["unassigned"]!.AsArray();
        Assert.Equal(["pickup 2", "delivery 2"], left.Select(each => $"{each!["type"]} {each["id"]}"));
        Assert.All(left, each => Assert.False(string.IsNullOrWhiteSpace((string?)each!["reason"])));
        Assert.Empty(Faults(json, answer));
    }

    [Theory]
    [InlineData("""{"workshops":[{"id":1}]}""", "workshops[0] has no lifts")]
    [InlineData("""{"workshops":[{"id":1,"lifts":-1}]}""", "workshops[0].lifts")]
    [InlineData("""{"workshops":[{"id":1,"lifts":1},{"id":1,"lifts":1}]}""", "twice")]
    [InlineData("""{"workshops":[{"id":1,"lifts":1,"technicians_by_skill":{"volt":1}}]}""", "technicians_by_skill.volt")]
    [InlineData("""{"workshops":[{"id":1,"lifts":1,"technicians_by_skill":{"4":2}}]}""", "more than its 1")]
    [InlineData("""{"at":{"id":9}}""", "names workshop 9")]
    [InlineData("""{"at":{"id":1,"after_car":3},"workshops":[{"id":1,"lifts":1}]}""", "only a pickup has after_car")]
    [InlineData("""{"from":{"id":1,"work":3},"workshops":[{"id":1,"lifts":1}]}""", "only a delivery has work")]
    [InlineData("""{"from":{"id":1,"after_car":3,"after_delivery":1},"workshops":[{"id":1,"lifts":1}]}""", "one car is fetched")]
    [InlineData("""{"from":{"id":1,"after_car":3},"workshops":[{"id":1,"lifts":1}]}""", "waits for car")]
    [InlineData("""{"from":{"id":1,"after_delivery":3},"workshops":[{"id":1,"lifts":1}]}""", "waits for delivery 3")]
    [InlineData("""{"vehicle":{"loaded_profile":null},"workshops":[{"id":1,"lifts":1}]}""", "Vehicle 1 has no loaded_profile")]
    [InlineData("""{"vehicle":{"max_distance":5},"workshops":[{"id":1,"lifts":1}],"distances":true}""", "max_distance")]
    [InlineData("""{"vehicle":{"steps":[{"type":"start"}]},"workshops":[{"id":1,"lifts":1}]}""", "steps")]
    [InlineData("""{"workshops":[{"id":1,"lifts":1,"cars":[{"id":1}]}]}""", "no time_windows")]
    [InlineData("""{"options":{"c":true},"workshops":[{"id":1,"lifts":1}]}""", "options.c")]
    [InlineData("""{"amount":[1],"workshops":[{"id":1,"lifts":1}]}""", "amount")]
    public void What_cannot_be_is_told_with_its_place(string changes, string expected)
    {
        var given = JsonNode.Parse(changes)!.AsObject();
        var problem = JsonNode.Parse($$$$"""
            {"vehicles":[{{{{Driver}}}}],"shipments":[{"pickup":{"id":1,"location_index":1},"delivery":{"id":1,"location_index":0}}],{{{{Matrices}}}}}
            """)!;
        foreach (var (key, value) in given["vehicle"]?.AsObject() ?? [])
            problem["vehicles"]![0]![key] = value?.DeepClone();
        foreach (var key in (string[])["workshops", "options"])
        {
            if (given[key] is { } value)
                problem[key] = value.DeepClone();
        }

        if (given["amount"] is { } amount)
            problem["shipments"]![0]!["amount"] = amount.DeepClone();
        if (given["distances"] is not null)
        {
            foreach (var profile in (string[])["scooter", "car"])
                problem["matrices"]![profile]!["distances"] = problem["matrices"]![profile]!["durations"]!.DeepClone();
        }

        if (given["at"] is { } at)
            problem["shipments"]![0]!["delivery"]!["workshop"] = at.DeepClone();
        if (given["from"] is { } from)
            problem["shipments"]![0]!["pickup"]!["workshop"] = from.DeepClone();
        var fault = Assert.Throws<FormatException>(() => Solve(problem.ToJsonString()));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_of_random_problems_are_found_right_and_those_made_without_the_limits_wrong()
    {
        var caught = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 24; seed++)
        {
            var problem = RandomProblem(new Random(seed));
            var json = problem.ToJsonString();
            var answer = Solve(json);
            Assert.True(Faults(json, answer) is [], $"seed {seed}: {Faults(json, answer).FirstOrDefault()}\n{json}\n{answer}");

            foreach (var key in (string[])["reception_per_quarter", "parking", "time_windows", "lifts", "technicians_by_skill"])
            {
                var wide = problem.DeepClone();
                foreach (var workshop in wide["workshops"]!.AsArray())
                {
                    if (key == "lifts")
                        (workshop!["lifts"], workshop["technicians"]) = (99, 99);
                    else if (key == "technicians_by_skill")
                        workshop![key] = new JsonObject { ["4"] = 1 };
                    else if (key == "time_windows")
                        workshop![key] = JsonNode.Parse("[[0,90000]]");
                    else
                        workshop!.AsObject().Remove(key);
                }

                if (Faults(json, Solve(wide.ToJsonString())).Any(fault => fault.StartsWith("Workshop", StringComparison.Ordinal)))
                    caught[key] = caught.GetValueOrDefault(key) + 1;
            }
        }

        Assert.All((string[])["reception_per_quarter", "parking", "time_windows", "lifts", "technicians_by_skill"], key => Assert.True(caught.GetValueOrDefault(key) > 0, key));
    }

    private static JsonNode RandomProblem(Random random)
    {
        var places = 6 + random.Next(6);
        var vehicles = Enumerable.Range(1, 1 + random.Next(3)).Select(id => JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$$$"""
            {"id":{{{{id}}}},"start_index":0{{{{(random.Next(3) > 0 ? ",\"end_index\":0" : "")}}}},"profile":"scooter","loaded_profile":"car","skills":[1{{{{(random.Next(2) == 0 ? ",2" : "")}}}}],
             "time_window":[{{{{28_800 + random.Next(3) * 1800}}}},{{{{50_000 + random.Next(4) * 3600}}}}]{{{{(random.Next(2) == 0 ? ",\"breaks\":[{\"id\":1,\"service\":1800,\"time_windows\":[[43200,50400]]}]" : "")}}}},
             "costs":{"fixed":{{{{random.Next(3) * 1000}}}},"per_hour":{{{{1800 + random.Next(3) * 900}}}},"per_km":{{{{random.Next(20)}}}}}}
            """)));
        var shipments = new JsonArray();
        for (var id = 1; id <= 6 + random.Next(6); id++)
        {
            var workshop = 1 + random.Next(2);
            shipments.Add(JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$$$"""
                {"skills":[{{{{1 + random.Next(2)}}}}],"priority":{{{{random.Next(5)}}}},"pickup":{"id":{{{{id}}}},"location_index":{{{{2 + random.Next(places - 2)}}}},"service":300,"time_windows":[[{{{{28_800 + random.Next(8) * 900}}}},{{{{40_000 + random.Next(8) * 900}}}}]]},
                 "delivery":{"id":{{{{id}}}},"location_index":{{{{workshop - 1}}}},"service":300,"workshop":{"id":{{{{workshop}}}},"work":{{{{random.Next(5) * 1800}}}}{{{{(random.Next(4) == 0 ? ",\"skill\":4" : "")}}}}}}}
                """)));
            if (random.Next(2) == 0)
            {
                shipments.Add(JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$$$"""
                    {"skills":[1],"pickup":{"id":{{{{100 + id}}}},"location_index":{{{{workshop - 1}}}},"service":120,"workshop":{"id":{{{{workshop}}}},"after_delivery":{{{{id}}}}}},
                     "delivery":{"id":{{{{100 + id}}}},"location_index":{{{{2 + random.Next(places - 2)}}}},"service":300}}
                    """)));
            }
        }

        var workshops = new JsonArray();
        for (var id = 1; id <= 2; id++)
        {
            workshops.Add(JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$$$"""
                {"id":{{{{id}}}},"lifts":{{{{1 + random.Next(2)}}}},"technicians":{{{{1 + random.Next(2)}}}},"technicians_by_skill":{"4":{{{{random.Next(2)}}}}},"reception_per_quarter":1,"parking":{{{{1 + random.Next(3)}}}},
                 "time_windows":[[28800,{{{{36_000 + random.Next(4) * 1800}}}}],[46800,61200]],"cars":[{"id":{{{{id}}}},"work":{{{{random.Next(3) * 1800}}}}}]}
                """)));
        }

        return new JsonObject
        {
            ["vehicles"] = new JsonArray([.. vehicles]),
            ["workshops"] = workshops,
            ["shipments"] = shipments,
            ["matrices"] = new JsonObject { ["scooter"] = Matrix(1), ["car"] = Matrix(2) },
        };

        JsonObject Matrix(int speed)
        {
            JsonArray Table(int unit) => new([.. Enumerable.Range(0, places).Select(i => new JsonArray([.. Enumerable.Range(0, places).Select(j => JsonValue.Create(i == j ? 0 : random.Next(200, 1500) * unit / speed))]))]);
            return new JsonObject { ["durations"] = Table(1), ["distances"] = Table(4) };
        }
    }

    private static JsonNode Solve(string json)
    {
        var options = new FieldOptions { MaxTime = TimeSpan.FromMinutes(5), MaxIterations = 200, Threads = 1 };
        return JsonNode.Parse(VroomSolver.Solve(VroomReader.Read(Encoding.UTF8.GetBytes(json)), options).ToJson())!;
    }

    private static IReadOnlyList<string> Faults(string problem, JsonNode answer) =>
        VroomCheck.Check(Encoding.UTF8.GetBytes(problem), Encoding.UTF8.GetBytes(answer.ToJsonString())).Faults;
}
