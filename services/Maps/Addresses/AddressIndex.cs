using System.Collections.Concurrent;
using Routing.Addresses.Search;
using Routing.Addresses.Storage;
using Routing.Addresses.Text;

namespace Routing.Addresses;

/// <summary>
/// The addresses, streets, places and named points of an extract: search by text and by position. Safe for many
/// threads. Memory: the words and the places of the index (under 2 MB for a city of 200,000 addresses), and 2 MB of
/// cache for each search that runs at the same time; the rest stays in the file and in the system's file cache.
/// </summary>
public sealed partial class AddressIndex : IDisposable
{
    /// <summary>The only version that this program reads and writes; Storage/FORMAT.md tells what changed.</summary>
    public const int FormatVersion = 2;

    private readonly string path;
    private readonly ConcurrentBag<Session> idle = [];
    private readonly Vocabulary vocabulary;
    private readonly PlaceMap places = new();
    private readonly string? country;

    private AddressIndex(string path)
    {
        this.path = path;
        var session = new Session(path);
        idle.Add(session);
        vocabulary = new Vocabulary((session.About<string>("vocabulary") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        country = session.About<string>("country");
        foreach (var (name, names, value, lon, lat) in session.Places())
            places.Add(name, names, value, Geo.Degrees(lon), Geo.Degrees(lat));
        Counts = new AddressCounts(
            (int)session.About<long>("houses"),
            (int)session.About<long>("streets"),
            (int)session.About<long>("corners"),
            (int)session.About<long>("places"),
            (int)session.About<long>("points")
        );
    }

    /// <summary>What the index holds.</summary>
    public AddressCounts Counts { get; }

    /// <summary>Opens an index that <see cref="AddressIndexBuilder"/> made.</summary>
    /// <exception cref="InvalidDataException">The file is absent, of another version, damaged or unfinished: build it again.</exception>
    public static AddressIndex Open(string indexPath)
    {
        if (IndexFile.Problem(indexPath, FormatVersion) is { } problem)
            throw new InvalidDataException($"The address index {indexPath} cannot be used: {problem}. Import the extract again.");
        return new AddressIndex(indexPath);
    }

    public void Dispose()
    {
        while (idle.TryTake(out var session))
            session.Dispose();
    }

    private Session Rent() => idle.TryTake(out var session) ? session : new Session(path);
}
