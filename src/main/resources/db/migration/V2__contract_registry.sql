-- Contracts that were registered, with all their versions.

CREATE TABLE registered_contract (
    name         text    NOT NULL PRIMARY KEY,
    -- the number that was given last: one that was removed is not given again
    last_version integer NOT NULL DEFAULT 0,
    -- what is to be served; which versions there are is for the key below
    active       integer
);

CREATE TABLE contract_version (
    contract      text        NOT NULL REFERENCES registered_contract (name) ON DELETE CASCADE,
    number        integer     NOT NULL,
    digest        text        NOT NULL,
    created_at    timestamptz NOT NULL,
    root          text        NOT NULL,
    files         integer     NOT NULL,
    bytes         bigint      NOT NULL,
    title         text        NOT NULL,
    info_version  text        NOT NULL,
    operations    integer     NOT NULL,
    warnings      integer     NOT NULL,
    -- a zip of the files
    content       bytea       NOT NULL,
    CONSTRAINT contract_version_pkey PRIMARY KEY (contract, number),
    CONSTRAINT contract_version_digest UNIQUE (contract, digest)
);

-- an active version cannot be removed
ALTER TABLE registered_contract
    ADD CONSTRAINT registered_contract_active FOREIGN KEY (name, active) REFERENCES contract_version (contract, number);

-- Keeps a version, or finds the one that has the same bytes. Registrations are rare, so they wait for each other.
CREATE FUNCTION register_version(wanted text, must_be_known boolean, wanted_digest text, wanted_root text,
                                 wanted_files integer, wanted_bytes bigint, wanted_title text, wanted_version text,
                                 wanted_operations integer, wanted_warnings integer, wanted_content bytea,
                                 most_contracts integer, most_versions integer, most_bytes bigint)
    RETURNS TABLE (found_number integer, found_at timestamptz, is_added boolean)
    LANGUAGE plpgsql AS
$$
DECLARE
    next_number integer;
    now_at      timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
    PERFORM pg_advisory_xact_lock(7233201);
    IF NOT EXISTS (SELECT FROM registered_contract WHERE name = wanted) THEN
        IF must_be_known THEN
            RAISE EXCEPTION 'unknown contract' USING ERRCODE = 'SL404';
        END IF;
        IF (SELECT count(*) FROM registered_contract) >= most_contracts THEN
            RAISE EXCEPTION 'too many contracts' USING ERRCODE = 'SL001';
        END IF;
        INSERT INTO registered_contract (name) VALUES (wanted);
    END IF;
    RETURN QUERY SELECT number, created_at, false
                 FROM contract_version
                 WHERE contract = wanted AND digest = wanted_digest;
    IF FOUND THEN
        RETURN;
    END IF;
    IF (SELECT count(*) FROM contract_version WHERE contract = wanted) >= most_versions THEN
        RAISE EXCEPTION 'too many versions' USING ERRCODE = 'SL002';
    END IF;
    IF (SELECT coalesce(sum(bytes), 0) FROM contract_version WHERE contract = wanted) + wanted_bytes > most_bytes THEN
        RAISE EXCEPTION 'too many bytes' USING ERRCODE = 'SL003';
    END IF;
    UPDATE registered_contract SET last_version = last_version + 1 WHERE name = wanted
    RETURNING last_version INTO next_number;
    INSERT INTO contract_version (contract, number, digest, created_at, root, files, bytes, title, info_version,
                                  operations, warnings, content)
    VALUES (wanted, next_number, wanted_digest, now_at, wanted_root, wanted_files, wanted_bytes, wanted_title,
            wanted_version, wanted_operations, wanted_warnings, wanted_content);
    RETURN QUERY SELECT next_number, now_at, true;
END
$$;
