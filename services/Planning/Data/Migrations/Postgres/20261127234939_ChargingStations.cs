using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Planning.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChargingStations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ChargingStations",
                table: "areas",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_requests_Area_ReturnDay",
                table: "requests",
                columns: new[] { "Area", "ReturnDay" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_requests_Area_ReturnDay",
                table: "requests");

            migrationBuilder.DropColumn(
                name: "ChargingStations",
                table: "areas");
        }
    }
}
