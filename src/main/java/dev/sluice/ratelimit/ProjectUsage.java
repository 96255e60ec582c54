package dev.sluice.ratelimit;

/**
 * How far one project is in the window that holds it back most.
 *
 * @param project its id; empty for the count that projects without a limiter of their own share
 */
public record ProjectUsage(String project, WindowUsage window) {}
