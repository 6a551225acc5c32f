using Routing.Defaults;
using Routing.Intake;
using Routing.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddDefaults();
builder.AddIntake();
builder.AddBus();
var app = builder.Build();
app.UseDefaults();
app.MapIntake();
await app.RunAsync();
