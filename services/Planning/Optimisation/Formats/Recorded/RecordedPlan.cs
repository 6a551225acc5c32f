using System.IO.Compression;
using System.Text.Json;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Formats.Recorded;

/// <summary>
/// A problem and the plan that was made for it, whole, as gzipped JSON: so that a plan can be judged elsewhere and later. Reasons of what
/// is unserved are left out.
/// </summary>
public sealed record RecordedPlan(Problem Problem, Plan Plan)
{
    /// <summary>How files of this format end.</summary>
    public const string Ending = ".plan.json.gz";

    public void Write(Stream stream)
    {
        var told = new RecordedPlan(Problem with { Published = Problem.Published is { } published ? Without(published) : null }, Without(Plan));
        using var zipped = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        JsonSerializer.Serialize(zipped, told);
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static RecordedPlan Read(Stream stream)
    {
        using var zipped = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return JsonSerializer.Deserialize<RecordedPlan>(zipped) ?? throw new InvalidDataException("The recorded plan is empty.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"It is no recorded plan: {problem.Message}", problem);
        }
    }

    private static Plan Without(Plan plan) => plan with { Unserved = [] };
}
