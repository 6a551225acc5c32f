using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Routing.Dispatch.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Roads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Roads",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Conditions = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Roads", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "Roads",
                columns: new[] { "Id", "Conditions", "Version" },
                values: new object[] { 1, "[]", 0L });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Roads");
        }
    }
}
