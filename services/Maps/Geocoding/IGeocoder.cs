using Routing.Addresses;

namespace Routing.Maps.Geocoding;

/// <summary>Where addresses come from: the extract, or a server that somebody else runs.</summary>
internal interface IGeocoder
{
    /// <summary>What fits a text, best first.</summary>
    /// <exception cref="GeocoderException">There is no answer; the text says why.</exception>
    Task<IReadOnlyList<Address>> Search(SearchRequest request, CancellationToken ct);

    /// <summary>The address of a point; null where there is none near.</summary>
    /// <exception cref="GeocoderException">There is no answer; the text says why.</exception>
    Task<Address?> Reverse(Point point, string? language, CancellationToken ct);
}

/// <summary>No answer: the map is not imported yet, or the server does not answer or not as it should.</summary>
internal sealed class GeocoderException(Refusal refusal, Exception? inner = null) : Exception(refusal.Text, inner)
{
    public Refusal Refusal { get; } = refusal;
}
