using System.Text.Json.Nodes;
using Routing.Demo.Api;
using Routing.Demo.Day;
using Routing.Demo.Play;
using Routing.System.Tests.Forms;

namespace Routing.System.Tests;

/// <summary>A service process is killed (SIGKILL) in the middle of a stream of requests; none may be lost or planned twice.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(MainJobTests.Form.Embedded, "Host")]
    [InlineData(MainJobTests.Form.Distributed, "Intake")]
    [InlineData(MainJobTests.Form.Distributed, "Planning")]
    [InlineData(MainJobTests.Form.Distributed, "Drivers")]
    public async Task No_request_is_lost_when_a_process_is_killed(MainJobTests.Form kind, string victim)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var form = MainJobTests.Make(kind);
        await form.Start(ct);
        var token = await form.SignIn(ct);
        var whole = DayGenerator.FromExtract(Path.Combine(Built.Root, "services/Maps/Sample/montevideo.osm.pbf"), TimeProvider.System);
        var opening = new Opening(form.Api, form.Services, token);
        await opening.MakeArea(whole, ct);
        var shop = await opening.Prepare(whole with { Drivers = [.. whole.Drivers.Take(5)] }, ct);

        var requests = whole.Requests.Take(20).ToArray();
        var posting = PostAll(opening, shop, whole, requests, ct);
        await posting.Reached(7, ct);
        foreach (var process in form.Of(victim)) await process.Kill();
        foreach (var process in form.Of(victim)) process.Start();
        foreach (var process in form.Of(victim)) await process.UntilReady(ct);
        var bookings = await posting.All;

        // Every request that was answered is answered for, and the same key has not made a second one.
        Assert.Equal(requests.Length, bookings.Select(b => b.RequestId).Distinct().Count());
        var state = shop.State with { Requests = bookings };
        await new Watch(form.Api, form.Services, token).UntilAnswered(state, ct);
        var moves = requests.Sum(r => (r.Collection ? 1 : 0) + (r.Return ? 1 : 0));
        var day = await UntilPlanned(form, token, state, moves, ct);
        var planned = day.Routes.SelectMany(r => r.Stops).Where(s => s.MoveId is not null).Select(s => s.MoveId!.Value).Distinct().ToArray();
        Assert.Equal(moves, planned.Length + day.Unserved.Count);
        Assert.Empty(planned.Intersect(day.Unserved.Select(u => u.MoveId)));
    }

    /// <summary>Dispatch hears of the last plan a moment after the customers do.</summary>
    private static async Task<DayView> UntilPlanned(RunningForm form, string token, DemoState state, int moves, CancellationToken ct)
    {
        var watch = new Watch(form.Api, form.Services, token);
        for (var tries = 0; ; tries++)
        {
            var day = await watch.Day(state, geometry: false, ct);
            if (day.Figures.Served + day.Unserved.Count == moves || tries == 300) return day;
            await Task.Delay(100, ct);
        }
    }

    private static Posting PostAll(Opening opening, DemoShop shop, DemoDay day, IReadOnlyList<DemoRequest> requests, CancellationToken ct)
    {
        var posting = new Posting();
        posting.All = Task.Run(
            async () =>
            {
                var bookings = new List<DemoBooking>();
                for (var i = 0; i < requests.Count; i++)
                {
                    bookings.Add(await Insist(() => opening.Book(shop, day, requests[i], i, ct), ct));
                    posting.Count = bookings.Count;
                }

                return (IReadOnlyList<DemoBooking>)bookings;
            },
            ct);
        return posting;
    }

    /// <summary>A customer whose call breaks off calls again with the same key.</summary>
    private static async Task<DemoBooking> Insist(Func<Task<DemoBooking>> book, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await book();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ApiRefusedException { Status: >= 500 } && tries < 300 && !ct.IsCancellationRequested)
            {
                await Task.Delay(100, ct);
            }
        }
    }

    private sealed class Posting
    {
        public volatile int Count;

        public Task<IReadOnlyList<DemoBooking>> All { get; set; } = null!;

        public async Task Reached(int count, CancellationToken ct)
        {
            while (Count < count && !All.IsCompleted) await Task.Delay(5, ct);
        }
    }
}
