package dev.sluice.mock.state;

import java.util.List;

/**
 * Where the items of a collection are.
 *
 * @param project of the request; empty where it names none
 * @param scope the texts of the path parameters in front of an item's id
 */
record Address(Collection collection, String project, List<String> scope) {}
