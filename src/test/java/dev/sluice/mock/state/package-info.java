/** Tests of the mock that remembers. */
@org.jspecify.annotations.NullMarked
package dev.sluice.mock.state;
