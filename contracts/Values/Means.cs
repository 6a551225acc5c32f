namespace Routing.Contracts.Values;

/// <summary>How a leg is travelled.</summary>
public enum Means
{
    /// <summary>In the moved car, on the car profile: a loaded leg.</summary>
    Car,

    /// <summary>On a folding e-scooter that rides along in the moved car.</summary>
    Scooter,

    /// <summary>On a folding bicycle that rides along in the moved car.</summary>
    Bicycle,

    /// <summary>On foot.</summary>
    Foot,

    /// <summary>In a taxi, priced by the kilometre, on the car profile.</summary>
    Taxi,

    /// <summary>In a chase car that the second of a crew of two drives behind the moved car, on the car profile.</summary>
    ChaseCar,

    /// <summary>On a transporter, which carries cars that cannot be driven, on the car profile less what is too low or narrow for it.</summary>
    Transporter,
}
