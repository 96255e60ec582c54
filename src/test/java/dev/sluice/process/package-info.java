/** Tests of the packaged jar, run as a process of its own. */
@org.jspecify.annotations.NullMarked
package dev.sluice.process;
