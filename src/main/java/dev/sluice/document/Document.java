package dev.sluice.document;

import java.util.Set;

/**
 * A text that was read.
 *
 * @param names the names of members and the short texts that occur in it
 */
public record Document(Node root, Set<String> names) {}
