using System.Net;
using Microsoft.Extensions.Options;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Channels;

/// <summary>Text messages go to a gateway over HTTP.</summary>
internal sealed class GatewayTextRoute(IHttpClientFactory clients, IOptions<NotificationsOptions> options) : ITextRoute
{
    public const string Client = "notifications sms";

    public async Task<Outcome> Send(string phone, string text, Guid deliveryId, CancellationToken cancellationToken)
    {
        var url = options.Value.SmsGatewayUrl!
            .Replace("{to}", Uri.EscapeDataString(phone), StringComparison.Ordinal)
            .Replace("{text}", Uri.EscapeDataString(text), StringComparison.Ordinal);
        using var call = new HttpRequestMessage(HttpMethod.Post, url);
        call.Headers.Add("Idempotency-Key", deliveryId.ToString());
        if (options.Value.SmsGatewayAuthorization is { Length: > 0 } authorization) call.Headers.TryAddWithoutValidation("Authorization", authorization);
        try
        {
            using var http = clients.CreateClient(Client);
            using var answer = await http.SendAsync(call, cancellationToken);
            if (answer.IsSuccessStatusCode) return Outcome.Taken;
            var problem = $"The gateway answered {(int)answer.StatusCode}.";
            return (int)answer.StatusCode < 500 && answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout)
                ? Outcome.Never(problem)
                : Outcome.Later(problem);
        }
        catch (HttpRequestException exception)
        {
            return Outcome.Later($"The gateway cannot be reached: {exception.HttpRequestError}.");
        }
    }
}
