using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

/// <summary>What people say of suggestions: done, or not useful.</summary>
[DbContext(typeof(GrowthDb))]
[Migration("20261128000700_growth_advice_verdicts")]
internal sealed class CreateAdviceVerdicts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "advice_verdicts",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                account_id = table.Column<Guid>(nullable: false),
                type = table.Column<string>(maxLength: 20, nullable: false),
                daypart = table.Column<string>(maxLength: 20, nullable: false),
                verdict = table.Column<string>(maxLength: 20, nullable: false),
                week = table.Column<int>(nullable: false),
                decided_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_advice_verdicts", x => x.id);
                table.ForeignKey("fk_advice_verdicts_account_id", x => x.account_id, "instagram_accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex(
            "ix_advice_verdicts_account_id_type_daypart_verdict_week", "advice_verdicts", ["account_id", "type", "daypart", "verdict", "week"], unique: true);
        migrationBuilder.CreateIndex("ix_advice_verdicts_account_id_decided_at", "advice_verdicts", ["account_id", "decided_at"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("advice_verdicts");
}
