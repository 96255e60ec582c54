/**
 * OpenAPI documents in, an immutable {@link dev.sluice.contract.ContractPlan} out. Everything that a request needs from
 * the contract is worked out here, once; no request looks at contract text.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.contract;
