"""What src/bench/run is made of: processes, load, cases and the table. Standard library only."""
