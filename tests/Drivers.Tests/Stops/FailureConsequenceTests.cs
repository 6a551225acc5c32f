using System.Text.Json;
using System.Text.RegularExpressions;
using Routing.Contracts.Values;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Tests.Stops;

public sealed partial class FailureConsequenceTests
{
    [Fact]
    public void The_table_in_the_docs_is_the_one_in_the_code()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Routing.sln"))) folder = Path.GetDirectoryName(folder)!;
        var drawn = Row().Matches(File.ReadAllText(Path.Combine(folder, "docs", "failed-stops.md")))
            .ToDictionary(row => row.Groups["reason"].Value, row => row.Groups["consequence"].Value, StringComparer.Ordinal);
        var coded = FailureConsequences.AtTheDoor.ToDictionary(row => Name(row.Key), row => Name(row.Value), StringComparer.Ordinal);
        Assert.Equal(coded.OrderBy(row => row.Key, StringComparer.Ordinal), drawn.OrderBy(row => row.Key, StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<FailureReason>().Order(), FailureConsequences.AtTheDoor.Keys.Order());
    }

    [Fact]
    public void With_a_car_aboard_a_dispatcher_is_asked_whatever_the_reason()
    {
        var pickUp = Stop(StopKind.PickUp, 0, done: true);
        var back = Stop(StopKind.Return, 1, done: false);
        var collect = Stop(StopKind.Collect, 0, done: false);
        foreach (var reason in Enum.GetValues<FailureReason>())
        {
            Assert.Equal(FailureConsequence.AskDispatcher, FailureConsequences.Of(reason, back, [pickUp, back]));
            Assert.Equal(FailureConsequences.AtTheDoor[reason], FailureConsequences.Of(reason, collect, [collect]));
        }
    }

    private static StopProgress Stop(StopKind kind, int index, bool done) => new()
    {
        MoveId = Guid.Empty, StopIndex = index, RequestId = Guid.Empty, Area = "a", Day = default, PlanVersion = 1, Kind = kind, Order = index,
        IsLastOfMove = index == 1, IsCourtesy = false, Eta = default, DoneAt = done ? DateTimeOffset.UnixEpoch : null,
    };

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    [GeneratedRegex(@"^\| (?!reason)(?<reason>\w+) \| [^|]+ \| (?<consequence>\w+) \|$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
