@org.jspecify.annotations.NullMarked
package dev.sluice.schema.format;
