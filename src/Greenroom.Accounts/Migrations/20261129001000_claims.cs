using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261129001000_claims")]
internal sealed class AddClaims : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "username", table: "account_links", maxLength: 32, nullable: true);
        migrationBuilder.AddColumn<string>(name: "password", table: "account_links", maxLength: 200, nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn("password", "account_links");
        migrationBuilder.DropColumn("username", "account_links");
    }
}
