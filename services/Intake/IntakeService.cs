using FluentValidation;
using Routing.Defaults;
using Routing.Intake.Booking;
using Routing.Intake.Consumers;
using Routing.Intake.Data;
using Routing.Intake.Endpoints;
using Routing.Intake.Handing;
using Routing.Intake.Imports;
using Routing.Intake.Messages;
using Routing.Intake.Places;
using Routing.Intake.Requests;
using Routing.Intake.Tracking;
using Routing.Intake.Workshops;
using Routing.Messaging;

namespace Routing.Intake;

/// <summary>Intake: requests, customers' contact data, tracking links, booking keys.</summary>
public static class IntakeService
{
    private const string Name = "intake";

    /// <summary>Adds Intake to a process that has the defaults; the bus is added after it.</summary>
    public static void AddIntake(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<IntakeOptions>().BindConfiguration("Intake").ValidateDataAnnotations().ValidateOnStart();
        builder.AddServiceDatabase<IntakeContext, SqliteIntakeContext, PostgresIntakeContext>(Name);
        builder.AddServiceLink(MapsClient.Link, Name);
        services.AddSingleton<BookingLimits>();
        services.AddSingleton<TrackingLinks>();
        services.AddSingleton<SigningSecrets>();
        services.AddSingleton<MapsClient>();
        services.AddSingleton<PlaceFinder>();
        services.AddSingleton<WishValidator>();
        services.AddSingleton<SlotWishValidator>();
        services.AddSingleton<WrittenBodyValidator>();
        services.AddSingleton<HandoverBodyValidator>();
        services.AddSingleton<CountersignBodyValidator>();
        services.AddSingleton<DisputeBodyValidator>();
        services.AddScoped<ServiceAreas>();
        services.AddScoped<WishReader>();
        services.AddScoped<RequestDesk>();
        services.AddScoped<HandingDesk>();
        services.AddScoped<SlotDesk>();
        services.AddScoped<MessageBook>();
        services.AddScoped<BookingDesk>();
        services.AddSingleton<IValidator<BookingKeyEndpoints.NewBookingKey>, BookingKeyEndpoints.NewBookingKeyValidator>();
        services.AddHostedService<Tidying>();
        services.AddHostedService<Deadlines>();
        services.AddHostedService<HoursAhead>();
        builder.AddConsumers(Name, consumers => consumers
            .Add<WorkshopChangedConsumer>()
            .Add<ServiceAreaChangedConsumer>()
            .Add<AreaChangedConsumer>()
            .Add<PickupScheduledConsumer>()
            .Add<PickupUnservedConsumer>()
            .Add<EtaChangedConsumer>()
            .Add<DriverDelayedConsumer>()
            .Add<DriverDepartedConsumer>()
            .Add<StopArrivedConsumer>()
            .Add<VehicleCollectedConsumer>()
            .Add<VehicleHandedOverConsumer>()
            .Add<StopFailedConsumer>()
            .Add<StopCorrectedConsumer>()
            .Add<VehicleReadyConsumer>()
            .Add<DispatcherWroteConsumer>());
    }

    /// <summary>Maps Intake's endpoints.</summary>
    public static void MapIntake(this WebApplication app)
    {
        app.MapBooking();
        app.MapRequests();
        app.MapTracking();
        app.MapImports();
        app.MapBookingKeys();
        app.MapPositions();
    }
}
