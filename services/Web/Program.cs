using Routing.Defaults;
using Routing.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddDefaults();
builder.AddPages();
builder.AddGateway();
var app = builder.Build();
app.UseDefaults();
app.MapPages();
app.MapGateway();
await app.RunAsync();
