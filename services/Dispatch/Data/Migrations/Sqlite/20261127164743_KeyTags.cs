using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Dispatch.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeyTags : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "CheckedInAt",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsSwap",
                table: "Requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "KeyHolder",
                table: "Requests",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeyTag",
                table: "Requests",
                type: "TEXT",
                maxLength: 12,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LiftLoadsAt",
                table: "Days",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CheckedInAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "IsSwap",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "KeyHolder",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "KeyTag",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "LiftLoadsAt",
                table: "Days");
        }
    }
}
