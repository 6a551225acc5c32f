using Routing.Contracts.Maps;
using Routing.Contracts.Values;
using Routing.Dispatch.Tests.Support;
using static Routing.Dispatch.Tests.Support.Days;

namespace Routing.Dispatch.Tests.Day;

/// <summary>Closed roads and changed speeds on the day, the same on both databases.</summary>
public abstract class RoadTests
{
    private static readonly Guid Ana = Id(1);

    private protected abstract Database Make();

    private static RoadCondition Closed(int number, double from, double? until, double changed = 6) => new()
    {
        ConditionId = Id(number),
        Closed = true,
        Road = new RoadStretch(4711, 1, 2, false, -56.16, -34.9, null, "Rivera"),
        Profiles = [],
        From = At(from),
        Until = until is { } end ? At(end) : null,
        By = "ana",
        Confirmed = true,
        ChangedAt = At(changed),
    };

    private static RoadConditionsChanged Roads(long version, params RoadCondition[] all) => new() { Version = version, At = At(6), Conditions = all };

    [Fact]
    public async Task The_day_shows_the_conditions_that_are_in_force_at_some_time_of_it()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(AreaChanged(), Roads(7, Closed(1, -30, -1), Closed(2, 23, 26), Closed(3, 24, null), Closed(4, -100, null)));
        var shown = (await app.Day()).GetProperty("roadConditions");
        Assert.Equal([Id(2), Id(4)], shown.EnumerateArray().Select(each => each.GetProperty("conditionId").GetGuid()));
        Assert.Equal("Rivera", shown[0].GetProperty("road").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_change_is_told_live_on_the_days_that_it_touches_and_an_old_set_is_none()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(AreaChanged(), Positioned(Ana, -56.15, 9));
        await using var stream = await EventStream.Open(app.Dispatcher);
        Assert.Equal("ready", (await stream.NextNews()).Kind);
        await app.Tell(Roads(7, Closed(1, 9, 12)), Roads(6), Roads(8, Closed(1, 9, 12), Closed(2, 48, 50)), Roads(9, Closed(1, 9, 15, changed: 7)), Roads(10));
        var told = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var news = await stream.NextNews();
            Assert.Equal("roads", news.Kind);
            told.Add(news.Data.GetRawText());
        }

        Assert.Contains("12:00:00", told[0], StringComparison.Ordinal);
        Assert.Contains("15:00:00", told[1], StringComparison.Ordinal);
        Assert.Equal("""{"conditions":[]}""", told[2]);
        Assert.Equal(4, (await app.Day()).Int("lastEventId"));
        Assert.Empty((await app.Day()).GetProperty("roadConditions").EnumerateArray());
    }
}

public sealed class SqliteRoadTests : RoadTests
{
    private protected override Database Make() => Database.Sqlite();
}

public sealed class PostgresRoadTests : RoadTests
{
    private protected override Database Make() => Database.Postgres();
}
