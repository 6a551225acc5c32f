using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Planning.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StayingCars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsSwap",
                table: "requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "WorkshopId",
                table: "requests",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsSwap",
                table: "requests");

            migrationBuilder.DropColumn(
                name: "WorkshopId",
                table: "requests");
        }
    }
}
