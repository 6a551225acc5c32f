using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Routing.Defaults.Problems;

internal static partial class ProblemsSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            // Whatever went wrong inside is for the log; the caller gets a reference to it.
            context.ProblemDetails.Extensions.TryAdd("traceId", context.HttpContext.TraceIdentifier);
            if (context.ProblemDetails.Detail is null && Advice(context.HttpContext.Response.StatusCode) is { } advice)
                context.ProblemDetails.Detail = advice;
        });
        services.AddExceptionHandler<BadRequests>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    private static string? Advice(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Sign in at POST /api/sign-in and send the token as 'Authorization: Bearer …'; a device pairs at POST /api/devices/pair.",
        StatusCodes.Status403Forbidden => "You are signed in, but your role does not open this door.",
        StatusCodes.Status404NotFound => "There is nothing here, or the link is not valid any more.",
        StatusCodes.Status413PayloadTooLarge => "Send less: a body may have 1 MiB unless the API's description says otherwise.",
        StatusCodes.Status500InternalServerError => "This is our fault, and it is in the log under the trace id.",
        _ => null,
    };

    /// <summary>A body that is too large, is no JSON or lacks a field is the caller's to mend, and is told how.</summary>
    private sealed partial class BadRequests(IProblemDetailsService problems, ILogger<BadRequests> log) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested) return true;
            var (status, title, detail) = exception switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                    (StatusCodes.Status413PayloadTooLarge, "The body is too large", "Send less: see the limits in the API's description."),
                BadHttpRequestException { InnerException: System.Text.Json.JsonException json } =>
                    (StatusCodes.Status400BadRequest, "The body is not the JSON that is expected", Describe(json)),
                BadHttpRequestException bad => (bad.StatusCode, "The request cannot be read", bad.Message),
                _ => (StatusCodes.Status500InternalServerError, "Something went wrong inside", null!),
            };
            if (status == StatusCodes.Status500InternalServerError) LogFault(log, exception, http.Request.Method, http.Request.Path, http.TraceIdentifier);
            http.Response.StatusCode = status;
            return await problems.TryWriteAsync(new()
            {
                HttpContext = http,
                ProblemDetails = { Status = status, Title = title, Detail = detail },
            });
        }

        private static string Describe(System.Text.Json.JsonException json) =>
            json.LineNumber is { } line
                ? $"At {json.Path ?? "$"}, line {line + 1}, byte {json.BytePositionInLine + 1}: {Cut(json.Message)}"
                : Cut(json.Message);

        private static string Cut(string message) =>
            message.IndexOf(" Path: ", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;

        [LoggerMessage(900, LogLevel.Error, "{Method} {Path} failed; trace id {TraceId}")]
        private static partial void LogFault(ILogger log, Exception exception, string method, string path, string traceId);
    }
}
