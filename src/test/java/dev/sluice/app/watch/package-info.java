@org.jspecify.annotations.NullMarked
package dev.sluice.app.watch;
