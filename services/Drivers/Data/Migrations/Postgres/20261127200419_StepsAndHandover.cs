using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Drivers.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StepsAndHandover : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "StepsVersion",
                table: "Stops",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WaitsUntil",
                table: "Stops",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Answers",
                table: "Reports",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "CarRead",
                table: "Reports",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DistanceMetres",
                table: "Reports",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Handover",
                table: "Reports",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "InPerson");

            migrationBuilder.AddColumn<int>(
                name: "StepsVersion",
                table: "Reports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "Lat",
                table: "Photos",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Lon",
                table: "Photos",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TakenAt",
                table: "Photos",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CollectionHandover",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HandoverAt",
                table: "Contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReturnHandover",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "StepLists",
                columns: table => new
                {
                    WorkshopId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StepLists", x => new { x.WorkshopId, x.Version });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "StepLists");

            migrationBuilder.DropColumn(
                name: "StepsVersion",
                table: "Stops");

            migrationBuilder.DropColumn(
                name: "WaitsUntil",
                table: "Stops");

            migrationBuilder.DropColumn(
                name: "Answers",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "CarRead",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "DistanceMetres",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "Handover",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "StepsVersion",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "Lat",
                table: "Photos");

            migrationBuilder.DropColumn(
                name: "Lon",
                table: "Photos");

            migrationBuilder.DropColumn(
                name: "TakenAt",
                table: "Photos");

            migrationBuilder.DropColumn(
                name: "CollectionHandover",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "HandoverAt",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "ReturnHandover",
                table: "Contacts");
        }
    }
}
