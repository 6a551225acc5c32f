using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;

namespace Routing.Planning.Tests.Days;

public sealed class DayFoldTests(SharedRegion region)
{
    [Fact]
    public void The_same_log_gives_the_same_state_and_a_snapshot_anywhere_changes_nothing()
    {
        var day = Busy();
        var states = new List<DayState> { DayFold.Start(new DayKey(PlanningProcess.Area, Town.Day)) };
        foreach (var entry in day.Log) states.Add(DayFold.Apply(states[^1], entry));
        Assert.Equal(Text(day.State), Text(states[^1]));
        for (var cut = 0; cut < day.Log.Count; cut++)
        {
            var state = JsonSerializer.Deserialize<DayState>(Text(states[cut]), WireJson.Options)!;
            foreach (var entry in day.Log.Skip(cut)) state = DayFold.Apply(state, entry);
            Assert.Equal(Text(day.State), Text(state));
        }
    }

    [Fact]
    public void A_plan_made_again_from_the_log_is_the_same()
    {
        var day = Busy();
        day.Append(Town.Request(day.Workshop.WorkshopId, 50));
        var again = new PlayedDay(region, 0);
        again.Log.Clear();
        var state = DayFold.Start(new DayKey(PlanningProcess.Area, Town.Day));
        foreach (var entry in day.Log) state = DayFold.Apply(state, entry);
        again.Restore(state);
        again.Now = day.Now;
        Assert.Equal(Messages(day.Replan()), Messages(again.Replan()));
    }

    [Fact]
    public void An_entry_of_an_unknown_kind_is_passed_over()
    {
        var state = DayFold.Start(new DayKey("a", Town.Day));
        Assert.Null(EntryJson.Read("SomethingNew", "{}"));
        Assert.Equal(state with { Entry = 1 }, DayFold.Apply(state, null));
    }

    [Fact]
    public void Every_message_of_a_day_is_an_entry()
    {
        var handled = typeof(PlanningService).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.Name.StartsWith("DayEventConsumer", StringComparison.Ordinal))
            .Select(type => type.BaseType!.GenericTypeArguments[0]);
        Assert.Superset(handled.ToHashSet(), EntryJson.Kinds.ToHashSet());
    }

    private PlayedDay Busy()
    {
        var day = new PlayedDay(region, 2);
        var first = Town.Request(day.Workshop.WorkshopId, 1, isReturned: true);
        var moveId = first.Details.CollectionMoveId!.Value;
        day.Append(first);
        for (var i = 2; i < 6; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, isReturned: i == 4, swap: i == 4));
        day.Replan();
        day.Append(new LockStop { CommandId = Guid.CreateVersion7(), Area = PlanningProcess.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId, Strength = LockStrength.Driver });
        day.Replan();
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Arrive(moveId, 0, Town.At(8, 25));
        day.Collect(moveId, 0, Town.At(8, 35));
        day.Replan();
        day.HandOver(moveId, 1, Town.At(8, 55));
        day.Replan();
        return day;
    }

    private static string Text(DayState state) => JsonSerializer.Serialize(state, WireJson.Options);

    private static IReadOnlyList<string> Messages(IReadOnlyList<object> messages) => [.. messages.Select(m => m.GetType().Name + JsonSerializer.Serialize(m, m.GetType(), WireJson.Options))];
}
