using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261129000700_second_factor")]
internal sealed class CreateSecondFactor : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "second_factors",
            columns: table => new
            {
                user_id = table.Column<Guid>(nullable: false),
                secret = table.Column<string>(maxLength: 200, nullable: false),
                last_step = table.Column<long>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                enabled_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_second_factors", x => x.user_id);
                table.ForeignKey("fk_second_factors_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "recovery_codes",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                hash = table.Column<string>(maxLength: 64, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_recovery_codes", x => x.id);
                table.ForeignKey("fk_recovery_codes_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_recovery_codes_user_id_hash", "recovery_codes", ["user_id", "hash"], unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("recovery_codes");
        migrationBuilder.DropTable("second_factors");
    }
}
