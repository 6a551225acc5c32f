using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Notifications.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsReady",
                table: "Customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadinessAt",
                table: "Customers",
                type: "TEXT",
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
