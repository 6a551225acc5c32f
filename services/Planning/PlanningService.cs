using FluentValidation;
using Routing.Defaults.Doors;
using Routing.Messaging;
using Routing.Planning.Areas;
using Routing.Planning.Consumers;
using Routing.Planning.Data;
using Routing.Planning.Days;
using Routing.Planning.Endpoints;
using Routing.Planning.Imports;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using Routing.Planning.Slots;
using Routing.Planning.Trials;
using Routing.Planning.Vroom;

namespace Routing.Planning;

/// <summary>Planning: areas, workshops, drivers, and the plan of every day.</summary>
public static class PlanningService
{
    private const string Name = "planning";

    /// <summary>Adds Planning to a process that has the defaults; the bus is added after it.</summary>
    public static void AddPlanning(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PlanningOptions>().BindConfiguration("Planning").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DaySignal>();
        AddDatabase(builder);
        services.AddSingleton<RegionSource>();
        services.AddHostedService(provider => provider.GetRequiredService<RegionSource>());
        services.AddHostedService<ServiceAreas>();
        if (builder.Configuration["Planning:RecordPlans"] is { Length: > 0 } folder) services.AddSingleton<PlanWitness>(new PlanRecorder(folder).Keep);
        services.AddSingleton<DayOwners>();
        services.AddHostedService(provider => provider.GetRequiredService<DayOwners>());
        services.AddScoped<SlotQuotes>();
        services.AddSingleton<TrialDesk>();
        services.AddHealthChecks().AddCheck<RegionSource>(Name, tags: ["ready"]);
        services.AddSingleton<IValidator<AreasEndpoints.AreaBody>, AreasEndpoints.AreaBodyValidator>();
        services.AddSingleton<IValidator<ChargingStationsEndpoints.ChargingStationsBody>, ChargingStationsEndpoints.ChargingStationsBodyValidator>();
        services.AddSingleton<IValidator<WorkshopsEndpoints.WorkshopBody>, WorkshopsEndpoints.WorkshopBodyValidator>();
        services.AddSingleton<IValidator<DriversEndpoints.DriverBody>, DriversEndpoints.DriverBodyValidator>();
        services.AddSingleton<IValidator<CourtesyCarsEndpoints.CarBody>, CourtesyCarsEndpoints.CarBodyValidator>();
        services.AddSingleton<IValidator<CourtesyCarsEndpoints.LoanBody>, CourtesyCarsEndpoints.LoanBodyValidator>();
        services.AddSingleton<IValidator<CourtesyCarsEndpoints.BackBody>, CourtesyCarsEndpoints.BackBodyValidator>();
        builder.AddPlanningConsumers(Name);
    }

    /// <summary>Adds Planning's database alone.</summary>
    internal static void AddDatabase(IHostApplicationBuilder builder) =>
        builder.AddServiceDatabase<PlanningContext, SqlitePlanningContext, PostgresPlanningContext>(Name);

    /// <summary>Maps Planning's endpoints.</summary>
    public static void MapPlanning(this WebApplication app)
    {
        app.MapAreas();
        app.MapChargingStations();
        app.MapWorkshops();
        app.MapDriversOfPlanning();
        app.MapCourtesyCars();
        app.MapImports();
        app.MapVroom("/vroom", Door.Adviser, services => services.GetRequiredService<RegionSource>().Current?.Router);
    }
}
