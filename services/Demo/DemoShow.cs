using System.Globalization;
using Routing.Demo.Api;
using Routing.Demo.Day;
using Routing.Demo.Play;
using Spectre.Console;

namespace Routing.Demo;

/// <summary>The demo from beginning to end: opens the day if no earlier start has, shows its plan, and drives it.</summary>
/// <param name="signIn">A new token of an operator.</param>
public sealed class DemoShow(ApiClient api, ServiceAddresses services, Func<CancellationToken, Task<string>> signIn, TimeProvider clock)
{
    private const string Kept = "demo.json";

    /// <summary>The PNG that the planned day is drawn into; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>Plays it.</summary>
    /// <param name="osm">The extract that the services run on.</param>
    /// <param name="data">Where the day is remembered between two starts.</param>
    /// <param name="speed">Simulated seconds per second; 0 plans the day and does not drive it.</param>
    /// <param name="ready">When the services take requests: what can be prepared is prepared before that.</param>
    /// <param name="ct">Stops it; a later start goes on.</param>
    public async Task Run(string osm, string data, double speed, Task ready, CancellationToken ct)
    {
        var state = await Plan(osm, data, ready, ct);
        if (speed <= 0) return;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(state.TimeZone);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The day is driven at {speed} times its speed:");
        await new Simulator(api, services, state, clock, Tell).Play(speed, ct);
        AnsiConsole.MarkupLine("The day is over:");
        // A token does not last a day.
        DayTable.Print(AnsiConsole.Console, state, await new Watch(api, services, await signIn(ct)).Day(state, geometry: false, ct));

        void Tell(DateTimeOffset at, string what) => AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"  [grey]{TimeZoneInfo.ConvertTime(at, zone):HH:mm}[/] {what}");
    }

    /// <summary>Opens the day, waits for the answer to each request, and prints the table.</summary>
    private async Task<DemoState> Plan(string osm, string data, Task ready, CancellationToken ct)
    {
        var file = Path.Combine(Directory.CreateDirectory(data).FullName, Kept);
        var state = DemoState.Load(file);
        long? begun = null;
        var operatorToken = await signIn(ct);
        if (state is null)
        {
            var generated = DayGenerator.FromExtract(osm, clock);
            var opening = new Opening(api, services, operatorToken);
            await opening.MakeArea(generated, ct);
            await ready;
            begun = clock.GetTimestamp();
            state = await opening.Open(generated, ct);
            state.Save(file);
        }

        // A day that is there already can be looked at while the rest gets ready.
        var watch = new Watch(api, services, operatorToken);
        if (state.MovesOfDay is not { } moves)
        {
            moves = await watch.UntilAnswered(state, ct);
            state = state with { MovesOfDay = moves };
            state.Save(file);
        }

        var day = await watch.UntilPlanned(state, moves, ct);
        await ready;
        DayTable.Print(AnsiConsole.Console, state, day);
        PrintPages(state);
        if (Picture is not null) await new DayPicture(api, services, operatorToken).Draw(await watch.Day(state, geometry: true, ct), Picture, ct);
        if (begun is { } since)
        {
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"{state.Requests.Count} requests posted and answered in {clock.GetElapsedTime(since).TotalSeconds:0.0} s.");
        }

        return state;
    }

    /// <summary>Where the day can be looked at from every side.</summary>
    private static void PrintPages(DemoState state)
    {
        if (state.Requests is not [var booking, ..]) return;
        // A link leads to the pages, wherever the services themselves answer.
        var pages = new Uri(booking.TrackingLink).GetLeftPart(UriPartial.Authority);
        AnsiConsole.MarkupLine("Look at it:");
        Line("dispatcher", $"{pages}/dispatch");
        Line("workshop", $"{pages}/workshop");
        Line("driver", $"{pages}/drive");
        Line("customer", booking.TrackingLink);
        if (state.BookingKey is { } key) Line("one more", $"{pages}/book#{key}");

        // Plain: a link that is broken over two lines cannot be opened.
        static void Line(string who, string link) => AnsiConsole.Console.Profile.Out.Writer.WriteLine($"  {who,-11} {link}");
    }
}
