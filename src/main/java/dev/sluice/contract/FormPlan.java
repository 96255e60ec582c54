package dev.sluice.contract;

import java.util.List;
import java.util.Map;

/**
 * How the fields of a form become the members of an object (OpenAPI 3.1, 4.8.15 Encoding Object).
 *
 * @param fields by name: the properties of the form's schema
 * @param owners the field whose exploded member has this name, for objects in exploded form style
 */
public record FormPlan(Map<String, Field> fields, Map<String, Field> owners) {

    /**
     * @param parameter the field as if it stood in a query: name, style, schema and pointer
     * @param styled whether the contract names a style: then media types do not count
     * @param contentTypes that the contract names; none where it leaves it to the type
     * @param binary whether the contract says that the value is bytes
     * @param headers of the field's part in a multipart body
     * @param joined whether the items of an array stand in one part, as in its style (Swagger 2.0)
     */
    public record Field(
            ParameterPlan parameter,
            boolean styled,
            List<MediaRange> contentTypes,
            boolean binary,
            List<HeaderPlan> headers,
            boolean joined) {}
}
