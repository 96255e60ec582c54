package dev.sluice.app.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * For every key a value that is fine and not the default, one that has the right type but is refused, and one of another
 * type: all as YAML on one line.
 */
record Samples(String key, String good, String refused, String otherType) {

    private static final String TABLE = """
            listen.host               | 0.0.0.0                        | 999.1.1.1                | 10
            listen.port               | 0                              | 65536                    | '8081'
            listen.eventLoops         | 2                              | -1                       | two
            listen.http2              | false                          | 'yes'                    | 1
            listen.h2c                | true                           | 'no'                     | 0
            tls.certificate           | server.pem                     | ' '                      | {}
            tls.key                   | server.key                     | ' '                      | []
            tls.clientCertificates    | clients.pem                    | ' '                      | {}
            tls.clientAuth            | request                        | always                   | false
            tls.protocols             | [TLSv1.3]                      | [TLSv1.1]                | {a: b}
            control.host              | ::1                            | under_score.example      | true
            control.port              | 9191                           | 70000                    | [9090]
            control.auth              | off                            | basic                    | false
            control.token             | hidden-hidden-hidden           | hidden                   | 5
            control.metrics           | token                          | open                     | false
            control.tls.certificate   | server.pem                     | ' '                      | {}
            control.tls.key           | server.key                     | ' '                      | []
            control.tls.clientCertificates | clients.pem                    | ' '                      | {}
            control.tls.clientAuth    | request                        | always                   | false
            control.tls.protocols     | [TLSv1.3]                      | [TLSv1.1]                | {a: b}
            contracts                 | [{file: a.yaml, validation: {response: report}}] | [{file: a.yaml}, {file: ./a.yaml}] | a.yaml
            watch                     | true                           | 'yes'                    | 1
            upstreams                 | {shop: {targets: [http://10.0.0.1:8080], retries: {attempts: 3}, breaker: {per: operation}}} | {shop: {targets: [ftp://h]}} | [http://h]
            fetch.from                | [https://specs.example/shop/]  | [ftp://specs.example]    | {a: b}
            fetch.timeout             | 500ms                          | 9ms                      | 5
            mock.dynamic              | true                           | 'yes'                    | 1
            mock.seed                 | -7                             | 9223372036854775808      | '7'
            mock.echo                 | true                           | 'no'                     | 0
            mock.security             | off                            | strict                   | false
            mock.stateful             | true                           | 'no'                     | 0
            mock.maxItems             | 1                              | 0                        | '7'
            mock.maxItemsPerCollection | 1                             | 0                        | '7'
            mock.maxMemory            | 1MiB                           | 12B                      | 1048576
            mock.projectHeader        | X-Project                      | 'a b'                    | 7
            mock.latency              | 'p50=20ms,p99=200ms'           | fast                     | 20
            mock.faults               | 'reset=1%,status:503=0.5%'     | explode=1%               | 1
            http.maxUriLength         | 4KiB                           | 65KiB                    | 4096
            http.maxHeaderSize        | 32KiB                          | 1023B                    | 1024
            http.maxBodySize          | 1MiB                           | 2GiB                     | 1048576
            http.headTimeout          | 500ms                          | 99ms                     | 5
            http.bodyTimeout          | 1m                             | 2h                       | 5
            http.idleTimeout          | 1h                             | 61m                      | false
            http.requestTimeout       | 2m                             | 1d                       | 60
            http.drainLimit           | 0B                             | 2MiB                     | 0
            http.maxConnections       | 1                              | 0                        | many
            http.maxStreams           | 1                              | 0                        | many
            http.maxRequestsPerConnection | 1000                       | -1                       | many
            http.trustedProxies       | [10.0.0.0/8, '::1']            | [10.0.0.0/33]            | {a: b}
            http.clientAddressFrom    | forwarded                      | x-real-ip                | false
            http.cors.origins         | [https://a.example, 'https://*.b.example:8443'] | [https://a.example/] | {a: b}
            http.cors.methods         | [GET, PUT]                     | ['get it']               | {a: b}
            http.cors.headers         | [Content-Type]                 | ['a b']                  | {a: b}
            http.cors.exposedHeaders  | ['*']                          | ['a b']                  | {a: b}
            http.cors.credentials     | true                           | 'yes'                    | 1
            http.cors.maxAge          | 1h                             | 2d                       | 60
            maintenance.on            | true                           | 'yes'                    | 1
            maintenance.retryAfter    | 5m                             | 2d                       | 60
            validation.request        | report                         | warn                     | false
            validation.response       | block                          | on                       | true
            validation.unknownQueryParameters | refuse                 | reject                   | false
            validation.unstreamableBodies     | pass                   | reject                   | false
            validation.formats        | assert                         | both                     | true
            shutdown.notice           | 5s                             | 11m                      | 10
            validation.maxResponseSize | 64KiB                         | 1023B                    | 65536
            validation.unjudgedResponses | refuse                      | drop                     | false
            validation.sample         | 12.5%                          | 101%                     | 0.5
            validation.reportBudget   | 0%                             | 5                        | 5
            validation.maxFindings    | 1                              | 0                        | many
            validation.exemplars      | shape                          | all                      | false
            shutdown.drain            | 0s                             | 11m                      | 10
            rateLimits.mode           | off                            | always                   | false
            rateLimits.default        | [100/s, 100000/d]              | [1/s, 2/s]               | {a: b}
            rateLimits.projects       | {p1: [5/s], p2: []}            | {p1: [0/s]}              | [5/s]
            rateLimits.limits         | [{name: a, by: [caller], quota: 5/s}] | [{name: a, by: [], quota: [5/s]}] | per-address
            rateLimits.store          | redis                          | memcached                | false
            rateLimits.redis.type     | cluster                        | sentinel                 | false
            rateLimits.redis.url      | [redis://u:hidden@r:1/2]       | [http://u:hidden@r]      | 6379
            rateLimits.redis.password | hidden                         | ' '                      | 5
            rateLimits.redis.trust    | /run/redis/ca.pem              | ' '                      | 5
            rateLimits.redis.prefix   | a:b                            | 'a b'                    | 7
            rateLimits.redis.timeout  | 5ms                            | 11s                      | 50
            rateLimits.redis.onFailure | refuse                        | ignore                   | false
            rateLimits.maxProjects    | 1                              | 10000001                 | 1.5s
            breaker.enabled           | false                          | 'no'                     | 1
            breaker.failureRate       | 100                            | 101                      | 50%
            breaker.slowCallRate      | 1                              | 0                        | null-ish
            breaker.slowCallDuration  | 1ms                            | 0s                       | 1
            breaker.minimumCalls      | 1                              | 0                        | '1'
            breaker.windowSize        | 50                             | 100001                   | x
            breaker.openFor           | 1h                             | 9ms                      | 60
            breaker.halfOpenCalls     | 1                              | -5                       | .5x
            store.url                 | postgresql://u:hidden@db/sl    | mysql://u:hidden@db/sl   | 5432
            store.data                | /tmp/somewhere                 | ' '                      | {}
            store.poolSize            | 1                              | 1001                     | 1s
            store.deadline            | 10ms                           | 9ms                      | 2
            store.connectTimeout      | 5m                             | 301s                     | 2
            store.example             | false                          | 'yes'                    | 0
            store.region              | eu-de                          | eu.de                    | 7
            store.servicesPerProject  | 1                              | 0                        | none
            store.creatingDelay       | 3s                             | 25h                      | 3
            registry.store            | folder                         | memory                   | false
            registry.folder           | contracts                      | ' '                      | {}
            registry.maxContracts     | 1                              | 0                        | many
            registry.maxVersions      | 1                              | 0                        | many
            registry.maxBytes         | 1GiB                           | 12B                      | 1024
            service.only              | true                           | 'yes'                    | 1
            service.listenHost        | ::1                            | under_score.example      | true
            service.listenPort        | 9292                           | 70000                    | [9292]
            service.token             | hidden-hidden-hidden           | hidden                   | 5
            service.maxContract       | 1MiB                           | 12B                      | 1024
            service.maxFiles          | 1                              | 0                        | many
            service.maxBody           | 1MiB                           | 12B                      | 1024
            service.maxBatch          | 1                              | 0                        | many
            service.workers           | 1                              | 0                        | many
            service.queue             | 1                              | 0                        | many
            service.timeout           | 1s                             | 1ms                      | 5
            service.tls.certificate   | server.pem                     | ' '                      | {}
            service.tls.key           | server.key                     | ' '                      | []
            service.tls.clientCertificates | clients.pem                    | ' '                      | {}
            service.tls.clientAuth    | request                        | always                   | false
            service.tls.protocols     | [TLSv1.3]                      | [TLSv1.1]                | {a: b}
            auth.scheme               | token                          | basic                    | false
            auth.tokens               | tokens.txt                     | ' '                      | {}
            auth.certificateName      | common-name                    | serial                   | false
            log.level                 | debug                          | INFO                     | 3
            log.access                | access.log                     | ' '                      | {}
            record.file               | record.ndjson                  | ' '                      | {}
            record.maxSize            | 1MiB                           | 12B                      | 1048576
            record.keep               | 0                              | 1001                     | many
            record.maxBody            | 0B                             | 65MiB                    | 65536
            record.queue              | 1MiB                           | 1KiB                     | 1048576
            record.sample             | 10%                            | 101%                     | 0.5
            record.bodies             | all                            | json                     | false
            record.redact             | [X-Internal-Key]               | ['a b']                  | {a: b}
            coverage.on               | false                          | 'yes'                    | 1
            """;

    static Map<String, Samples> byKey() {
        return TABLE.lines().map(Samples::of).collect(Collectors.toMap(Samples::key, Function.identity()));
    }

    static Samples of(Setting<?> setting) {
        return Optional.ofNullable(byKey().get(setting.key())).orElseThrow();
    }

    private static Samples of(String line) {
        List<String> cells = List.of(line.split(" *\\| ", -1));
        return new Samples(
                cells.get(0),
                cells.get(1).strip(),
                cells.get(2).strip(),
                cells.get(3).strip());
    }

    /** A text without the quotes that YAML needs: as a variable has it. */
    static String bare(String yaml) {
        return yaml.startsWith("'") ? yaml.substring(1, yaml.length() - 1) : yaml;
    }
}
