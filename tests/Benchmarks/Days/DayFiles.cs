using System.Text.Json;
using Routing.Days;
using Routing.Optimisation.Model;
using Routing.PlanChecker;

namespace Routing.Benchmarks.Days;

/// <summary>Days and plans as files: the model's records in JSON, in camel case.</summary>
internal static class DayFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static int Write(string folder, IEnumerable<DayOptions> days, City city)
    {
        Directory.CreateDirectory(folder);
        foreach (var options in days)
        {
            var file = Path.Combine(folder, $"{options.Name}.json");
            using var stream = File.Create(file);
            JsonSerializer.Serialize(stream, DayGenerator.Draw(city, options), Json);
            Console.WriteLine(file);
        }

        return 0;
    }

    /// <summary>0 when the plan is right, 1 when it is not, 2 when a file cannot be read.</summary>
    public static int Check(string day, string told)
    {
        Problem problem;
        Plan plan;
        try
        {
            problem = Read<Problem>(day);
            plan = Read<Plan>(told);
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException or NotSupportedException)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }

        var faults = ProblemValidation.Check(problem).Concat(PlanChecker.Check.Faults(problem, plan)).ToList();
        foreach (var fault in faults)
            Console.WriteLine(fault);
        if (faults.Count == 0)
            Console.WriteLine($"right: {DayFigures.Of(problem, plan)}");
        return faults.Count == 0 ? 0 : 1;
    }

    private static T Read<T>(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new JsonException($"{file} holds nothing.");
    }
}
