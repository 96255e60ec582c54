/** Tests of what {@code k8s/} and {@code Dockerfile} say: against Kubernetes' own model, and against the product. */
@org.jspecify.annotations.NullMarked
package dev.sluice.kubernetes;
