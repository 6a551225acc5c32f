using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Dispatch.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CourtesyCars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CourtesyCars",
                columns: table => new
                {
                    CourtesyCarId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkshopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CourtesyCars", x => x.CourtesyCarId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CourtesyCars_WorkshopId",
                table: "CourtesyCars",
                column: "WorkshopId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CourtesyCars");
        }
    }
}
