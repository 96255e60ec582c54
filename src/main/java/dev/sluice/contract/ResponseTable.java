package dev.sluice.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation may answer.
 *
 * @param contentTypes every media type of its responses, for {@code Accept}; empty when it declares no content
 * @param responses those for fewer statuses first: exact, then ranges ({@code 2XX}), then {@code default}
 * @param pointer of the responses in the contract
 */
public record ResponseTable(List<MediaRange> contentTypes, List<ResponsePlan> responses, String pointer) {

    /** Of an operation that says nothing of its responses. */
    public ResponseTable(List<MediaRange> contentTypes) {
        this(contentTypes, List.of(), "");
    }

    /** The response for a status; null when the operation declares none. Allocates nothing. */
    public @Nullable ResponsePlan find(int status) {
        for (int i = 0; i < responses.size(); i++) {
            ResponsePlan response = responses.get(i);
            if (status >= response.lowest() && status <= response.highest()) {
                return response;
            }
        }
        return null;
    }
}
