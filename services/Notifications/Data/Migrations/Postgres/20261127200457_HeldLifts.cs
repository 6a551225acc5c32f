using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Notifications.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HeldLifts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "WorkOrder",
                table: "Customers",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WorkOrder",
                table: "Customers");
        }
    }
}
