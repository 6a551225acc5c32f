using System.Text.Json;
using System.Text.Json.Serialization;

namespace Routing.Messaging;

/// <summary>JSON of messages, in the outbox and on the wire.</summary>
public static class MessageJson
{
    /// <summary>camelCase names, enums as camelCase strings.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
