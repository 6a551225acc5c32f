using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Dispatch.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Matched : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RoadAt",
                table: "DriverDays",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "RoadLat",
                table: "DriverDays",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "RoadLon",
                table: "DriverDays",
                type: "REAL",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RoadAt",
                table: "DriverDays");

            migrationBuilder.DropColumn(
                name: "RoadLat",
                table: "DriverDays");

            migrationBuilder.DropColumn(
                name: "RoadLon",
                table: "DriverDays");
        }
    }
}
