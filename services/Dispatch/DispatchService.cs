using FluentValidation;
using Routing.Defaults.Doors;
using Routing.Dispatch.Accounts;
using Routing.Dispatch.Board;
using Routing.Dispatch.Commands;
using Routing.Dispatch.Consumers;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;
using Routing.Dispatch.Endpoints;
using Routing.Dispatch.Messages;
using Routing.Messaging;

namespace Routing.Dispatch;

/// <summary>The day as an API, dispatchers' commands, and the accounts of those who may give them.</summary>
public static class DispatchService
{
    private const string Name = "dispatch";

    /// <summary>Adds the service to a process. Before <c>AddBus</c>.</summary>
    public static void AddDispatch(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DispatchOptions>().BindConfiguration("Dispatch").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AccountOptions>().BindConfiguration("Accounts").ValidateDataAnnotations().ValidateOnStart();
        builder.AddServiceDatabase<DispatchContext, SqliteDispatchContext, PostgresDispatchContext>(Name);
        services.AddValidatorsFromAssemblyContaining<DispatchOptions>(ServiceLifetime.Singleton, includeInternalTypes: true);

        services.AddSingleton<DayFeed>();
        services.AddSingleton<DayEvents>();
        services.AddScoped<DayWriter>();
        services.AddScoped<DayReader>();
        services.AddScoped<AreaBook>();
        services.AddScoped<DayHistory>();
        services.AddScoped<CommandDesk>();
        services.AddScoped<CommandGate>();
        services.AddScoped<BoardReader>();
        services.AddScoped<ReadyDesk>();
        services.AddScoped<KeyDesk>();
        services.AddScoped<MessageDesk>();
        services.AddHostedService<MessageTidying>();

        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInGuard>();
        services.AddScoped<AccountBook>();
        services.AddScoped<ITokenCheck, AccountCheck>();
        services.AddSingleton<Sessions>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<FirstAccounts>(provider, Console.Out));

        builder.AddConsumers(Name, subscriptions => subscriptions
            .Add<PickupRequestedConsumer>().Add<RequestChangedConsumer>().Add<RequestCancelledConsumer>()
            .Add<AreaChangedConsumer>().Add<WorkshopChangedConsumer>().Add<CourtesyCarChangedConsumer>().Add<DriverChangedConsumer>()
            .Add<PickupScheduledConsumer>().Add<PickupUnservedConsumer>().Add<PlanPublishedConsumer>().Add<LiftLoadsChangedConsumer>()
            .Add<RouteAssignedConsumer>().Add<RouteRevokedConsumer>().Add<EtaChangedConsumer>()
            .Add<CommandAppliedConsumer>().Add<CommandRefusedConsumer>()
            .Add<AssignmentAcknowledgedConsumer>().Add<DriverDepartedConsumer>().Add<DriverDelayedConsumer>().Add<StopArrivedConsumer>()
            .Add<VehicleCollectedConsumer>().Add<VehicleHandedOverConsumer>().Add<StopFailedConsumer>().Add<StopCorrectedConsumer>()
            .Add<DriverPositionedConsumer>().Add<DriverLocatedConsumer>().Add<DriverUnavailableConsumer>()
            .Add<RoadConditionsChangedConsumer>().Add<CustomerWroteConsumer>().Add<ReportDisputedConsumer>().Add<ReturnUnansweredConsumer>().Add<DriverWroteConsumer>());
    }

    /// <summary>Maps its endpoints. After <c>UseDefaults</c>.</summary>
    public static void MapDispatch(this WebApplication app)
    {
        app.MapSignIn();
        app.MapAccounts();
        app.MapDays();
        app.MapFigures();
        app.MapCommands();
        app.MapTrials();
        app.MapBoards();
        app.MapMessages();
    }
}
