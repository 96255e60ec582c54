package dev.sluice.app.settings;

import dev.sluice.contract.Location;
import dev.sluice.document.UrlPrefix;
import dev.sluice.edge.Cors;
import dev.sluice.net.TrustedProxies;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.proxy.upstream.HostHeader;
import dev.sluice.proxy.upstream.TargetSettings;
import dev.sluice.ratelimit.redis.RedisAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types of values that say where something is: hosts, addresses, URLs and paths. */
final class Addresses {

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(:[1-9][0-9]{0,4})?");

    private Addresses() {}

    static ScalarType<String> host() {
        return new ScalarType<>(
                "string",
                "a host name, an IPv4 address or an IPv6 address without brackets",
                Hosts::parse,
                Function.identity(),
                SchemaWords.of("type", "string", "minLength", 1, "maxLength", 253));
    }

    /** A leading {@code ~/} is the user's home. */
    static ScalarType<Path> path() {
        return new ScalarType<>(
                "string",
                "a path",
                Addresses::parsePath,
                Path::toString,
                SchemaWords.of("type", "string", "minLength", 1));
    }

    /** @param kinds in place of a name */
    static ScalarType<HostHeader> host(HostHeader.Kind... kinds) {
        return new ScalarType<>(
                "string",
                "keep, rewrite, or a host and perhaps a port",
                text -> Arrays.stream(kinds)
                        .filter(kind -> Scalars.lowerCase(kind).equals(text))
                        .<HostHeader>map(kind -> kind)
                        .findFirst()
                        .or(() -> HOST_AND_PORT.matcher(text).matches()
                                ? Optional.of(new HostHeader.Name(text))
                                : Optional.empty()),
                host -> host instanceof HostHeader.Kind kind
                        ? Scalars.lowerCase(kind)
                        : ((HostHeader.Name) host).authority(),
                SchemaWords.of("type", "string", "minLength", 1));
    }

    static ScalarType<URI> targetUrl() {
        return new ScalarType<>(
                "string",
                "http:// or https://, a host and perhaps a port, and nothing else",
                Addresses::parseTarget,
                URI::toString,
                SchemaWords.matching("https?://[^/?#@]+/?"));
    }

    private static Optional<URI> parseTarget(String text) {
        try {
            return Optional.of(new TargetSettings(URI.create(text), 1).url());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A file, as {@link #path}, or a URL. */
    static ScalarType<Location> location() {
        return new ScalarType<>(
                "string",
                "a path or a URL",
                text -> {
                    try {
                        return text.contains("://")
                                ? Optional.of(Location.of(text))
                                : parsePath(text).map(Location::of);
                    } catch (IllegalArgumentException wrong) {
                        return Optional.empty();
                    }
                },
                Location::toString,
                SchemaWords.of("type", "string", "minLength", 1));
    }

    static ScalarType<UrlPrefix> urlPrefix() {
        return new ScalarType<>(
                "string",
                UrlPrefix.EXPECTED,
                text -> {
                    try {
                        return Optional.of(UrlPrefix.parse(text));
                    } catch (IllegalArgumentException wrong) {
                        return Optional.empty();
                    }
                },
                UrlPrefix::toString,
                Map.of("type", "string"));
    }

    /** Never printed: its text has no password. */
    static ScalarType<StoreAddress> storeAddress() {
        return new ScalarType<>(
                "string",
                "postgresql://user:password@host:5432/database, perhaps with ?sslmode=… or sslrootcert=…, special"
                        + " characters percent-encoded",
                Addresses::parseAddress,
                StoreAddress::toString,
                SchemaWords.matching("postgres(ql)?://.+@.+/.+"));
    }

    /** Never printed: its text has no password. */
    static ScalarType<RedisAddress> redisAddress() {
        return new ScalarType<>(
                "string",
                RedisAddress.FORM,
                Addresses::parseRedis,
                RedisAddress::toString,
                SchemaWords.matching("rediss?://.+"));
    }

    static ScalarType<String> addressRange() {
        return new ScalarType<>(
                "string",
                "an address, or a range such as 10.0.0.0/8 or fd00::/8",
                text -> Optional.of(text).filter(TrustedProxies::isRange),
                Function.identity(),
                SchemaWords.matching("[0-9A-Fa-f:.]{2,45}(/[0-9]{1,3})?"));
    }

    /** As browsers write one. */
    static ScalarType<String> corsOrigin() {
        return new ScalarType<>(
                "string",
                "*, or a scheme, a host (perhaps with *. in front) and perhaps a port, in lower case and nothing else, such"
                        + " as https://shop.example",
                text -> Optional.of(text).filter(origin -> origin.equals(Cors.ANY) || Cors.isOrigin(origin)),
                Function.identity(),
                SchemaWords.matching("[*]|[a-z][a-z0-9+.-]*://[^/?#@]+"));
    }

    private static Optional<StoreAddress> parseAddress(String text) {
        try {
            return Optional.of(StoreAddress.parse(text))
                    .filter(address -> address.port() > 0 && address.port() <= 65535);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<RedisAddress> parseRedis(String text) {
        try {
            return Optional.of(RedisAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> parsePath(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.startsWith("~/")
                            ? Path.of(System.getProperty("user.home"), text.substring(2))
                            : Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
