Console.WriteLine("bench: grading FILE.tsv | adversarial FILE.json | bank FILE.yaml");
