package dev.sluice.vpcep;

/** The SQL of the operations: each is one statement, and so one round trip and one transaction. */
final class Statements {

    /** What {@link ServiceJson} reads, in this order. */
    private static final String COLUMNS = """
            id, CASE WHEN available_at <= now() THEN 'available' ELSE 'creating' END AS status, \
            client_ports, server_ports, protocols, port_id, vip_port_id, vpc_id, service_name, approval_enabled, \
            server_type::text, project_id, created_at, updated_at""";

    /** $1 project, $2 id. */
    static final String SHOW = "SELECT " + COLUMNS + " FROM endpoint_service WHERE id = $2::uuid AND project_id = $1";

    /** $1 project, $2 id. */
    static final String DELETE = "DELETE FROM endpoint_service WHERE id = $2::uuid AND project_id = $1";

    /**
     * $1 project, $2 id, then what to change, null for what stays: $3 approval_enabled, $4 port_id, $5 vip_port_id, $6
     * client ports, $7 server ports, $8 protocols. No row: not there, or not available.
     */
    static final String MODIFY = """
            UPDATE endpoint_service SET
                approval_enabled = coalesce($3::boolean, approval_enabled),
                port_slot = CASE WHEN $4::uuid <> port_id THEN free_port_slot($4::uuid) ELSE port_slot END,
                port_id = coalesce($4::uuid, port_id),
                vip_port_id = coalesce($5::text, vip_port_id),
                client_ports = coalesce($6::integer[], client_ports),
                server_ports = coalesce($7::integer[], server_ports),
                protocols = coalesce($8::text[], protocols),
                updated_at = greatest(now(), updated_at)
            WHERE id = $2::uuid AND project_id = $1 AND available_at <= now()
            RETURNING\s""" + COLUMNS;

    /**
     * $1 project, $2 id, $3 quota, $4 port_id, $5 vip_port_id, $6 vpc_id, $7 service_name, $8 server_type, $9
     * approval_enabled, $10 client ports, $11 server ports, $12 protocols, $13 milliseconds until available.
     */
    static final String CREATE = """
            INSERT INTO endpoint_service (id, project_id, project_slot, port_id, port_slot, vip_port_id, vpc_id,
                service_name, server_type, approval_enabled, client_ports, server_ports, protocols,
                available_at, created_at, updated_at)
            VALUES ($2::uuid, $1, free_project_slot($1, $3::integer), $4::uuid, free_port_slot($4::uuid), $5::text,
                $6::uuid, $7::text, $8::text, $9::boolean, $10::integer[], $11::integer[], $12::text[],
                now() + $13::bigint * interval '1 millisecond', now(), now())
            RETURNING\s""" + COLUMNS;

    /** $1 the region. */
    static final String OFFER_EXAMPLE = "SELECT offer_example($1)";

    static final String PING = "SELECT 1";

    /** How many services match comes with every row, also when the page is empty: then in a row of nulls. */
    private static final String LIST = """
            WITH matching AS MATERIALIZED (
                SELECT COLUMNS FROM endpoint_service
                WHERE project_id = $1
                    AND ($2::text IS NULL OR strpos(lower(service_name), lower($2::text)) > 0)
                    AND ($3::uuid IS NULL OR id = $3::uuid)
                    AND ($4::text IS NULL OR (available_at <= now() AND $4::text = 'available')
                        OR (available_at > now() AND $4::text = 'creating'))
            ), page AS (
                SELECT * FROM matching ORDER BY SORTED LIMIT $5::integer OFFSET $6::integer
            )
            SELECT page.*, (SELECT count(*) FROM matching) AS total
            FROM (VALUES (1)) AS always (one) LEFT JOIN page ON true
            ORDER BY SORTED
            """.replace("COLUMNS", COLUMNS);

    private static final String[] LISTS = {
        sorted("created_at", "ASC"), sorted("created_at", "DESC"),
        sorted("updated_at", "ASC"), sorted("updated_at", "DESC")
    };

    private Statements() {}

    /**
     * $1 project, $2 part of the name, $3 id, $4 status (each null for all), $5 limit, $6 offset. After the columns comes
     * the total.
     */
    static String list(boolean byUpdate, boolean descending) {
        return LISTS[(byUpdate ? 2 : 0) + (descending ? 1 : 0)];
    }

    /** Equal times are told apart by id, so that no service stands on two pages. */
    private static String sorted(String key, String direction) {
        return LIST.replace("SORTED", key + " " + direction + ", id " + direction);
    }
}
