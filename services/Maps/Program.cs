using System.CommandLine;
using Routing.Defaults;
using Routing.Maps;
using Routing.Maps.CommandLine;
using Routing.Messaging;

// The service of the product is the default: settings come from configuration, such as --Maps:Osm=FILE --Data=DIR --urls=URL
// or the environment. Everything else is a command.
var run = new Command("run", "The service of the product, signed in callers only; settings are configuration: Maps:Osm, Maps:MinIsland, Data, urls. The default.") { TreatUnmatchedTokensAsErrors = false };
run.SetAction((parsed, ct) => RunService([.. parsed.UnmatchedTokens], ct));

var osm = new Option<string>("--osm") { Description = "An OpenStreetMap extract: .osm.pbf, .osm or .osm.gz.", HelpName = "FILE", DefaultValueFactory = _ => MapsOptions.BundledSample };
var data = new Option<string?>("--data") { Description = "Keeps the built files, in maps/ below it, and uses those that are there; without it they are built anew in a temporary folder.", HelpName = "DIR" };
var keptData = new Option<string>("--data") { Description = "Where the built files are kept, in maps/ below it.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
var minIsland = new Option<int>("--min-island") { Description = "Road points that an island needs to be snapped to when a larger network is near; 0: every road counts.", HelpName = "N", DefaultValueFactory = _ => 300 };
minIsland.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 0)
        result.AddError("--min-island must be 0 or more.");
});
var json = new Option<bool>("--json") { Description = "Print JSON on standard output." };
var urls = new Option<string>("--urls") { Description = "Where to listen; several are separated by semicolons.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5000" };
var profile = new Option<string>("--profile") { Description = "car, scooter, bicycle or foot.", HelpName = "PROFILE", DefaultValueFactory = _ => "car" };
var coordinates = new Argument<string[]>("coordinates") { Description = "Points as lon,lat in degrees, such as -56.18,-34.90.", HelpName = "LON,LAT ...", Arity = new ArgumentArity(2, 10_000) };

var speedsByHour = new Option<string?>("--speeds-by-hour") { Description = "A JSON file of speeds by class of road and hour, for queries with depart_at.", HelpName = "FILE" };
var timeZone = new Option<string>("--time-zone") { Description = "Of the clock that hours are read from: an IANA name.", HelpName = "ZONE", DefaultValueFactory = _ => "Etc/UTC" };
timeZone.Validators.Add(result =>
{
    if (!TimeZoneInfo.TryFindSystemTimeZoneById(result.GetValueOrDefault<string>() ?? "", out _))
        result.AddError("--time-zone must be an IANA name, such as America/Montevideo.");
});

// Not on the caller's thread: Ctrl-C is heard, and the end waited for, once that one has its task back.
Task<int> Answer(ParseResult parsed, Func<MapSource, Task<int>> answer, CancellationToken ct) => Task.Run(async () =>
{
    using var source = MapSource.Of(parsed.GetValue(osm)!, parsed.GetValue(data), parsed.GetValue(minIsland)) with
    {
        SpeedsByHour = parsed.GetValue(speedsByHour),
        TimeZone = parsed.GetValue(timeZone) ?? "Etc/UTC",
    };
    return await answer(source);
}, ct);
Task<int> Ask(ParseResult parsed, Func<MapSource, int> answer, CancellationToken ct) => Answer(parsed, source => Task.FromResult(answer(source)), ct);

var serve = new Command("serve", "The OSRM HTTP API, the addresses and the map of an extract, open to whoever reaches the port: no sign-in, broker or database.") { osm, data, minIsland, speedsByHour, timeZone, urls };
serve.SetAction((parsed, ct) => Answer(parsed, source => ServeCommand.Run(source, parsed.GetValue(urls)!, ct), ct));

var import = new Command("import", "Builds the region and address files of an extract; what is built and whole is not built again.") { osm, keptData, json };
import.SetAction((parsed, ct) => Task.Run(() => QueryCommands.Import(MapSource.Of(parsed.GetValue(osm)!, parsed.GetValue(keptData), 0), parsed.GetValue(json), ct), ct));

var route = new Command("route", "The fastest way through points, with its turns.") { osm, data, minIsland, profile, json, coordinates };
route.SetAction((parsed, ct) => Ask(parsed, source => QueryCommands.Route(source, parsed.GetValue(profile)!, parsed.GetValue(coordinates)!, parsed.GetValue(json), ct), ct));

var rows = new Option<string?>("--sources") { Description = "Which coordinates are rows: positions from 0, separated by semicolons; all if not given.", HelpName = "I;I" };
var columns = new Option<string?>("--destinations") { Description = "Which coordinates are columns.", HelpName = "I;I" };
var points = new Option<string?>("--points") { Description = "A file of coordinates, one lon,lat a line, instead of arguments; -: standard input.", HelpName = "FILE" };
var anyCoordinates = new Argument<string[]>("coordinates") { Description = coordinates.Description, HelpName = coordinates.HelpName, Arity = new ArgumentArity(0, 10_000) };
var table = new Command("table", "Durations and distances between all points.") { osm, data, minIsland, profile, json, rows, columns, points, anyCoordinates };
table.Validators.Add(result =>
{
    if (result.GetValue(points) is null == result.GetValue(anyCoordinates) is null or { Length: 0 })
        result.AddError("Give coordinates, lon,lat each, or a file of them with --points.");
});
table.SetAction((parsed, ct) => Ask(parsed, source =>
    PointFile.Read(parsed.GetValue(points), parsed.GetValue(anyCoordinates)!) is { } given
        ? QueryCommands.Table(source, parsed.GetValue(profile)!, given, parsed.GetValue(rows), parsed.GetValue(columns), parsed.GetValue(json), ct)
        : ConsoleImport.WrongInput, ct));

var timestamps = new Option<string>("--timestamps") { Description = "When each was measured: seconds since 1970, separated by semicolons.", HelpName = "T;T" };
var radiuses = new Option<string>("--radiuses") { Description = "Standard deviation of each in metres, separated by semicolons; 5 if not given.", HelpName = "M;M" };
var match = new Command("match", "The roads that a trace of measured positions was driven along.") { osm, data, minIsland, profile, json, timestamps, radiuses, coordinates };
match.SetAction((parsed, ct) => Ask(parsed, source => QueryCommands.Match(source, parsed.GetValue(profile)!, parsed.GetValue(coordinates)!, parsed.GetValue(timestamps), parsed.GetValue(radiuses), parsed.GetValue(json), ct), ct));

var minutes = new Option<string>("--minutes") { Description = "Whole minutes, several separated by commas.", HelpName = "N,N", DefaultValueFactory = _ => "5,10,20" };
var direction = new Option<string>("--direction") { Description = "from: where one can be; to: from where one can come.", HelpName = "from|to", DefaultValueFactory = _ => "from" };
var start = new Argument<string>("place") { Description = "The place, as lon,lat in degrees.", HelpName = "LON,LAT" };
var isochrone = new Command("isochrone", "Where one can be within some minutes, as polygons: --json gives GeoJSON.") { osm, data, minIsland, profile, json, minutes, direction, start };
isochrone.SetAction((parsed, ct) => Ask(parsed, source => QueryCommands.Isochrone(source, parsed.GetValue(profile)!, parsed.GetValue(start)!, parsed.GetValue(minutes)!, parsed.GetValue(direction)!, parsed.GetValue(json), ct), ct));

var output = new Option<string>("--output") { Description = "The file that is written.", HelpName = "FILE.pmtiles", DefaultValueFactory = _ => "map.pmtiles" };
var maxZoom = new Option<int>("--max-zoom") { Description = "The highest zoom, 0 to 16; browsers enlarge the last.", HelpName = "Z", DefaultValueFactory = _ => 15 };
maxZoom.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 0 or > 16)
        result.AddError("--max-zoom must be between 0 and 16.");
});
var export = new Command("export", "All vector tiles in one PMTiles file (version 3).") { osm, data, output, maxZoom };
export.SetAction((parsed, ct) => Ask(parsed, source => ExportCommand.Run(source, parsed.GetValue(output)!, parsed.GetValue(maxZoom), ct), ct));

var info = new Command("info", "What an extract's region and address files hold.") { osm, data, json };
info.SetAction((parsed, ct) => Ask(parsed, source => QueryCommands.Info(source, parsed.GetValue(json), ct), ct));

var root = new RootCommand("Roads and addresses of an OpenStreetMap extract. Map data (c) OpenStreetMap contributors, ODbL.") { run, serve, import, route, table, isochrone, match, export, info };
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction((parsed, ct) => RunService([.. parsed.UnmatchedTokens], ct));
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });

static async Task<int> RunService(string[] settings, CancellationToken ct)
{
    if (settings is [var first, ..] && !first.StartsWith('-'))
        return ConsoleImport.Complain($"There is no command '{first}'. --help tells which there are.");
    var builder = WebApplication.CreateBuilder(settings);
    builder.AddDefaults();
    builder.AddMaps();
    builder.AddBus();
    await using var app = builder.Build();
    app.UseDefaults();
    app.MapMaps();
    await app.RunAsync(ct);
    return 0;
}
