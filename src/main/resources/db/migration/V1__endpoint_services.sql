-- VPC endpoint services. The rules between rows hold here, by constraints, whoever writes and however many at once:
--   * (server_port, protocol) is unique among the services of one port_id   backend_pair_pkey
--   * at most five services on one port_id                                   port_slot is 1 to 5 and unique per port_id
--   * a project keeps its quota                                              project_slot is unique per project
-- Advisory locks below only spare the loser of a race its retry; no rule rests on them.

-- Domains rather than CHECK constraints: a domain is judged when a value is assigned, a CHECK on every update of a row.
CREATE DOMAIN port_slot AS smallint CHECK (VALUE BETWEEN 1 AND 5);
CREATE DOMAIN project_slot AS integer CHECK (VALUE >= 1);
CREATE DOMAIN server_type AS text CHECK (VALUE IN ('VM', 'VIP', 'LB'));

CREATE TABLE endpoint_service (
    id               uuid         NOT NULL PRIMARY KEY,
    -- counts up also when a row is refused or deleted: tells a store that was never used from an empty one
    number           bigint       NOT NULL GENERATED ALWAYS AS IDENTITY,
    project_id       text         NOT NULL,
    project_slot     project_slot NOT NULL,
    port_id          uuid         NOT NULL,
    port_slot        port_slot    NOT NULL,
    vip_port_id      text,
    vpc_id           uuid         NOT NULL,
    service_name     text         NOT NULL,
    server_type      server_type  NOT NULL,
    approval_enabled boolean      NOT NULL,
    -- the mappings, one array per member, in the order of the request
    client_ports     integer[]    NOT NULL,
    server_ports     integer[]    NOT NULL,
    protocols        text[]       NOT NULL,
    -- 'creating' until then: a matter of the clock, so no timer has to survive a restart
    available_at     timestamptz  NOT NULL,
    created_at       timestamptz  NOT NULL,
    updated_at       timestamptz  NOT NULL,
    CONSTRAINT endpoint_service_port_slot UNIQUE (port_id, port_slot),
    -- also the index for lists: they count all matches of a project, so they read all of its rows anyway, and an index
    -- on updated_at would make every modify dearer
    CONSTRAINT endpoint_service_project_slot UNIQUE (project_id, project_slot)
) WITH (fillfactor = 70);

-- Which service holds a backend's (server_port, protocol). Written by the trigger below only.
CREATE TABLE backend_pair (
    port_id     uuid    NOT NULL,
    server_port integer NOT NULL,
    protocol    text    NOT NULL,
    service_id  uuid    NOT NULL,
    CONSTRAINT backend_pair_pkey PRIMARY KEY (port_id, server_port, protocol)
);

CREATE FUNCTION lock_backend(wanted_port_id uuid) RETURNS void
    LANGUAGE sql AS
$$ SELECT pg_advisory_xact_lock(uuid_hash_extended(wanted_port_id, 3044)) $$;

-- Refuses mappings that no service may have.
CREATE FUNCTION check_mappings(client_ports integer[], server_ports integer[], protocols text[]) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS
$$
BEGIN
    IF cardinality(client_ports) <> cardinality(server_ports) OR cardinality(client_ports) <> cardinality(protocols)
        OR NOT (1 <= ALL (client_ports) AND 65535 >= ALL (client_ports))
        OR NOT (1 <= ALL (server_ports) AND 65535 >= ALL (server_ports))
        OR NOT protocols <@ ARRAY ['TCP', 'UDP'] THEN
        RAISE check_violation USING
            MESSAGE = 'a port is outside 1 to 65535 or a protocol is neither TCP nor UDP',
            TABLE = 'endpoint_service', CONSTRAINT = 'endpoint_service_mappings';
    END IF;
    IF cardinality(client_ports) > 1
        AND EXISTS (SELECT FROM unnest(client_ports, protocols) AS mapping (client_port, protocol)
                    GROUP BY client_port, protocol HAVING count(*) > 1) THEN
        RAISE unique_violation USING
            MESSAGE = 'a client_port and protocol stand twice in one service',
            TABLE = 'endpoint_service', CONSTRAINT = 'endpoint_service_client_port';
    END IF;
END
$$;

-- Keeps backend_pair in step with the mappings of a service. Writes the differences only.
-- Plans are generic: to plan anew for every list of ports costs more than all else here.
CREATE FUNCTION hold_backend_pairs() RETURNS trigger
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS
$$
DECLARE
    held_ports     integer[] = '{}';
    held_protocols text[] = '{}';
BEGIN
    IF tg_op = 'DELETE' THEN
        DELETE FROM backend_pair WHERE port_id = old.port_id AND service_id = old.id;
        RETURN NULL;
    END IF;
    IF tg_op = 'UPDATE' THEN
        IF old.port_id <> new.port_id THEN
            DELETE FROM backend_pair WHERE port_id = old.port_id AND service_id = old.id;
        ELSIF old.server_ports = new.server_ports AND old.protocols = new.protocols
            AND old.client_ports = new.client_ports THEN
            RETURN NULL;
        ELSE
            held_ports = old.server_ports;
            held_protocols = old.protocols;
            DELETE FROM backend_pair AS pair
            USING (SELECT server_port, protocol FROM unnest(held_ports, held_protocols) AS held (server_port, protocol)
                   EXCEPT
                   SELECT server_port, protocol
                   FROM unnest(new.server_ports, new.protocols) AS wanted (server_port, protocol)) AS gone
            WHERE pair.port_id = new.port_id AND pair.server_port = gone.server_port
                AND pair.protocol = gone.protocol AND pair.service_id = new.id;
        END IF;
    END IF;
    PERFORM check_mappings(new.client_ports, new.server_ports, new.protocols);
    PERFORM lock_backend(new.port_id);
    INSERT INTO backend_pair (port_id, server_port, protocol, service_id)
    SELECT new.port_id, added.server_port, added.protocol, new.id
    FROM (SELECT server_port, protocol FROM unnest(new.server_ports, new.protocols) AS wanted (server_port, protocol)
          EXCEPT
          SELECT server_port, protocol FROM unnest(held_ports, held_protocols) AS held (server_port, protocol)) AS added;
    RETURN NULL;
END
$$;

-- Without a WHEN clause, which would be parsed on every update: the function looks for itself.
CREATE TRIGGER hold_backend_pairs AFTER INSERT OR UPDATE OR DELETE ON endpoint_service
    FOR EACH ROW EXECUTE FUNCTION hold_backend_pairs();

-- The lowest free slot on a backend; null, which the column refuses, when all five are taken.
CREATE FUNCTION free_port_slot(wanted_port_id uuid) RETURNS smallint
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM lock_backend(wanted_port_id);
    RETURN (SELECT min(slot)
            FROM generate_series(1, 5) AS slot
            WHERE NOT EXISTS (SELECT FROM endpoint_service
                              WHERE port_id = wanted_port_id AND port_slot = slot::smallint));
END
$$;

-- A free slot of a project; null, which the column refuses, when the quota is used up. A quota that was lowered counts
-- the services that it found.
CREATE FUNCTION free_project_slot(wanted_project_id text, quota integer) RETURNS integer
    LANGUAGE plpgsql AS
$$
DECLARE
    used    bigint;
    highest integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(wanted_project_id, 1018));
    SELECT count(*), coalesce(max(project_slot), 0) INTO used, highest
    FROM endpoint_service WHERE project_id = wanted_project_id;
    IF used >= quota THEN
        RETURN NULL;
    ELSIF highest < quota THEN
        RETURN highest + 1;
    END IF;
    RETURN (SELECT min(slot)
            FROM generate_series(1, quota) AS slot
            WHERE NOT EXISTS (SELECT FROM endpoint_service
                              WHERE project_id = wanted_project_id AND project_slot = slot));
END
$$;

-- The example service of the API's document, in a store that was never used: once, however many nodes start.
CREATE FUNCTION offer_example(region text) RETURNS boolean
    LANGUAGE plpgsql AS
$$
DECLARE
    used boolean;
    example_id CONSTANT uuid := '4189d3c2-8882-4871-a3c2-d380272eed88';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('offer_example', 0));
    SELECT is_called INTO used FROM endpoint_service_number_seq;
    IF used THEN
        RETURN false;
    END IF;
    INSERT INTO endpoint_service (id, project_id, project_slot, port_id, port_slot, vpc_id, service_name, server_type,
        approval_enabled, client_ports, server_ports, protocols, available_at, created_at, updated_at)
    VALUES (example_id, '295dacf46a4842fcbf7844dc2dc2489d', 1, '59d73990-72c5-4123-b861-329f99264f21', 1,
        '84758cf5-9c62-43ae-a778-3dbd8370c0a4', region || '.test.' || example_id, 'VM', true,
        ARRAY [8080], ARRAY [80], ARRAY ['TCP'], now(), now(), now());
    RETURN true;
END
$$;
