using Routing.Defaults.Doors;

namespace Routing.Notifications.Webhooks;

/// <summary>Signs what webhooks are sent, by a webhook's id.</summary>
internal sealed class WebhookSecrets(Tokens tokens) : Signatures(tokens, "notifications webhooks");
