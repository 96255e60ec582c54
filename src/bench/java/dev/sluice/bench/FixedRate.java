package dev.sluice.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Sends one request over and over by a schedule, whatever the answers do, and measures each answer from the time at which
 * its request was due. So a server that stalls is charged with every request that fell due meanwhile, also with those
 * that had to wait for a free connection. It spins on its core instead of sleeping.
 */
public final class FixedRate {

    private static final long SECOND = 1_000_000_000;
    private static final long LONGEST = 60 * SECOND;

    private final ByteBuffer request;
    private final double interval;
    private final Selector selector;
    private final Deque<RatedConnection> idle = new ArrayDeque<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private final Histogram lateness = new Histogram(LONGEST, 3);
    private long measuredFrom;

    private FixedRate(ByteBuffer request, double rate) throws IOException {
        this.request = request;
        this.interval = SECOND / rate;
        this.selector = Selector.open();
    }

    /**
     * Arguments: port of 127.0.0.1, connections, requests per second, seconds that do not count, seconds that do, file
     * with the bytes of the request. Prints {@code RESULT} and an object; times are in microseconds, and {@code late} is how late
     * requests were sent for which a connection was free.
     */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        byte[] bytes = Files.readAllBytes(Path.of(arguments[5]));
        ByteBuffer request = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        FixedRate load = new FixedRate(request, Double.parseDouble(arguments[2]));
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            load.idle.add(new RatedConnection(server, load.selector));
        }
        load.run(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        System.out.println("RESULT " + load.result());
    }

    private void run(int uncounted, int counted) throws IOException {
        long start = System.nanoTime();
        measuredFrom = start + uncounted * SECOND;
        long end = measuredFrom + counted * SECOND;
        int connections = idle.size();
        long sent = 0;
        long due = start;
        while (due < end || idle.size() < connections) {
            long now = System.nanoTime();
            if (now > end + LONGEST) {
                throw new IOException("answers are missing a minute after the end");
            }
            boolean waited = idle.isEmpty();
            while (due <= now && due < end && !idle.isEmpty()) {
                send(idle.pop(), due, waited);
                due = start + (long) (++sent * interval);
            }
            selector.selectNow(this::receive);
        }
    }

    private void send(RatedConnection connection, long due, boolean waited) throws IOException {
        connection.send(request.rewind(), due);
        if (!waited && due >= measuredFrom) {
            lateness.recordValue(System.nanoTime() - due);
        }
    }

    private void receive(SelectionKey key) {
        RatedConnection connection = (RatedConnection) key.attachment();
        int status = connection.receive();
        if (status != 0) {
            idle.push(connection);
            if (connection.due() >= measuredFrom) {
                latencies.recordValue(Math.min(LONGEST, System.nanoTime() - connection.due()));
                statuses.merge(status, 1L, Long::sum);
            }
        }
    }

    private String result() {
        StringBuilder counts = new StringBuilder();
        statuses.forEach(
                (status, count) -> counts.append(counts.isEmpty() ? "" : ",").append("\"" + status + "\":" + count));
        return String.format(
                Locale.ROOT,
                "{\"requests\":%d,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"late\":%.1f,\"statuses\":{%s}}",
                latencies.getTotalCount(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(90) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getValueAtPercentile(99.9) / 1e3,
                lateness.getValueAtPercentile(99) / 1e3,
                counts);
    }
}
