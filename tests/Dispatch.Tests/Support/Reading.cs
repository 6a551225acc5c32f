using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts;

namespace Routing.Dispatch.Tests.Support;

/// <summary>Short words for reading answers.</summary>
internal static class Reading
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static DateTimeOffset Time(this JsonElement element, string name) => element.GetProperty(name).GetDateTimeOffset();

    public static List<JsonElement> List(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray()];

    public static Task<JsonElement> Json(this HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>(WireJson.Options, TestContext.Current.CancellationToken);
}
