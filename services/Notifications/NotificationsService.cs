using FluentValidation;
using Microsoft.Extensions.Options;
using Routing.Defaults;
using Routing.Messaging;
using Routing.Notifications.Channels;
using Routing.Notifications.Consumers;
using Routing.Notifications.Data;
using Routing.Notifications.Deliveries;
using Routing.Notifications.Endpoints;
using Routing.Notifications.Templates;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications;

/// <summary>Notifications: message templates, deliveries, webhooks.</summary>
public static class NotificationsService
{
    private const string Name = "notifications";

    /// <summary>Adds Notifications to a process that has the defaults; the bus is added after it.</summary>
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<NotificationsOptions>().BindConfiguration("Notifications").ValidateDataAnnotations()
            .Validate(
                o => o.Sms != SmsRoute.Gateway || (o.SmsGatewayUrl?.Contains("{to}", StringComparison.Ordinal) == true && o.SmsGatewayUrl.Contains("{text}", StringComparison.Ordinal)),
                "Notifications:Sms is Gateway: set Notifications:SmsGatewayUrl to a URL with {to} and {text}.")
            .ValidateOnStart();
        builder.AddServiceDatabase<NotificationsContext, SqliteNotificationsContext, PostgresNotificationsContext>(Name);
        services.AddHttpClient(WebhookSender.Client).ConfigurePrimaryHttpMessageHandler(NoRedirects);
        services.AddHttpClient(GatewayTextRoute.Client).ConfigurePrimaryHttpMessageHandler(NoRedirects).RemoveAllLoggers();
        builder.AddMapPictures(Name);
        services.AddSingleton<TemplateSet>();
        services.AddActivatedSingleton<Wording>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<FolderMailRoute>().AddSingleton<SmtpMailRoute>();
        services.AddSingleton<FolderTextRoute>().AddSingleton<GatewayTextRoute>();
        services.AddSingleton<IMailRoute>(s => Chosen(s).Mail == MailRoute.Smtp ? s.GetRequiredService<SmtpMailRoute>() : s.GetRequiredService<FolderMailRoute>());
        services.AddSingleton<ITextRoute>(s => Chosen(s).Sms == SmsRoute.Gateway ? s.GetRequiredService<GatewayTextRoute>() : s.GetRequiredService<FolderTextRoute>());
        // Made at once: it counts from the start.
        services.AddActivatedKeyedSingleton<ISender, MailSender>(Channel.Email);
        services.AddKeyedSingleton<ISender, TextSender>(Channel.Sms);
        services.AddKeyedSingleton<ISender, WebhookSender>(Channel.Webhook);

        // A slow receiver on one channel does not hold up the others.
        foreach (var channel in Enum.GetValues<Channel>())
            services.AddSingleton<IHostedService>(s => ActivatorUtilities.CreateInstance<DeliverySender>(s, channel));
        services.AddHostedService<Tidying>();
        services.AddSingleton<IValidator<WebhookEndpoints.NewWebhook>, WebhookEndpoints.NewWebhookValidator>();
        services.AddSingleton<IValidator<WebhookEndpoints.Redelivery>, WebhookEndpoints.RedeliveryValidator>();
        services.AddSingleton<IValidator<TemplateEndpoints.TemplateBody>, TemplateEndpoints.TemplateBodyValidator>();
        services.AddSingleton<IValidator<TemplateEndpoints.PreviewBody>, TemplateEndpoints.PreviewBodyValidator>();
        builder.AddConsumers(Name, consumers => consumers
            .Add<AreaChangedConsumer>()
            .Add<ContactChangedConsumer>()
            .Add<PlaceAskedConsumer>()
            .Add<LiftReleasedConsumer>()
            .Add<RequestStateChangedConsumer>()
            .Add<PickupRequestedConsumer>()
            .Add<RequestChangedConsumer>()
            .Add<RequestCancelledConsumer>()
            .Add<ReportCountersignedConsumer>()
            .Add<ReportDisputedConsumer>()
            .Add<PickupScheduledConsumer>()
            .Add<PickupUnservedConsumer>()
            .Add<EtaChangedConsumer>()
            .Add<DriverDepartedConsumer>()
            .Add<StopArrivedConsumer>()
            .Add<VehicleCollectedConsumer>()
            .Add<VehicleHandedOverConsumer>()
            .Add<DriverDelayedConsumer>()
            .Add<StopFailedConsumer>()
            .Add<StopCorrectedConsumer>()
            .Add<VehicleReadyConsumer>().Add<DispatcherWroteConsumer>());
    }

    /// <summary>Maps Notifications' endpoints.</summary>
    public static void MapNotifications(this WebApplication app)
    {
        app.MapWebhooks();
        app.MapNotificationList();
        app.MapTemplates();
    }

    private static NotificationsOptions Chosen(IServiceProvider services) => services.GetRequiredService<IOptions<NotificationsOptions>>().Value;

    // A receiver that moved says so to its operator; signed events do not follow it to an address that nobody registered.
    private static HttpMessageHandler NoRedirects() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
}
