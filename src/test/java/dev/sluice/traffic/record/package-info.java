@org.jspecify.annotations.NullMarked
package dev.sluice.traffic.record;
