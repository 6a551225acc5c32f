namespace Routing.Drivers.Steps;

/// <summary>One thing that a driver does when a car changes hands. The mileage is always read and is no step.</summary>
/// <param name="Key">Names it within its list; of a photo it is the side, such as <c>front</c>.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Required">True when a report without it is refused.</param>
/// <param name="Text">By language, such as <c>en</c>: the question, or what the photo is to show. Null where the kind, or a known side, says it.</param>
/// <param name="Answer">How a question is answered; null for all else.</param>
internal sealed record Step(string Key, StepKind Kind, bool Required, IReadOnlyDictionary<string, string>? Text = null, AnswerKind? Answer = null);

/// <summary>What is done at a step.</summary>
internal enum StepKind
{
    /// <summary>The code that the customer reads out is entered. Where nobody is there to read it, it is not asked for.</summary>
    Code,

    /// <summary>The plate, or the end of the VIN, is read off the car.</summary>
    Plate,

    /// <summary>A photo is taken.</summary>
    Photo,

    /// <summary>Fuel or charge is read.</summary>
    Energy,

    /// <summary>Damage is recorded, or that there is none.</summary>
    Damage,

    /// <summary>The key is taken or given.</summary>
    Key,

    /// <summary>Something else is asked.</summary>
    Question,

    /// <summary>Whoever takes or gives the car signs. Where nobody is there, it is not asked for.</summary>
    Signature,
}

/// <summary>How a question is answered.</summary>
internal enum AnswerKind
{
    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,

    /// <summary>Up to 500 characters.</summary>
    Text,
}

/// <summary>What a report answers to a step that has no field of its own.</summary>
/// <param name="Step">The step's key.</param>
/// <param name="Answer">For a key, <c>yes</c>; for a question, as its kind says.</param>
internal sealed record StepAnswer(string Step, string Answer);
