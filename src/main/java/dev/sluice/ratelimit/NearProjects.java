package dev.sluice.ratelimit;

import java.util.List;

/**
 * Projects that are refused, or will be soon.
 *
 * @param projects those that are refused most first, then those that have used most of a quota
 * @param looked how many counts were looked at for this
 * @param known how many there are: where that is more, it takes some looks until all of them have been seen
 */
public record NearProjects(List<ProjectUsage> projects, long looked, long known) {}
