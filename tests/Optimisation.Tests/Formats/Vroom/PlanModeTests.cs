using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Routing.Optimisation.Field;
using Routing.Optimisation.Formats.Vroom;

namespace Routing.Optimisation.Tests.Formats.Vroom;

public sealed class PlanModeTests
{
    [Fact]
    public void Every_rule_that_a_given_route_breaks_is_told()
    {
        var answer = Solve("""
            {"options":{"c":true},
             "vehicles":[{"id":1,"start_index":0,"end_index":0,"capacity":[1],"time_window":[100,200],"max_tasks":2,"max_travel_time":40,"max_distance":10,
                          "breaks":[{"id":4,"service":5,"time_windows":[[120,130]],"max_load":[0]},{"id":5,"service":5,"time_windows":[[150,160]]}],
                          "steps":[{"type":"start"},{"type":"job","id":1},{"type":"delivery","id":3},{"type":"pickup","id":3},{"type":"pickup","id":4},{"type":"break","id":4},{"type":"delivery","id":4},{"type":"end"}]}],
             "jobs":[{"id":1,"location_index":1,"skills":[9],"time_windows":[[300,310]]},{"id":2,"location_index":1}],
             "shipments":[{"amount":[1],"pickup":{"id":3,"location_index":1},"delivery":{"id":3,"location_index":2}},
                          {"amount":[2],"pickup":{"id":4,"location_index":1},"delivery":{"id":4,"location_index":2}}],
             "matrices":{"car":{"durations":[[0,10,10],[10,0,10],[10,10,0]],"distances":[[0,3,3],[3,0,3],[3,3,0]]}}}
            """);
        var route = answer["routes"]![0]!;
        Assert.Equal(["lead_time", "load", "max_distance", "max_load", "max_tasks", "max_travel_time", "missing_break", "precedence", "skills"], Causes(route).Order(StringComparer.Ordinal));
        var steps = route["steps"]!.AsArray();
        Assert.Contains("skills", Causes(steps[1]!));
        Assert.Equal(["precedence"], Causes(steps[2]!));
        Assert.Contains("load", Causes(steps[4]!));
        Assert.Contains("max_load", Causes(steps[5]!));
        Assert.Equal(["job 2"], answer["unassigned"]!.AsArray().Select(left => $"{left!["type"]} {left["id"]}"));
        Assert.Equal(1, (int)answer["summary"]!["unassigned"]!);
    }

    [Theory]
    [InlineData("""{"type":"job","id":8}""", "job 8, which there is not")]
    [InlineData("""{"type":"job","id":1},{"type":"job","id":1}""", "twice")]
    [InlineData("""{"type":"break","id":1}""", "break 1")]
    [InlineData("""{"type":"nap"}""", "nap")]
    [InlineData("""{"type":"job","id":1,"service_at":50},{"type":"job","id":2,"service_before":55}""", "cannot be timed")]
    public void Steps_that_cannot_be_are_told(string steps, string expected)
    {
        var problem = Assert.Throws<FormatException>(() => Solve($$$"""
            {"options":{"c":true},"vehicles":[{"id":1,"start_index":0,"steps":[{{{steps}}}]}],
             "jobs":[{"id":1,"location_index":1},{"id":2,"location_index":0}],"matrices":{"car":{"durations":[[0,10],[10,0]]} } }
            """));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_break_as_little_as_trying_all_times_does()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var kinds = Enumerable.Range(0, 2 + random.Next(3)).Select(_ => random.Next(3) == 0).ToList();
            var windows = kinds.ConvertAll(_ => (First: random.Next(12), Length: random.Next(4), Second: random.Next(3)));
            var services = kinds.ConvertAll(_ => random.Next(3));
            var hours = (Start: random.Next(6), Length: 4 + random.Next(8));
            var size = kinds.Count + 1;
            var matrix = Enumerable.Range(0, size * size).Select(i => i / size == i % size ? 0 : random.Next(5)).ToArray();
            var json = Problem(kinds, windows, services, hours, matrix, size);
            var answer = Solve(json);
            var told = Sum(answer, "lead_time") + Sum(answer, "delay");
            Assert.True(told == Least(kinds, windows, services, hours, matrix, size), $"seed {seed}: {told} told.\n{json}");
        }
    }

    // Windows of a visit: one, or two apart.
    private static List<(int Start, int End)> WindowsOf((int First, int Length, int Second) window)
    {
        var list = new List<(int, int)> { (window.First, window.First + window.Length) };
        if (window.Second > 0)
            list.Add((window.First + window.Length + window.Second, window.First + window.Length + window.Second + 1));
        return list;
    }

    private static string Problem(List<bool> isBreak, List<(int, int, int)> windows, List<int> services, (int Start, int Length) hours, int[] matrix, int size)
    {
        string Windows(int i) => $"[{string.Join(',', WindowsOf(windows[i]).Select(w => $"[{w.Start},{w.End}]"))}]";
        string Of(bool breaks, Func<int, string> text) => string.Join(',', Enumerable.Range(0, isBreak.Count).Where(i => isBreak[i] == breaks).Select(text));
        var steps = string.Join(',', isBreak.Select((b, i) => $$"""{"type":"{{(b ? "break" : "job")}}","id":{{i}}}"""));
        var pauses = Of(true, i => $$"""{"id":{{i}},"service":{{services[i]}},"time_windows":{{Windows(i)}}}""");
        var jobs = Of(false, i => $$"""{"id":{{i}},"location_index":{{i + 1}},"service":{{services[i]}},"time_windows":{{Windows(i)}}}""");
        var rows = string.Join(',', Enumerable.Range(0, size).Select(r => $"[{string.Join(',', matrix.Skip(r * size).Take(size))}]"));
        return $$$"""
            {"options":{"c":true},"vehicles":[{"id":1,"start_index":0,"end_index":0,"time_window":[{{{hours.Start}}},{{{hours.Start + hours.Length}}}],"breaks":[{{{pauses}}}],"steps":[{{{steps}}}]}],
             "jobs":[{{{(jobs.Length > 0 ? jobs + "," : "")}}}{"id":99,"location_index":0}],"matrices":{"car":{"durations":[{{{rows}}}]} } }
            """;
    }

    private static long Least(List<bool> isBreak, List<(int, int, int)> windows, List<int> services, (int Start, int Length) hours, int[] matrix, int size)
    {
        var best = long.MaxValue;
        for (var leave = 0; leave <= 30; leave++)
            Try(0, leave, leave, 0, 0, Miss([(hours.Start, hours.Start + hours.Length)], leave));
        return best;

        // The last stop was left at a time; breaks since have taken some; now the last thing is done.
        void Try(int i, int left, int now, int at, int paused, long broken)
        {
            if (broken >= best)
                return;
            var to = i < isBreak.Count && !isBreak[i] ? i + 1 : 0;
            var arrival = Math.Max(now, left + paused + matrix[at * size + to]);
            if (i == isBreak.Count)
            {
                for (var back = arrival; back <= arrival + 20; back++)
                    best = Math.Min(best, broken + Miss([(hours.Start, hours.Start + hours.Length)], back));
                return;
            }

            for (var begin = isBreak[i] ? now : arrival; begin <= 60; begin++)
            {
                var missed = broken + Miss(WindowsOf(windows[i]), begin);
                if (isBreak[i])
                    Try(i + 1, left, begin + services[i], at, paused + services[i], missed);
                else
                    Try(i + 1, begin + services[i], begin + services[i], i + 1, 0, missed);
                if (begin > WindowsOf(windows[i])[^1].End && begin > (isBreak[i] ? now : arrival))
                    break;
            }
        }

        static long Miss(List<(int Start, int End)> windows, int time) => windows.Min(w => Math.Max(0, Math.Max(w.Start - time, time - w.End)));
    }

    private static long Sum(JsonNode answer, string cause) =>
        answer["summary"]!["violations"]!.AsArray().Where(violation => (string)violation!["cause"]! == cause).Sum(violation => (long)violation!["duration"]!);

    private static IEnumerable<string> Causes(JsonNode of) => of["violations"]!.AsArray().Select(violation => (string)violation!["cause"]!);

    private static JsonNode Solve(string json) =>
        JsonNode.Parse(VroomSolver.Solve(VroomReader.Read(Encoding.UTF8.GetBytes(json)), new FieldOptions()).ToJson())!;
}
