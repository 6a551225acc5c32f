using Routing.Defaults;
using Routing.Dispatch;
using Routing.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddDefaults();
builder.AddDispatch();
builder.AddBus();
var app = builder.Build();
app.UseDefaults();
app.MapDispatch();
await app.RunAsync();
