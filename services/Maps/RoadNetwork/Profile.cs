namespace Routing.RoadNetwork;

/// <summary>How one travels. The numbers are kept in region files: add at the end, never renumber.</summary>
public enum Profile
{
    Car = 0,
    Scooter = 1,
    Bicycle = 2,
    Foot = 3,
}

/// <summary>What a road is, from the most to the least important; kept in region files.</summary>
public enum RoadClass : byte
{
    Motorway,
    Trunk,
    Primary,
    Secondary,
    Tertiary,
    Unclassified,
    Residential,
    LivingStreet,
    Service,
    Track,
    Pedestrian,
    Cycleway,
    Path,
    Footway,
    Steps,
    Ferry,
}
