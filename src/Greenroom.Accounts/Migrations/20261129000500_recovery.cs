using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261129000500_recovery")]
internal sealed class CreateRecovery : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "ip", table: "refresh_families", maxLength: 45, nullable: true);
        migrationBuilder.AddColumn<string>(name: "device", table: "refresh_families", maxLength: 200, nullable: true);

        migrationBuilder.CreateTable(
            name: "account_links",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                purpose = table.Column<string>(maxLength: 20, nullable: false),
                email = table.Column<string>(maxLength: 254, nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
                used_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_account_links", x => x.id);
                table.ForeignKey("fk_account_links_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_account_links_user_id", "account_links", "user_id");
        migrationBuilder.CreateIndex("ix_account_links_expires_at", "account_links", "expires_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("account_links");
        migrationBuilder.DropColumn("device", "refresh_families");
        migrationBuilder.DropColumn("ip", "refresh_families");
    }
}
