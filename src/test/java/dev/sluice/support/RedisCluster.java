package dev.sluice.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A real Redis Cluster of three masters on free ports of the loopback address, each with a third of the slots. */
public final class RedisCluster implements AutoCloseable {

    public static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    /** Where a node talks with others: so far above its port. */
    private static final int BUS = 10_000;
    /** Long enough for a busy machine: nobody is taken for dead who only waits. */
    private static final String NODE_TIMEOUT_MILLIS = "10000";

    private final Path folder;
    private final Options options;
    private final List<RedisProcess> nodes = new ArrayList<>();

    /** Of one node. */
    @FunctionalInterface
    public interface Options {

        List<String> of(int port) throws Exception;
    }

    private RedisCluster(Path folder, Options options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * @param folder for what the nodes remember of each other
     * @param options of all nodes
     */
    public static RedisCluster start(Path folder, String... options) throws Exception {
        return start(folder, port -> List.of(options));
    }

    /** As {@link #start}, with options of each node. */
    public static RedisCluster start(Path folder, Options options) throws Exception {
        RedisCluster cluster = new RedisCluster(folder, options);
        try {
            for (int i = 0; i < MASTERS; i++) {
                cluster.add();
            }
            for (int i = 0; i < MASTERS; i++) {
                // nodes that begin with one number would have to agree on others first
                cluster.node(i).command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
                cluster.ok(i, "CLUSTER", "ADDSLOTS", cluster.slotsOf(i));
            }
            cluster.meet();
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** A port whose bus port is free, too. */
    private static int freePort() throws IOException {
        for (int i = 0; i < 1000; i++) {
            int port = RedisProcess.freePort();
            if (port + BUS <= 65_535 && isFree(port + BUS)) {
                return port;
            }
        }
        throw new IOException("no two free ports that lie " + BUS + " apart");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private RedisProcess add() throws Exception {
        int port = freePort();
        List<String> all = new ArrayList<>(List.of(
                "--dir",
                Files.createDirectories(folder.resolve("node-" + port)).toString(),
                "--cluster-enabled",
                "yes",
                "--cluster-config-file",
                "nodes.conf",
                "--cluster-node-timeout",
                NODE_TIMEOUT_MILLIS));
        all.addAll(options.of(port));
        RedisProcess node = RedisProcess.startOn(port, all.toArray(String[]::new));
        nodes.add(node);
        return node;
    }

    private String slotsOf(int node) {
        return IntStream.range(node * SLOTS / MASTERS, (node + 1) * SLOTS / MASTERS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private void meet() throws IOException {
        for (RedisProcess node : nodes) {
            ok(0, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.port()));
        }
        awaitWell();
    }

    /** Until all nodes know one another, and find the cluster well. */
    public void awaitWell() {
        Eventually.holds(() -> nodes.stream().allMatch(node -> isWell(node, nodes.size())), this::state);
    }

    private static boolean isWell(RedisProcess node, int nodes) {
        String info = info(node);
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + nodes + "\r");
    }

    private String state() {
        return nodes.stream().map(RedisCluster::info).collect(Collectors.joining("\n"));
    }

    private static String info(RedisProcess node) {
        try {
            return node.text("CLUSTER", "INFO");
        } catch (IOException away) {
            return "away";
        }
    }

    /** A further one, which stands in for a master. */
    public RedisProcess addReplicaOf(int master) throws Exception {
        RedisProcess replica = add();
        ok(0, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(replica.port()));
        awaitWell();
        String id = id(master);
        Eventually.holds(() -> said(replica, "CLUSTER", "REPLICATE", id).equals("+OK"));
        Eventually.holds(() -> said(replica, "INFO", "replication").contains("master_link_status:up"));
        return replica;
    }

    private static String said(RedisProcess node, String... words) {
        try {
            return node.text(words);
        } catch (IOException e) {
            return "away";
        }
    }

    public RedisProcess node(int index) {
        return nodes.get(index);
    }

    public String url(int node) {
        return node(node).url();
    }

    /** As a setting: all masters. */
    public List<String> urls() {
        return nodes.stream().limit(MASTERS).map(RedisProcess::url).toList();
    }

    private String id(int node) throws IOException {
        return node(node).text("CLUSTER", "MYID");
    }

    public int slot(String key) throws IOException {
        return Integer.parseInt(node(0).command("CLUSTER", "KEYSLOT", key).substring(1));
    }

    /** The master that had the slot at the start. */
    public static int masterOf(int slot) {
        return IntStream.range(0, MASTERS)
                .filter(node -> slot < (node + 1) * SLOTS / MASTERS)
                .findFirst()
                .orElseThrow();
    }

    /** Moves a slot with all of its keys as operators do it, while it is used. */
    public void migrate(int slot, int from, int to) throws IOException {
        beginMigration(slot, from, to);
        finishMigration(slot, from, to);
    }

    public void beginMigration(int slot, int from, int to) throws IOException {
        String number = Integer.toString(slot);
        // two moves at once could have one epoch, and then chance says whose the slot is
        Eventually.holds(this::agrees, this::views);
        ok(to, "CLUSTER", "SETSLOT", number, "IMPORTING", id(from));
        ok(from, "CLUSTER", "SETSLOT", number, "MIGRATING", id(to));
    }

    /** Whether all masters have heard of the same owners and epochs. */
    private boolean agrees() {
        return IntStream.range(0, MASTERS).mapToObj(this::view).distinct().count() == 1;
    }

    private String views() {
        return IntStream.range(0, MASTERS).mapToObj(this::view).collect(Collectors.joining("\n"));
    }

    /** Who has which slots since which epoch, as this node has heard: each line's first, seventh and last words. */
    private String view(int node) {
        try {
            return node(node)
                    .text("CLUSTER", "NODES")
                    .lines()
                    .filter(line -> line.contains("master"))
                    .map(line -> line.split(" "))
                    .map(words -> words[0] + " " + words[6] + " "
                            + Stream.of(words)
                                    .skip(8)
                                    .filter(slots -> !slots.startsWith("["))
                                    .collect(Collectors.joining(" ")))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void finishMigration(int slot, int from, int to) throws IOException {
        String number = Integer.toString(slot);
        String port = Integer.toString(node(to).port());
        List<String> keys = node(from).texts("CLUSTER", "GETKEYSINSLOT", number, "10");
        while (!keys.isEmpty()) {
            String[] move = {"MIGRATE", "127.0.0.1", port, "\"\"", "0", "5000", "KEYS", String.join(" ", keys)};
            ok(from, move);
            keys = node(from).texts("CLUSTER", "GETKEYSINSLOT", number, "10");
        }
        for (int node : List.of(to, from, MASTERS - from - to)) {
            ok(node, "CLUSTER", "SETSLOT", number, "NODE", id(to));
        }
    }

    /** Expects to hear OK. */
    public void ok(int node, String... words) throws IOException {
        String said = node(node).command(words);
        if (!said.equals("+OK")) {
            throw new IOException("node " + node + " said " + said);
        }
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}
