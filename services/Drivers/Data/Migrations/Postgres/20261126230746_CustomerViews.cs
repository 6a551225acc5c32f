using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Drivers.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CustomerViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "CodeMatched",
                table: "Reports",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AccuracyMetres",
                table: "Drivers",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Lat",
                table: "Drivers",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Lon",
                table: "Drivers",
                type: "double precision",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Pictures",
                columns: table => new
                {
                    DriverId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentType = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pictures", x => x.DriverId);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Pictures");

            migrationBuilder.DropColumn(
                name: "CodeMatched",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "AccuracyMetres",
                table: "Drivers");

            migrationBuilder.DropColumn(
                name: "Lat",
                table: "Drivers");

            migrationBuilder.DropColumn(
                name: "Lon",
                table: "Drivers");
        }
    }
}
