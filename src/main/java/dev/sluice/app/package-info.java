/**
 * Puts the server together: reads settings ({@code app.settings}), builds every part by {@code new}, starts and stops
 * them in order. Holds no rule of its own.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.app;
