package dev.sluice.cli.validate;

import dev.sluice.contract.ContractPlan;
import dev.sluice.judge.ContractLines;

/** A contract that traffic is judged by, and its text. */
public record CheckedContract(ContractPlan plan, ContractLines lines) {}
