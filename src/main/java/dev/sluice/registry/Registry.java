package dev.sluice.registry;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where contracts and their versions are kept. Safe for any thread; never blocks. What fails, fails with a {@link
 * RegistryException}. What was acknowledged survives a crash of this process and of the machine.
 */
public interface Registry {

    /** Of a contract: a segment of a URL and a folder's name on any system. */
    Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /**
     * What became of a version that was to be added.
     *
     * @param added false: its bytes are those of a version that there was
     */
    record Added(RegisteredVersion version, boolean added) {}

    /** By name; with their latest version at most. */
    Future<List<Summary>> contracts();

    /**
     * A contract in a list.
     *
     * @param versions how many
     * @param latest null where all were removed
     */
    record Summary(
            String name,
            @Nullable Integer active,
            int versions,
            @Nullable RegisteredVersion latest) {}

    /** Fails where there is none of that name. */
    Future<RegisteredContract> contract(String name);

    /** The files of a version. Fails where there is none. */
    Future<Bundle> bundle(String name, int version);

    /**
     * Keeps a version.
     *
     * @param known whether there must be a contract of that name already
     */
    Future<Added> add(String name, Bundle bundle, RegisteredVersion.Facts facts, boolean known);

    /** Removes a contract with all versions. Fails where one is active. */
    Future<Void> remove(String name);

    /** Removes a version. Fails where it is active. */
    Future<Void> remove(String name, int version);

    /** @param version to be served from now on; null for none */
    Future<Void> activate(String name, @Nullable Integer version);

    /**
     * A version that is to be served.
     *
     * @param digest tells it from one of the same number, of a contract that was removed
     */
    record Active(int number, String digest) {}

    /** The active version of each contract that has one. */
    Future<Map<String, Active>> active();

    /**
     * Calls whenever what is active may have changed, on any node, and whenever changes may have been missed. On any
     * thread.
     */
    void onChange(Runnable changed);

    /** Where contracts are kept, for people; never with a secret. */
    String place();

    Future<Void> close();
}
