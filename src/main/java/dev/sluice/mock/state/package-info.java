/**
 * A mock that remembers: recognises the collections of a contract by its paths, keeps what clients create in bounded
 * memory, and answers in the contract's own shapes. Stands around the contract's mock, which answers all other
 * operations. Nothing here waits for anything: reading takes no lock, writing one for a few instructions.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.mock.state;
