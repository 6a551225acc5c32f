using PhoneNumbers;

namespace Routing.Intake.Requests;

/// <summary>Phone numbers as people write them.</summary>
internal static class PhoneNumber
{
    /// <summary>E.164, or null when it is no number that can be called.</summary>
    /// <param name="text">With a prefix such as +598, or as it is dialled in the country.</param>
    /// <param name="country">ISO 3166 code; null when unknown: then the prefix is needed.</param>
    public static string? Read(string text, string? country)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(text, country);
            return numbers.IsValidNumber(number) ? numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
