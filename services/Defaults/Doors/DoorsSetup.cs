using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Routing.Defaults.Doors;

internal static class DoorsSetup
{
    public static void AddDoors(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new Tokens(SigningKey.Load(builder.Configuration), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<Tokens>((options, tokens) =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters = tokens.Validation;
                options.Events = new JwtBearerEvents { OnMessageReceived = ReadFromQueryForEventStreams };
            });

        // An endpoint that states no door is shut.
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
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
}
