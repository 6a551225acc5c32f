using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Doors;
using Routing.Host;
using Routing.Optimisation.Model;
using Routing.Planning.Plans;

namespace Routing.Stories.Tests.City;

/// <summary>
/// Every service over the bundled city, in this process, with a clock that a story puts forward. It begins on a Tuesday in
/// March at seven in the morning. Every plan that is made is judged by the independent checker.
/// </summary>
public sealed class DemoCity : IAsyncLifetime
{
    /// <summary>The city's time zone: three hours behind, all year.</summary>
    public const string Zone = "America/Montevideo";

    private static readonly DateTimeOffset Start = new(2027, 3, 2, 7, 0, 0, TimeSpan.FromHours(-3));
    private readonly string folder = Directory.CreateTempSubdirectory("routing-stories-").FullName;
    private readonly ConcurrentQueue<string> faults = [];
    private WebApplication? web;
    private int shops;

    internal StoryClock Clock { get; } = new(Start);

    /// <summary>Where its databases and the region file are.</summary>
    internal string Data => folder;

    internal Api Stranger { get; private set; } = null!;

    internal Api Operator { get; private set; } = null!;

    /// <summary>What a story may ask of the services inside.</summary>
    internal IServiceProvider Services => web!.Services;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var root = typeof(DemoCity).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "Root").Value!;
        var options = new StartOptions(Path.Combine(root, "services/Maps/Sample/montevideo.osm.pbf"), folder, $"http://127.0.0.1:{FreePort()}", Demo: false, Speed: 0, Picture: null);
        web = Embedded.Compose(options, builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Planning:PollSeconds"] = "1", ["Notifications:PicturesAfterSeconds"] = "3600", ["Planning:ImproveSeconds"] = "0", ["Drivers:PairingAttemptsPerMinute"] = "1000" });
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.AddSingleton<PlanWitness>(Judge);
        });
        await web.StartAsync(ct);
        Stranger = new Api(new Uri(web.Urls.First()), token: null);
        await Stranger.Until(async () => await Stranger.Status(HttpMethod.Get, "/health/ready", ct) == HttpStatusCode.OK, "the service is ready", ct, seconds: 120);
        Operator = As(Roles.Operator);
    }

    /// <summary>A member of staff at a console of their own.</summary>
    internal Api As(string role) => new(new Uri(web!.Urls.First()), Services.GetRequiredService<Tokens>().Issue($"the {role}", role, TimeSpan.FromDays(3650)));

    /// <summary>
    /// A workshop in a planning area of its own, with its drivers, on the next morning at seven. Open from 7:30 to 18:00, from
    /// Monday to Friday.
    /// </summary>
    /// <param name="drivers">Their names.</param>
    /// <param name="workshop">Fields of the workshop that are not as usual.</param>
    /// <param name="driver">Fields of a driver that are not as usual.</param>
    internal async Task<Shop> Open(string[] drivers, object? workshop = null, Func<string, object>? driver = null)
    {
        var ct = TestContext.Current.CancellationToken;
        ToTheNextMorning();
        return await Shop.Open(this, $"area{Interlocked.Increment(ref shops)}", drivers, workshop, driver, ct);
    }

    /// <summary>Puts the clock to seven o'clock of the next working day.</summary>
    internal void ToTheNextMorning()
    {
        var next = Clock.GetUtcNow().ToOffset(Start.Offset).Date.AddHours(7);
        if (next <= Clock.GetUtcNow().ToOffset(Start.Offset).DateTime) next = next.AddDays(1);
        while (next.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) next = next.AddDays(1);
        Clock.GoTo(new DateTimeOffset(next, Start.Offset));
    }

    /// <summary>An instant of today, by the city's clocks.</summary>
    internal DateTimeOffset Today(string clock)
    {
        var now = Clock.GetUtcNow().ToOffset(Start.Offset);
        return new DateTimeOffset(DateOnly.FromDateTime(now.DateTime), TimeOnly.Parse(clock, CultureInfo.InvariantCulture), Start.Offset);
    }

    public async ValueTask DisposeAsync()
    {
        if (web is not null)
        {
            Stranger.Dispose();
            await web.StopAsync();
            await web.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        Assert.Empty(faults);
    }

    /// <summary>By Planning's witness.</summary>
    private void Judge(DayModel model, Plan plan)
    {
        // A day on which nothing is placed has a plan without routes.
        if (plan.Routes.Count == 0) return;
        foreach (var fault in PlanChecker.Check.FaultsOfServed(model.Problem, plan)) faults.Enqueue(fault);
    }

    /// <summary>What the checker found since the last look.</summary>
    internal void EveryPlanHolds()
    {
        var found = faults.ToArray();
        faults.Clear();
        Assert.Empty(found);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
