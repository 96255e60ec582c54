package dev.sluice.validation;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.schema.JsonValue.ObjectValue;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads forms, for who works with what they say. Stateless. */
public final class FormBodies {

    private FormBodies() {}

    /**
     * The object that the fields of a valid form make up, by their {@code encoding}; null where the body is no form.
     *
     * @param plan of the operation's request body
     */
    public static @Nullable ObjectValue read(BodyPlan plan, Message message, Body body) {
        String contentType = message.contentType();
        MediaTypePlan content = contentType == null ? null : plan.content(contentType);
        if (contentType == null || content == null || !(body instanceof Body.Bytes bytes)) {
            return null;
        }
        Buffer buffer = bytes.buffer();
        FormValues values = new FormValues(new BodyFindings(new Findings(), plan.codes(), plan.pointer()));
        return switch (content.format(contentType)) {
            case FORM -> UrlEncodedForm.read(content, BodyBytes.of(buffer), values) ? values.object() : null;
            case MULTIPART ->
                MultipartForm.read(content, contentType, BodyBytes.of(buffer), values) ? values.object() : null;
            case JSON, TEXT, SEQUENCE, OCTETS, UNJUDGED -> null;
        };
    }
}
