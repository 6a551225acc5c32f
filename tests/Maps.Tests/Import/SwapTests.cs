using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Defaults.Doors;

namespace Routing.Maps.Tests.Import;

/// <summary>Another extract is taken up while requests run.</summary>
public sealed class SwapTests : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private MapsProcess? maps;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Osm => folder.File("town.osm");

    public async ValueTask DisposeAsync()
    {
        if (maps is not null) await maps.DisposeAsync();
        folder.Dispose();
    }

    private async Task<HttpClient> Start(int watchSeconds)
    {
        Town.Write(Osm);
        maps = await MapsProcess.Start(Osm, folder.File("data"), settings: ("Maps:WatchSeconds", watchSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return maps.As(Roles.Operator);
    }

    private async Task Replace(int ways)
    {
        Town.Write(folder.File("next.osm"), ways);
        File.Move(folder.File("next.osm"), Osm, overwrite: true);
        await Task.CompletedTask;
    }

    private static async Task<JsonElement> Reload(HttpClient staff)
    {
        using (var asked = await staff.PostAsync("/api/region/reload", null, Token))
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        while (true)
        {
            var state = await staff.GetFromJsonAsync<JsonElement>("/api/region/reload", Token);
            if (state.GetProperty("stage").GetString() != "working") return state;
            await Task.Delay(20, Token);
        }
    }

    private async Task<string> Extract() => (await maps!.Get("/api/region")).Json.GetProperty("extractSha256").GetString()!;

    [Fact]
    public async Task Two_extracts_are_swapped_back_and_forth_under_load_and_no_request_fails()
    {
        var staff = await Start(0);
        using var stop = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        var answered = 0;
        string[] asked =
        [
            $"/route/v1/car/{Town.At(1, 4)};{Town.At(9, 0)}?steps=true", $"/table/v1/foot/{Town.At(1, 4)};{Town.At(9, 0)};{Town.At(0, 2)}",
            $"/nearest/v1/car/{Town.At(5, 4)}", "/api/geocode?q=upper+street+3", $"/isochrone/v1/car/{Town.At(5, 4)}?contours_minutes=2", "/api/region",
        ];
        var load = Enumerable.Range(0, 4).Select(worker => Task.Run(
            async () =>
            {
                for (var i = worker; !stop.IsCancellationRequested; i++)
                {
                    var (status, json) = await maps!.Get(asked[i % asked.Length]);
                    if (status != HttpStatusCode.OK) failures.Enqueue($"{asked[i % asked.Length]}: {status} {json}");
                    Interlocked.Increment(ref answered);
                }
            },
            Token)).ToArray();
        var seen = new List<string> { await Extract() };
        for (var round = 1; round <= 6; round++)
        {
            await Replace(ways: 100 * (round % 2));
            var state = await Reload(staff);
            Assert.Equal("done", state.GetProperty("stage").GetString());
            seen.Add(await Extract());
            Assert.Equal(state.GetProperty("extractSha256").GetString(), seen[^1]);
            var before = Volatile.Read(ref answered);
            while (Volatile.Read(ref answered) < before + 50) await Task.Delay(5, Token);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        Assert.Empty(failures);
        Assert.True(answered > 300, $"Only {answered} requests.");
        Assert.Equal(2, seen.Distinct().Count());
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));

        // The files of the one that is not used are deleted, and other processes are told of the one that is.
        var data = folder.File("data/maps");
        for (var i = 0; Directory.GetFiles(data, "*.region").Length > 1; i++)
        {
            Assert.True(i < 500, "The old region file stays.");
            await Task.Delay(10, Token);
        }

        var region = Path.GetFileName(Directory.GetFiles(data, "*.region").Single());
        Assert.StartsWith(region[..^7], seen[^1], StringComparison.Ordinal);
        Assert.Equal(region, File.ReadAllText(Path.Combine(data, "current")).Trim());
        Assert.Single(Directory.GetFiles(data, "*.addresses"));
    }

    [Fact]
    public async Task A_closed_road_stays_closed_in_a_new_extract_that_has_drawn_it_anew()
    {
        var staff = await Start(0);
        var across = $"/route/v1/car/{Town.At(1, 4)};{Town.At(9, 4)}";
        var usual = await Metres();
        using (await staff.PostAsJsonAsync("/api/road-conditions", new { closed = true, road = new { lon = Town.Lon(5), lat = Town.Lat(4) } }, Token))
            Assert.True(await Metres() > usual);
        await Replace(ways: 100);
        await Reload(staff);
        Assert.True(await Metres() > usual);
        var listed = await staff.GetFromJsonAsync<JsonElement>("/api/road-conditions", Token);
        Assert.Equal("nodes", listed.GetProperty("conditions")[0].GetProperty("foundBy").GetString());

        async Task<double> Metres() => (await maps!.Get(across)).Json.GetProperty("routes")[0].GetProperty("distance").GetDouble();
    }

    [Fact]
    public async Task A_file_that_changes_is_taken_up_by_itself_and_one_that_cannot_be_used_is_not()
    {
        var staff = await Start(1);
        var first = await Extract();
        File.WriteAllText(Osm, "half a fi");
        await Until(async () => (await staff.GetFromJsonAsync<JsonElement>("/api/region/reload", Token)).GetProperty("stage").GetString() == "failed");
        Assert.Equal(first, await Extract());
        Assert.Equal(HttpStatusCode.OK, (await maps!.Get($"/nearest/v1/car/{Town.At(5, 4)}")).Status);
        await Replace(ways: 100);
        await Until(async () => await Extract() != first);
        await Until(async () => (await staff.GetFromJsonAsync<JsonElement>("/api/region/reload", Token)).GetProperty("stage").GetString() == "done");
    }

    [Fact]
    public async Task Reloading_the_same_extract_changes_nothing()
    {
        var staff = await Start(0);
        var first = await Extract();
        Assert.Equal("done", (await Reload(staff)).GetProperty("stage").GetString());
        Assert.Equal(first, await Extract());
        Assert.Single(Directory.GetFiles(folder.File("data/maps"), "*.region"));
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; !await holds(); i++)
        {
            Assert.True(i < 600, "It never came true.");
            await Task.Delay(50, Token);
        }
    }
}
