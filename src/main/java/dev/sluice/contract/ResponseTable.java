package dev.sluice.contract;

import java.util.List;

/**
 * What an operation may answer.
 *
 * @param contentTypes every media type of its responses, for {@code Accept}; empty when it declares no content
 */
public record ResponseTable(List<MediaRange> contentTypes) {}
