using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Routing.Notifications.Data;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Webhooks;

/// <summary>Posts events, signed.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, WebhookSecrets secrets, TimeProvider clock) : ISender
{
    public const string Client = "notifications webhooks";
    public const string IdHeader = "Webhook-Id";
    public const string TimestampHeader = "Webhook-Timestamp";
    public const string SignatureHeader = "Webhook-Signature";

    public async Task<Outcome> Send(Delivery delivery, NotificationsContext data, CancellationToken cancellationToken)
    {
        if (await data.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == delivery.WebhookId, cancellationToken) is not { } webhook)
            return Outcome.Never("The webhook was deleted.");
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var call = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new StringContent(delivery.Body!, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        call.Headers.Add(IdHeader, delivery.Id.ToString());
        call.Headers.Add(TimestampHeader, timestamp);
        call.Headers.Add(SignatureHeader, secrets.Sign(webhook.Id, timestamp, delivery.Body!));
        try
        {
            using var http = clients.CreateClient(Client);
            using var answer = await http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.IsSuccessStatusCode) return Outcome.Taken;
            var problem = $"The receiver answered {(int)answer.StatusCode}.";
            return answer.StatusCode == HttpStatusCode.Gone ? Outcome.Never(problem) : Outcome.Later(problem);
        }
        catch (HttpRequestException exception)
        {
            return Outcome.Later($"The receiver cannot be reached: {exception.HttpRequestError}.");
        }
    }
}
