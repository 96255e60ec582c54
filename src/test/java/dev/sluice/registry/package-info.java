@org.jspecify.annotations.NullMarked
package dev.sluice.registry;
