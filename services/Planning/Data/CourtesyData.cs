using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Planning.Data;

/// <summary>A courtesy car: what was last said of it.</summary>
internal sealed class StoredCourtesyCar
{
    public required Guid CourtesyCarId { get; init; }

    public required string Area { get; set; }

    public required Guid WorkshopId { get; set; }

    public int Revision { get; set; }

    /// <summary>The loan that <see cref="Body"/> tells of; null when it was never lent.</summary>
    public Guid? LoanId { get; set; }

    /// <summary>The newest <c>CourtesyCarChanged</c> as JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class StoredCourtesyCarConfiguration : IEntityTypeConfiguration<StoredCourtesyCar>
{
    public void Configure(EntityTypeBuilder<StoredCourtesyCar> builder)
    {
        builder.ToTable("courtesy_cars");
        builder.HasKey(car => car.CourtesyCarId);
        builder.Property(car => car.Area).HasMaxLength(40);
        builder.Property(car => car.Revision).IsConcurrencyToken();
        builder.HasIndex(car => car.Area);
    }
}

/// <summary>A loan of a courtesy car, whether it still lasts or is over.</summary>
internal sealed class StoredCourtesyLoan
{
    /// <summary>In the order of their beginning.</summary>
    public required Guid LoanId { get; init; }

    public required Guid CourtesyCarId { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>The <c>CourtesyLoan</c> as JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class StoredCourtesyLoanConfiguration : IEntityTypeConfiguration<StoredCourtesyLoan>
{
    public void Configure(EntityTypeBuilder<StoredCourtesyLoan> builder)
    {
        builder.ToTable("courtesy_loans");
        builder.HasKey(loan => loan.LoanId);
        builder.HasIndex(loan => loan.CourtesyCarId);
    }
}
