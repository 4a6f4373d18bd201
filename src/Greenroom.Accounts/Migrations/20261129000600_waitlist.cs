using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261129000600_waitlist")]
internal sealed class CreateWaitlist : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "waitlist",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                email = table.Column<string>(maxLength: 254, nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_waitlist", x => x.id));
        migrationBuilder.CreateIndex("ix_waitlist_email", "waitlist", "email", unique: true);
        migrationBuilder.CreateIndex("ix_waitlist_created_at", "waitlist", "created_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("waitlist");
}
