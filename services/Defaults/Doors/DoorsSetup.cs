using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Routing.Defaults.Doors;

internal static class DoorsSetup
{
    public static void AddDoors(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new Tokens(SigningKey.Load(builder.Configuration), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<CustomerLinks>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<Tokens>((options, tokens) =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters = tokens.Validation;
                options.Events = new JwtBearerEvents
                {
                    OnMessageReceived = ReadFromQueryForEventStreams,
                    OnTokenValidated = AskIssuers,
                    OnChallenge = SayWhyRefused,
                };
            });

        // An endpoint that states no door is shut. Where there is no endpoint, or one of routing's own that says 405 or 415,
        // there is nothing to shut, and the true answer helps.
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder()
                .RequireAssertion(call => call.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
    }

    /// <summary>A browser's EventSource cannot send headers, so there alone the token may be in the query.</summary>
    private static Task ReadFromQueryForEventStreams(MessageReceivedContext context)
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal)
            && context.Request.Query["access_token"].ToString() is { Length: > 0 } token)
        {
            context.Token = token;
        }

        return Task.CompletedTask;
    }

    private static async Task AskIssuers(TokenValidatedContext context)
    {
        foreach (var check in context.HttpContext.RequestServices.GetServices<ITokenCheck>())
        {
            if (await check.Refuse(context.Principal!, context.HttpContext.RequestAborted) is not { } refusal) continue;
            context.HttpContext.Features.Set(refusal);
            context.Fail(refusal.ProblemDetails.Title!);
            return;
        }
    }

    private static Task SayWhyRefused(JwtBearerChallengeContext context)
    {
        if (context.HttpContext.Features.Get<ProblemHttpResult>() is not { } refusal) return Task.CompletedTask;
        context.HandleResponse();
        return refusal.ExecuteAsync(context.HttpContext);
    }
}
