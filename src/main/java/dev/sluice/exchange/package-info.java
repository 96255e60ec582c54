/**
 * The words that all stages share: an exchange and what it is made of. Transport-neutral; decides nothing.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.exchange;
