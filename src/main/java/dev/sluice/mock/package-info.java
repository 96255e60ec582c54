/**
 * Answers requests by the contract alone: with its examples, or with values that keep its schemas. What is the same for
 * everyone is rendered once. Judges nothing about requests: whatever comes here is valid.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.mock;
