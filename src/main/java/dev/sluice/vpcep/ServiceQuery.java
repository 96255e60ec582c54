package dev.sluice.vpcep;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Parameters;
import dev.sluice.schema.JsonValue;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list request.
 *
 * @param name part of a service's name in any case, or null for all
 * @param id or null for all
 * @param status or null for all
 */
record ServiceQuery(
        String project,
        @Nullable String name,
        @Nullable UUID id,
        @Nullable String status,
        Page page) {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MOST = 1000;

    /** @param byUpdate sorted by the time of the last update, not of the creation */
    record Page(boolean byUpdate, boolean descending, int limit, int offset) {}

    static ServiceQuery of(Exchange exchange) {
        Parameters parameters = exchange.parameters();
        String key = parameters.text(In.QUERY, "sort_key");
        // the API's versions spell it create_at or created_at, update_at or updated_at
        boolean byUpdate = key != null && key.startsWith("update");
        boolean descending = !"asc".equals(parameters.text(In.QUERY, "sort_dir"));
        int limit = number(parameters, "limit", DEFAULT_LIMIT, MOST);
        int offset = number(parameters, "offset", 0, Integer.MAX_VALUE);
        String id = parameters.text(In.QUERY, "id");
        return new ServiceQuery(
                Target.project(exchange),
                storable(parameters.text(In.QUERY, "endpoint_service_name")),
                // what is no UUID is nobody's id
                id == null ? null : java.util.Objects.requireNonNullElse(Members.parsedId(id), new UUID(0, 0)),
                storable(parameters.text(In.QUERY, "status")),
                new Page(byUpdate, descending, limit, offset));
    }

    private static int number(Parameters parameters, String name, int fallback, int most) {
        return parameters.get(In.QUERY, name) instanceof JsonValue.NumberValue number
                ? Members.whole(number.value(), 0, most)
                : fallback;
    }

    /** Postgres has no NUL in texts; U+FFFF stands in no name either. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFF');
    }

    String statement() {
        return Statements.list(page.byUpdate(), page.descending());
    }

    Tuple values() {
        Tuple values = Tuple.tuple();
        values.addValue(project);
        values.addValue(name);
        values.addValue(id);
        values.addValue(status);
        values.addValue(page.limit());
        values.addValue(page.offset());
        return values;
    }
}
