using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Messaging;
using Routing.Planning.Data;
using Routing.Planning.Days;
using Routing.Planning.Replay;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.CommandLine;

/// <summary>Plays a day again from its log, as it was and with something changed, and sets both side by side. Writes nothing to the database.</summary>
internal sealed class ReplayCommand(TextWriter output, TextWriter error)
{
    /// <summary>0, or 2 when there is nothing to play: the reason is told.</summary>
    public async Task<int> Run(ReplayArguments arguments, CancellationToken cancellation)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration["Data"] = arguments.Data;
        if (arguments.Connection is { } connection)
        {
            builder.Configuration["Database:Provider"] = "postgres";
            builder.Configuration["ConnectionStrings:planning"] = connection;
        }
        else if (!File.Exists(Path.Combine(arguments.Data, "planning.db")))
        {
            return Complain($"There is no planning.db in {Path.GetFullPath(arguments.Data)}: give the service's data directory as --data, or PostgreSQL's connection string as --connection.");
        }

        PlanningService.AddDatabase(builder);
        using var host = builder.Build();
        try
        {
            var key = new DayKey(arguments.Area, arguments.Day);
            var log = await Log(host.Services, key, cancellation);
            if (log.Count == 0) return Complain($"Nothing is known of {arguments.Day:yyyy-MM-dd} in '{arguments.Area}'.");
            using var roads = Roads(arguments, builder.Configuration);
            var options = builder.Configuration.GetSection("Planning").Get<PlanningOptions>() ?? new PlanningOptions();
            var happened = WhatHappened.Of(key, log);
            var before = Play("as it was", ReplayChange.None);
            var after = arguments.Change.IsNone ? null : Play(arguments.Change.Words, arguments.Change);
            output.Write(arguments.IsJson ? Json(key, arguments.Change, before, after) : Table(key, arguments.Change, before, after));
            return 0;

            ReplayFigures Play(string name, ReplayChange change)
            {
                var bar = arguments.ShowsProgress ? new Bar(error, name) : null;
                var figures = DayReplay.Play(key, happened, change, roads, options, bar, planned: null, cancellation);
                bar?.Clear();
                return figures;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or RegionFileException or InvalidDataException or System.Data.Common.DbException)
        {
            return Complain(problem.Message);
        }
    }

    private static async Task<List<(DateTimeOffset At, object? Entry)>> Log(IServiceProvider services, DayKey key, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PlanningContext>();
        var log = new List<(DateTimeOffset, object?)>();
        await foreach (var entry in DayLog.Entries(context, key, after: 0).WithCancellation(cancellation))
            log.Add((entry.At, EntryJson.Read(entry.Kind, entry.Body)));
        return log;
    }

    private static RoadsInUse Roads(ReplayArguments arguments, IConfiguration configuration)
    {
        var file = arguments.Region ?? RegionSource.CurrentFile(RegionSource.DirectoryOf(configuration))
            ?? throw new IOException($"Maps has made no region file in {RegionSource.DirectoryOf(configuration)}: give one as --region.");
        return RegionSource.Open(file, configuration);
    }

    private int Complain(string problem)
    {
        error.WriteLine(problem);
        return SolveCommand.WrongInput;
    }

    private static string Json(DayKey key, ReplayChange change, ReplayFigures before, ReplayFigures? after)
    {
        var days = new List<object> { new { change = ReplayChange.None.Words, figures = before } };
        if (after is not null) days.Add(new { change = change.Words, figures = after });
        return JsonSerializer.Serialize(new { area = key.Area, day = key.Day, played = days }, WireJson.Options) + "\n";
    }

    private static string Table(DayKey key, ReplayChange change, ReplayFigures before, ReplayFigures? after)
    {
        const int Names = 34;
        const int Column = 14;
        var text = new System.Text.StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{key.Area}, {key.Day:yyyy-MM-dd}, played again{(after is null ? "" : $"; changed: {change.Words}")}\n\n");
        text.Append("".PadRight(Names)).Append("as it was".PadLeft(Column)).Append(after is null ? "" : "changed".PadLeft(Column) + "difference".PadLeft(Column)).Append('\n');
        foreach (var (name, read, form) in Rows)
        {
            text.Append(name.PadRight(Names)).Append(Cell(read(before), form));
            if (after is not null)
            {
                var difference = read(after) - read(before);
                text.Append(Cell(read(after), form)).Append(Cell(difference, difference == 0 ? "0" : $"+{form};-{form}"));
            }

            text.Append('\n');
        }

        return text.ToString();

        static string Cell(double? value, string form) => (value?.ToString(form, CultureInfo.InvariantCulture) ?? "-").PadLeft(Column);
    }

    private static readonly (string Name, Func<ReplayFigures, double?> Read, string Form)[] Rows =
    [
        ("moves served", f => f.Served, "0"),
        ("moves nobody could do", f => f.Unserved, "0"),
        ("moves gone to another day", f => f.OtherDay, "0"),
        ("moves that failed at the door", f => f.Failed, "0"),
        ("stops after their window", f => f.Late, "0"),
        ("the worst of them, minutes", f => f.WorstLateSeconds / 60.0, "0"),
        ("empty km", f => f.EmptyMetres / 1000.0, "0.0"),
        ("empty km per move", f => f.EmptyMetresPerMove / 1000, "0.00"),
        ("km in customers' cars", f => f.LoadedMetres / 1000.0, "0.0"),
        ("drivers used", f => f.Drivers, "0"),
        ("hours on routes", f => f.RouteSeconds / 3600.0, "0.0"),
        ("lift use, %", f => f.LiftUse * 100, "0.0"),
        ("cars parked at workshops", f => f.CarsWaiting, "0.0"),
    ];

    private sealed class Bar(TextWriter terminal, string name) : IProgress<double>
    {
        public void Report(double value) => terminal.Write(FormattableString.Invariant($"\r\e[K{name}: {value:P0}"));

        public void Clear() => terminal.Write("\r\e[K");
    }
}

/// <param name="Data">The service's data directory.</param>
/// <param name="Connection">PostgreSQL's connection string; null for SQLite in the data directory.</param>
/// <param name="Area">The planning area.</param>
/// <param name="Day">Local to it.</param>
/// <param name="Change">What is otherwise.</param>
/// <param name="Region">A region file; null for the one that is in use.</param>
/// <param name="IsJson">Instead of a table.</param>
/// <param name="ShowsProgress">On the error output.</param>
internal sealed record ReplayArguments(string Data, string? Connection, string Area, DateOnly Day, ReplayChange Change, string? Region, bool IsJson, bool ShowsProgress);
