using Routing.Defaults;
using Routing.Drivers;
using Routing.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddDefaults();
builder.AddDrivers();
builder.AddBus();
var app = builder.Build();
app.UseDefaults();
app.MapDrivers();
await app.RunAsync();
