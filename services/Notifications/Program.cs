using Routing.Defaults;
using Routing.Messaging;
using Routing.Notifications;

var builder = WebApplication.CreateBuilder(args);
builder.AddDefaults();
builder.AddNotifications();
builder.AddBus();
var app = builder.Build();
app.UseDefaults();
app.MapNotifications();
await app.RunAsync();
