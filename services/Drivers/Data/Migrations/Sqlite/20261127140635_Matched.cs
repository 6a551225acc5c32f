using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Drivers.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Matched : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RoadAt",
                table: "Drivers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "RoadLat",
                table: "Drivers",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "RoadLon",
                table: "Drivers",
                type: "REAL",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RoadAt",
                table: "Drivers");

            migrationBuilder.DropColumn(
                name: "RoadLat",
                table: "Drivers");

            migrationBuilder.DropColumn(
                name: "RoadLon",
                table: "Drivers");
        }
    }
}
