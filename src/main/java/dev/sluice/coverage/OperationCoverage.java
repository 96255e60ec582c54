package dev.sluice.coverage;

import java.util.List;

/**
 * What was touched of an operation. Immutable.
 *
 * @param id as the contract calls it
 * @param requests for it, whatever became of them
 * @param request its bodies by media type
 * @param otherRequests with a body of a media type that the contract does not have
 * @param otherAnswers with a status that the contract does not have
 * @param lastOther which that was at last; 0 where there was none
 */
public record OperationCoverage(
        String id,
        String method,
        String path,
        long requests,
        List<Parameter> parameters,
        List<Body> request,
        long otherRequests,
        List<Status> statuses,
        long otherAnswers,
        int lastOther) {

    /** How often a value was met that a parameter or a property may have. */
    public record Value(String text, long count) {}

    /** @param in {@code path}, {@code query}, {@code header} or {@code cookie} */
    public record Parameter(String in, String name, boolean required, long count, List<Value> values) {}

    /**
     * @param pointer into the body; {@code *} stands for every item, and for every name that the contract does not have
     * @param count of how often it was met; -1 for what is no property itself, and has values
     */
    public record Property(String pointer, long count, List<Value> values) {}

    /**
     * @param count of messages
     * @param looked into how many of them
     * @param cut whether there are more properties than are counted
     */
    public record Body(String mediaType, long count, long looked, boolean cut, List<Property> properties) {}

    /**
     * @param status {@code 404}, {@code 4XX} or {@code default}
     * @param otherBodies of a media type that the contract does not have
     */
    public record Status(String status, long count, List<Body> bodies, long otherBodies) {}

    public boolean touched() {
        return requests > 0;
    }

    public Shares shares() {
        Shares.Sum sum = new Shares.Sum().add(Dimension.OPERATIONS, touched());
        for (Parameter parameter : parameters) {
            sum.add(Dimension.PARAMETERS, parameter.count > 0);
            values(sum, parameter.values);
        }
        request.forEach(body -> body(sum, body));
        for (Status status : statuses) {
            sum.add(Dimension.STATUSES, status.count > 0);
            status.bodies.forEach(body -> body(sum, body));
        }
        return sum.whole();
    }

    private static void body(Shares.Sum sum, Body body) {
        sum.add(Dimension.MEDIA_TYPES, body.count > 0);
        for (Property property : body.properties) {
            if (property.count >= 0) {
                sum.add(Dimension.PROPERTIES, property.count > 0);
            }
            values(sum, property.values);
        }
    }

    private static void values(Shares.Sum sum, List<Value> values) {
        values.forEach(value -> sum.add(Dimension.VALUES, value.count > 0));
    }
}
