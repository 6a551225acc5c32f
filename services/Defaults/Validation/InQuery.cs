namespace Routing.Defaults.Validation;

/// <summary>
/// An enum in a query string, written as in JSON: <c>?state=givenUp</c>. On their own, parameters are read with the
/// capital letters of the code.
/// </summary>
/// <param name="Value">What was meant.</param>
public readonly record struct InQuery<T>(T Value) where T : struct, Enum
{
    /// <summary>Found by the framework; takes names only, in any case.</summary>
    public static bool TryParse(string? text, out InQuery<T> read)
    {
        var isKnown = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]);
        read = new(value);
        return isKnown;
    }
}
