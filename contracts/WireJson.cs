using System.Text.Json;
using System.Text.Json.Serialization;

namespace Routing.Contracts;

/// <summary>How messages are written as JSON: on the bus, in the outbox, in a day's log and over HTTP.</summary>
public static class WireJson
{
    /// <summary>Camel-case names, enums as camel-case strings, absent values left out. Read-only and thread-safe.</summary>
    public static JsonSerializerOptions Options { get; } = Frozen();

    /// <summary>Gives other options, such as a web framework's, the same form.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
