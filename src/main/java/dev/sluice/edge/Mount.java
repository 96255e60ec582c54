package dev.sluice.edge;

import dev.sluice.contract.ContractPlan;
import dev.sluice.exchange.Backend;

/** A contract and what answers its valid requests. */
public record Mount(ContractPlan contract, Backend backend) {}
