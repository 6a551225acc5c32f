using System.CommandLine;
using Routing.Host;

var osm = new Option<string?>("--osm") { Description = "An OpenStreetMap extract (.osm.pbf, .osm, .osm.gz) instead of the bundled city.", HelpName = "FILE" };
var data = new Option<string>("--data") { Description = "Where state lives: databases, the region file, keys.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
var urls = new Option<string>("--urls") { Description = "Where to listen.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
var noDemo = new Option<bool>("--no-demo") { Description = "Start empty, without the demo day." };
var speed = new Option<double>("--speed")
{
    Description = "How fast the simulator drives the demo day, in simulated seconds per second; 0 plans the day and does not drive it.",
    HelpName = "N",
    DefaultValueFactory = _ => 60,
};
var picture = new Option<string?>("--picture") { Description = "Also draws the planned demo day into this PNG.", HelpName = "FILE" };
speed.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is < 0 or > 10_000) result.AddError("--speed must be between 0 and 10000.");
});

var root = new RootCommand(
    "Vehicle pickup and delivery: takes requests, plans drivers' routes over OpenStreetMap roads, and puts route sheets on their queues. "
    + "Runs every service in this one process; nothing else is needed.")
{
    osm, data, urls, noDemo, speed, picture,
};
root.SetAction((parsed, ct) => Embedded.Run(
    new StartOptions(parsed.GetValue(osm), parsed.GetValue(data)!, parsed.GetValue(urls)!, !parsed.GetValue(noDemo), parsed.GetValue(speed), parsed.GetValue(picture)), ct));
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
