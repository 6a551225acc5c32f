using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Routing.Defaults.Doors;
using Routing.Defaults.Problems;

namespace Routing.Defaults;

/// <summary>What every process of ours has: doors, problem details, validation, health and an API description.</summary>
public static class ServiceDefaults
{
    /// <summary>The largest body that an endpoint takes unless it says otherwise, bytes.</summary>
    public const long MaxBodyBytes = 1 << 20;

    /// <summary>Called once a process, before its services are added.</summary>
    public static void AddDefaults(this WebApplicationBuilder builder)
    {
        builder.AddOpenDefaults();
        builder.AddDoors();
    }

    /// <summary>The same for a process that anyone may ask: no doors.</summary>
    public static void AddOpenDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MaxBodyBytes);
        builder.Services.ConfigureHttpJsonOptions(options => Contracts.WireJson.Apply(options.SerializerOptions));
        builder.Services.AddHealthChecks();
        builder.Services.AddOpenApi("v1", options => options.CreateSchemaReferenceId = SchemaName);
        builder.Services.AddProblems();
        ValidatorOptions.Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop;
    }

    /// <summary>Called once a process, before its services' endpoints are mapped.</summary>
    public static void UseDefaults(this WebApplication app)
    {
        app.UseOpenDefaults();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).Admits(Door.Anyone);
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = WriteHealth,
        }).Admits(Door.Anyone);
    }

    /// <summary>What <see cref="AddOpenDefaults"/> needs at that place.</summary>
    public static void UseOpenDefaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapOpenApi("/openapi/{documentName}.json").Admits(Door.Anyone);
    }

    /// <summary>
    /// A type's name, with its service's before it: in one process two services may each have, say, a RouteAnswer. What
    /// stands in contracts is one thing everywhere and keeps its name.
    /// </summary>
    private static string? SchemaName(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        var parts = type.Type.Namespace?.Split('.');
        return name is null || parts is not ["Routing", var service, ..] || service == "Contracts" ? name : service + name;
    }

    private static Task WriteHealth(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString().ToLowerInvariant(),
                checks = report.Entries.ToDictionary(
                    e => e.Key,
                    e => new { status = e.Value.Status.ToString().ToLowerInvariant(), e.Value.Description }),
            },
            http.RequestAborted);
}
