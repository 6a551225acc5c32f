using System.CommandLine;
using Routing.Demo;
using Routing.Demo.Api;

var osm = new Option<string>("--osm") { Description = "The extract that the services run on.", HelpName = "FILE", Required = true };
var data = new Option<string>("--data") { Description = "Where the demo remembers its day between starts.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
var speed = new Option<double>("--speed") { Description = "Simulated seconds per second; 0 plans the day and does not drive it.", HelpName = "N", DefaultValueFactory = _ => 60 };
var name = new Option<string>("--name") { Description = "The account to sign in as.", DefaultValueFactory = _ => "operator" };
var intake = Address("--intake");
var planning = Address("--planning");
var dispatch = Address("--dispatch");
var drivers = Address("--drivers");
var maps = Address("--maps");
var picture = new Option<string?>("--picture") { Description = "Also draws the planned day into this PNG.", HelpName = "FILE" };

var root = new RootCommand(
    "Plays the demo day through the public API of running services: makes workshops, drivers and 60 requests, prints the plan, and drives it. "
    + "The password is read from the environment variable Accounts__OperatorPassword.")
{
    osm, data, speed, name, picture, intake, planning, dispatch, drivers, maps,
};
root.SetAction(async (parsed, ct) =>
{
    if (Environment.GetEnvironmentVariable("Accounts__OperatorPassword") is not { Length: > 0 } password)
    {
        await Console.Error.WriteLineAsync("Set Accounts__OperatorPassword to the password of the account.");
        return 2;
    }

    var services = new ServiceAddresses(new(parsed.GetValue(intake)!), new(parsed.GetValue(planning)!), new(parsed.GetValue(dispatch)!), new(parsed.GetValue(drivers)!), new(parsed.GetValue(maps)!));
    using var http = new HttpClient();
    var api = new ApiClient(http);
    try
    {
        await new DemoShow(api, services, c => SignIn.Token(api, services.Dispatch, parsed.GetValue(name)!, password, c), TimeProvider.System) { Picture = parsed.GetValue(picture) }
            .Run(parsed.GetValue(osm)!, parsed.GetValue(data)!, parsed.GetValue(speed), Task.CompletedTask, ct);
        return 0;
    }
    catch (Exception failed) when (failed is ApiRefusedException or HttpRequestException or InvalidDataException)
    {
        await Console.Error.WriteLineAsync(failed.Message);
        return 1;
    }
});
return await root.Parse(args).InvokeAsync();

static Option<string> Address(string option) =>
    new(option) { Description = $"Where {option[2..]} answers.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
