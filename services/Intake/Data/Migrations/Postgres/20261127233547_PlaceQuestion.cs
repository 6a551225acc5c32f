using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Intake.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PlaceQuestion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Question",
                table: "Requests",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Question",
                table: "Requests");
        }
    }
}
