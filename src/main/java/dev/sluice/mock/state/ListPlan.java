package dev.sluice.mock.state;

/**
 * How a collection is listed.
 *
 * @param most items that an answer may have
 */
record ListPlan(ListText text, Paging paging, Filters filters, int most) {}
