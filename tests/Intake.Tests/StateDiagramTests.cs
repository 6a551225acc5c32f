using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Routing.Contracts.Values;
using Routing.Intake.Requests;

namespace Routing.Intake.Tests;

/// <summary>Holds the diagrams of docs/states.md against the code: every arrow drawn can happen, and every change that can happen is drawn.</summary>
public sealed partial class StateDiagramTests
{
    private const string Start = "[*]";

    [Theory]
    [InlineData("A collection", MoveKind.Collection)]
    [InlineData("A swap", MoveKind.Swap)]
    [InlineData("A return", MoveKind.Return)]
    public void A_moves_diagram_is_the_code(string heading, MoveKind kind)
    {
        var first = new MoveEvents.Told(new() { Kind = kind, Revision = 1 });
        Compare(heading, Explore(first, told => told.Next(), told => told.Life.State));
    }

    [Fact]
    public void A_requests_diagram_is_the_code() =>
        Compare("A request", [.. Explore(RequestEvents.Booked, told => told.Next(), told => told.State), .. Explore(RequestEvents.Asked, told => told.Next(), told => told.State)]);

    // CsCheck prints the seed of what it finds, and takes it back as CsCheck_Seed.
    [Fact]
    public void However_events_come_a_request_is_where_its_car_is()
    {
        var story = Gen.Int[0, int.MaxValue].List[1, 25];
        story.Sample(picks =>
        {
            var request = picks[0] % 2 == 0 ? RequestEvents.Booked : RequestEvents.Asked;
            var wasReturned = false;
            foreach (var pick in picks)
            {
                if (request.Next().ToList() is not { Count: > 0 } next) break;
                var happens = next[pick % next.Count];
                request = happens.Told;
                if (happens.Event == "StopCorrected") wasReturned = false;
                var isInOurHands = request.Collection.HasBegun && !request.Return.HasBegun;
                if (isInOurHands) Assert.Contains(request.State, (MoveState[])[MoveState.Collected, MoveState.AtWorkshop, MoveState.Failed]);
                if (wasReturned) Assert.Equal(MoveState.Returned, request.State);
                wasReturned |= request.State == MoveState.Returned;
            }
        }, iter: 20_000);
    }

    /// <summary>Changes of state, found by doing whatever can happen, in breadth, until nothing new is seen for a while.</summary>
    private static SortedSet<string> Explore<T>(T first, Func<T, IEnumerable<(string Event, T Told)>> next, Func<T, MoveState> stateOf) where T : notnull
    {
        const int Deepest = 9;
        var arrows = new SortedSet<string>(StringComparer.Ordinal) { $"{Start} --> {Name(stateOf(first))}" };
        var seen = new HashSet<T> { first };
        var wave = new List<T> { first };
        for (var depth = 0; depth < Deepest && wave.Count > 0; depth++)
        {
            var further = new List<T>();
            foreach (var from in wave)
            {
                foreach (var (name, to) in next(from))
                {
                    if (stateOf(from) != stateOf(to)) arrows.Add($"{Name(stateOf(from))} --> {Name(stateOf(to))} : {name}");
                    if (seen.Add(to)) further.Add(to);
                }
            }

            wave = further;
        }

        return arrows;
    }

    private static void Compare(string heading, SortedSet<string> arrows)
    {
        var drawn = Drawn(heading);
        var missing = arrows.Except(drawn, StringComparer.Ordinal).ToList();
        var wrong = drawn.Except(arrows, StringComparer.Ordinal).ToList();
        Assert.True(missing.Count + wrong.Count == 0, $"""
            docs/states.md, "{heading}", is not what the code does.
            It happens and is not drawn:
            {string.Join("\n", missing)}
            It is drawn and does not happen:
            {string.Join("\n", wrong)}
            """);
    }

    private static HashSet<string> Drawn(string heading)
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "states.md")).ReplaceLineEndings("\n");
        var diagram = Diagram().Matches(text).Single(match => match.Groups["heading"].Value == heading).Groups["lines"].Value;
        return [.. diagram.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("-->", StringComparison.Ordinal))];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Routing.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static string Name(MoveState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    [GeneratedRegex(@"^## (?<heading>[^\n]+)\n(?:(?!^## ).*\n)*?```mermaid\nstateDiagram-v2\n(?<lines>[^`]+)```", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Diagram();
}
