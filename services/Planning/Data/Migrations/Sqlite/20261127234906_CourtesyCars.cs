using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Planning.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CourtesyCars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "courtesy_cars",
                columns: table => new
                {
                    CourtesyCarId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Area = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    WorkshopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    LoanId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courtesy_cars", x => x.CourtesyCarId);
                });

            migrationBuilder.CreateTable(
                name: "courtesy_loans",
                columns: table => new
                {
                    LoanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourtesyCarId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courtesy_loans", x => x.LoanId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_courtesy_cars_Area",
                table: "courtesy_cars",
                column: "Area");

            migrationBuilder.CreateIndex(
                name: "IX_courtesy_loans_CourtesyCarId",
                table: "courtesy_loans",
                column: "CourtesyCarId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "courtesy_cars");

            migrationBuilder.DropTable(
                name: "courtesy_loans");
        }
    }
}
