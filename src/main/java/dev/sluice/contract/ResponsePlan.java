package dev.sluice.contract;

import dev.sluice.document.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One response of an operation.
 *
 * @param lowest status that it is for
 * @param highest status that it is for
 * @param mediaTypes the most specific range first; none when it declares no content
 * @param links to other operations
 * @param pointer in the contract
 * @param contentPointer where it says which media types it has, or would say it
 * @param place where it stands
 */
public record ResponsePlan(
        int lowest,
        int highest,
        List<HeaderPlan> headers,
        List<MediaTypePlan> mediaTypes,
        List<LinkPlan> links,
        String pointer,
        String contentPointer,
        Place place) {

    /** What a body with this media type is judged by; null when the response does not declare it. */
    public @Nullable MediaTypePlan content(String contentType) {
        return BodyPlan.find(mediaTypes, contentType);
    }
}
