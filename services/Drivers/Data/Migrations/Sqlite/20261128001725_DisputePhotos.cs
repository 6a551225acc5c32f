using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Drivers.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DisputePhotos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "FromCustomer",
                table: "Photos",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FromCustomer",
                table: "Photos");
        }
    }
}
