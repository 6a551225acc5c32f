namespace Routing.Addresses.Storage;

/// <summary>What a row of the table <c>thing</c> is; the numbers are in the file.</summary>
internal enum ThingKind
{
    Place = 0,
    Street = 1,
    Point = 2,
}
