/** What the tests of several packages use. */
@org.jspecify.annotations.NullMarked
package dev.sluice.support;
