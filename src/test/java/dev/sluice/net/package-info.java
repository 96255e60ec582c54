@org.jspecify.annotations.NullMarked
package dev.sluice.net;
