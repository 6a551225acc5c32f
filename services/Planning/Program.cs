using Routing.Defaults;
using Routing.Messaging;
using Routing.Planning;

var builder = WebApplication.CreateBuilder(args);
builder.AddDefaults();
builder.AddPlanning();
builder.AddBus();
var app = builder.Build();
app.UseDefaults();
app.MapPlanning();
await app.RunAsync();
