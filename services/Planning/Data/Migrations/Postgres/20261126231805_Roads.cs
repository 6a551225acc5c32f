using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Planning.Data.Migrations.Postgres
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
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false)
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
