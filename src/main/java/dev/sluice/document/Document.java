package dev.sluice.document;

import java.util.List;
import java.util.Set;

/**
 * A text that was read.
 *
 * @param names the names of members and the short texts that occur in it
 * @param warnings what was passed over
 */
public record Document(Node root, Set<String> names, List<Fault> warnings) {}
