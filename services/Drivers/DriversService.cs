using FluentValidation;
using Microsoft.Extensions.Options;
using Routing.Defaults;
using Routing.Defaults.Doors;
using Routing.Drivers.Consumers;
using Routing.Drivers.Contacts;
using Routing.Drivers.Corrections;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Endpoints;
using Routing.Drivers.Queues;
using Routing.Drivers.Reports;
using Routing.Drivers.Sheets;
using Routing.Drivers.Steps;
using Routing.Drivers.Stops;
using Routing.Drivers.Trackers;
using Routing.Messaging;

namespace Routing.Drivers;

/// <summary>Drivers' queues, devices, what happens at stops, condition reports and printed sheets.</summary>
public static class DriversService
{
    /// <summary>Adds the service; call before the process's bus is added. Configuration: <see cref="DriversOptions"/>.</summary>
    public static void AddDrivers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DriversOptions>().BindConfiguration("Drivers").ValidateDataAnnotations().ValidateOnStart();
        builder.AddServiceDatabase<DriversContext, SqliteDriversContext, PostgresDriversContext>("drivers");
        builder.AddConsumers("drivers", consumers => consumers
            .Add<RouteAssignedConsumer>()
            .Add<RouteRevokedConsumer>()
            .Add<EtaChangedConsumer>()
            .Add<DriverChangedConsumer>()
            .Add<DriverLocatedConsumer>()
            .Add<AreaChangedConsumer>()
            .Add<ContactChangedConsumer>()
            .Add<PickupRequestedConsumer>()
            .Add<RequestChangedConsumer>()
            .Add<RequestCancelledConsumer>()
            .Add<HandoverChangedConsumer>()
            .Add<DispatcherWroteConsumer>());
        services.AddValidatorsFromAssembly(typeof(DriversService).Assembly, includeInternalTypes: true);

        services.AddSingleton<QueueBell>();
        services.AddSingleton<IDriverQueue>(provider => provider.GetRequiredService<IOptions<DriversOptions>>().Value.Queue == "rabbitmq"
            ? ActivatorUtilities.CreateInstance<RabbitQueue>(provider)
            : ActivatorUtilities.CreateInstance<TableQueue>(provider));
        services.AddHostedService<SheetPoster>();
        services.AddScoped<SheetReader>();
        services.AddHostedService<ContactSweeper>();

        services.AddSingleton<PairingLimit>();
        services.AddScoped<CallingDevice>();
        services.AddScoped<ITokenCheck, DeviceCheck>();
        services.AddScoped<StopRecorder>();
        services.AddScoped<DayRecorder>();
        services.AddScoped<StepBook>();
        services.AddScoped<PhotoDesk>();
        services.AddScoped<ReportRules>();
        services.AddScoped<CorrectionDesk>();
        services.AddSingleton<PhotoCleaner>();
        services.AddSingleton<TrackerLinks>();
        builder.AddMapPictures(asService: "drivers");
        services.AddScoped<SheetPrinter>();
    }

    /// <summary>Maps the service's endpoints.</summary>
    public static void MapDrivers(this WebApplication app)
    {
        app.MapDevices();
        app.MapRoute();
        app.MapStops();
        app.MapReports();
        app.MapSteps();
        app.MapCorrections();
        app.MapSheets();
        app.MapVisits();
        app.MapPictures();
        app.MapTrackers();
        app.MapMessages();
    }
}
