using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Notifications.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Readiness : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "HasChosenReturn",
                table: "Customers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsReady",
                table: "Customers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadinessAt",
                table: "Customers",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "HasChosenReturn",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "IsReady",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "ReadinessAt",
                table: "Customers");
        }
    }
}
