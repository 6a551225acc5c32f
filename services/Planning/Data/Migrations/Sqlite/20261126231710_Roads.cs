using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Planning.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Roads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "roads",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_roads", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "roads",
                columns: new[] { "Id", "Body", "Version" },
                values: new object[] { 1, "[]", 0L });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "roads");
        }
    }
}
