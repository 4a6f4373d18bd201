using Greenroom.Bench;

return args switch
{
    ["bank", .. var rest] => BankCommand.Run(rest),
    ["grading", .. var rest] => GradingCommand.Run(rest),
    ["adversarial", .. var rest] => AdversarialCommand.Run(rest),
    ["fit-bank", .. var rest] => FitBankCommand.Run(rest),
    ["fit", .. var rest] => FitCommand.Run(rest),
    ["benchmarks", .. var rest] => await BenchmarksCommand.RunAsync(rest),
    ["load", "growth", .. var rest] => await GrowthLoadCommand.RunAsync(rest),
    [EmptyHost.Name] => await EmptyHost.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        bench bank FILE.yaml ...                           grade the graded examples; exit 1 when an expectation is broken
        bench bank --answer ENTRY_ID ANSWER_FILE FILE.yaml grade a text
        bench bank --holdout [--list] FILE.yaml ...        grade each phrasing and opposite without itself in the bank
        bench bank --cross FILE.yaml ...                   give every strong answer to all the other questions
        bench grading FILE.tsv                             compare with human grades (group, qid, question, reference, answer, g1, g2, gold)
        bench adversarial FILE.json                        answers that try to fool the grader; exit 1 when an easy one does
        bench fit FILE.tsv ...                             the weights of the reference mode
        bench fit-bank FILE.yaml ...                       the weights of the bank mode
        bench benchmarks PROGRAM.dll                       start-up, memory, CPU per request, overhead of a turn, time of a mark
        bench load growth [--quick] [PROGRAM.dll]          Growth on PostgreSQL: figures, lists and insights of small and large accounts, and syncs
        """);
    return 2;
}
