using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

[DbContext(typeof(GrowthDb))]
[Migration("20261128000200_growth_ledger")]
internal sealed class CreateLedger : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "insight_ledger",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                account_id = table.Column<Guid>(nullable: false),
                subject = table.Column<string>(maxLength: 2210, nullable: false),
                week = table.Column<int>(nullable: false),
                made_at = table.Column<DateTime>(nullable: false),
                due_at = table.Column<DateTime>(nullable: false),
                expected = table.Column<double>(nullable: false),
                low = table.Column<double>(nullable: false),
                high = table.Column<double>(nullable: false),
                outcome = table.Column<double>(nullable: true),
                held = table.Column<bool>(nullable: true),
                scored_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_insight_ledger", x => x.id);
                table.ForeignKey("fk_insight_ledger_account_id", x => x.account_id, "instagram_accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_insight_ledger_account_id_week_subject", "insight_ledger", ["account_id", "week", "subject"], unique: true);
        migrationBuilder.CreateIndex("ix_insight_ledger_account_id_made_at", "insight_ledger", ["account_id", "made_at"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("insight_ledger");
}
